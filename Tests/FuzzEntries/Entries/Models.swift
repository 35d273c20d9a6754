import Importers
import RFKit
import TestSupport

extension FuzzEntry {
  /// ONNX models.
  static let onnx = FuzzEntry("onnx") {
    try ModelSeeds.all()
  } mutation: { _ in
    MessageMutation(words: ONNXModel.operators + ModelSeeds.attributes.map(\.key) + ["", "x", "w"])
  } laws: { bytes in
    do { _ = try bytes.withUnsafeBytes { try ONNXFile($0).inputNames } } catch {
      try CleanText.check(error)
    }
    let model: ONNXModel
    do { model = try ONNXModel(bytes, listsValues: true) } catch {
      return try CleanText.check(error)
    }
    try GraphLaws.check(model.graph)
  }
}

enum ModelSeeds {
  static func all() throws -> [[UInt8]] {
    try Fixtures.files(in: "Tests/ImportersTests/ONNX/Fixtures", ending: ".onnx", most: 16_384)
      + [ONNXFileWriter.chain(nodes: 6), ONNXFileWriter.dense(layers: 4, reach: 3)]
      + ONNXModel.operators.map(model)
  }

  /// One layer on an image, a weight and a list of numbers, with all attributes that there are.
  private static func model(_ operation: String) -> [UInt8] {
    var writer = ONNXFileWriter()
    writer.input("x", [1, 4, 8, 8])
    writer.initializer("w", [4, 4, 3, 3])
    writer.initializer("i", [4], integers: [0, 1, 2, 3])
    writer.node(operation, ["x", "w", "i"], ["y"], name: "it", attributes)
    writer.node(operation, ["y"], ["z"])
    writer.node(operation, ["y", "i"], ["v"])
    for name in ["y", "z", "v"] { writer.output(name) }
    return writer.bytes()
  }

  static let attributes: [(key: String, value: ONNXFileWriter.Attribute)] = [
    ("kernel_shape", .ints([3, 3])), ("strides", .ints([2, 1])), ("pads", .ints([1, 1, 1, 1])),
    ("dilations", .ints([1, 2])), ("group", .int(1)), ("axis", .int(1)), ("axes", .ints([2, 3])),
    ("perm", .ints([0, 2, 3, 1])), ("keepdims", .int(0)), ("ceil_mode", .int(1)),
    ("auto_pad", .string("SAME_UPPER")), ("mode", .string("linear")), ("to", .int(1)),
    ("equation", .string("nchw->nc")), ("split", .ints([2, 2])), ("blocksize", .int(2)),
    ("num_groups", .int(2)), ("output_shape", .ints([4, 4])), ("output_padding", .ints([1, 1])),
    ("epsilon", .float(0.001)), ("value", .tensor([2], [1, 2])), ("num_heads", .int(2)),
  ]
}
