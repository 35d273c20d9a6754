import Foundation
import RFKit
import TestSupport
import Testing

/// Files that onnxruntime quantized or optimised say what those say that they were made of.
@Suite struct RuntimeFilesTests {
  private static let folder = ONNXReference.fixtures.appending(path: "Runtime")

  private func report(_ name: String) throws -> Report {
    let file = Self.folder.appending(path: "\(name).onnx")
    return try Graph(onnx: [UInt8](Data(contentsOf: file))).report()
  }

  /// Shapes, parameters, MACs and fields; with scales of data, all of it is seen besides. In blocks of channels there are
  /// more of them, whose weights and products were added up by hand.
  @Test(arguments: [
    ("maps", "basic", false), ("maps", "extended", false), ("maps", "all", false),
    ("maps", "qdq", false), ("maps", "qdq-channels", false), ("maps", "qdq.extended", false),
    ("maps", "qdq.all", false), ("maps", "qoperator", false), ("maps", "qoperator.all", false),
    ("maps", "dynamic", true), ("maps", "dynamic-channels", true),
    ("tokens", "basic", false), ("tokens", "extended", false), ("tokens", "dynamic", false),
    ("tokens", "dynamic.all", false),
  ])
  func sameNetwork(_ network: String, _ form: String, isGlobal: Bool) throws {
    let (made, original) = (try report("\(network).\(form)"), try report(network))
    #expect(made.results == original.results)
    let isInBlocks = network == "maps" && form == "all"
    #expect(
      made.total.parameters == (isInBlocks ? .known(13_056) : original.total.parameters))
    #expect(
      made.total.multiplyAccumulates
        == (isInBlocks ? .known(467_968) : original.total.multiplyAccumulates))
    #expect(made.layers.allSatisfy { $0.shape.value != nil })
    let axes = try zip(#require(made.resultFields.first), #require(original.resultFields.first))
    for (axis, other) in axes {
      #expect(axis.isGlobal == isGlobal)
      #expect(axis.sizes == other.sizes)
      #expect(axis.local?.value?.jump == other.local?.value?.jump)
      #expect(axis.local?.value?.start == other.local?.value?.start)
    }
  }

  /// Weights of one byte, biases of four; scales are constants. What the parts of a fused operator hand on is not
  /// stored: the sizes of what each file names were added up by hand.
  @Test(arguments: [
    ("maps", 24_000, 4, 89_600), ("maps.extended", 24_000, 4, 67_840),
    ("maps.all", 4 * 13_056, 0, 130_048), ("maps.qdq", 5_920 + 4 * 80, 27, 164_160),
    ("maps.qoperator", 5_920 + 4 * 80, 22, 31_552), ("maps.dynamic", 5_920 + 4 * 80, 10, 176_764),
  ])
  func bytes(_ name: String, _ parameters: Int, _ constants: Int, _ values: Int) throws {
    let total = try report(name).total
    #expect(total.parameterBytes == .known(.constant(parameters)))
    #expect(total.parameterCounts.value?.constants == .constant(constants))
    #expect(total.activationBytes == .known(.constant(values)))
  }

  /// What can't be the operator's says so.
  @Test(
    arguments: [
      (
        "FusedConv", ["x", "w"], ["activation": .string("Wave")],
        "node 0 'it' (FusedConv): attribute 'activation': 'Wave' is no function that is known"
      ),
      (
        "QLinearConcat", ["s", "z", "x", "s"], [:],
        "node 0 'it' (QLinearConcat): attribute 'axis' is missing"
      ),
      (
        "QLinearConcat", ["s", "z"], ["axis": .int(1)],
        "node 0 'it' (QLinearConcat): input 2 is missing"
      ),
      ("QLinearAdd", ["x", "s", "z"], [:], "node 0 'it' (QLinearAdd): input 3 is missing"),
      ("QGemm", ["x", "s"], [:], "node 0 'it' (QGemm): input 3 is missing"),
      (
        "DequantizeLinear", ["x", "row"], ["axis": .int(7)],
        "node 0 'it' (DequantizeLinear): attribute 'axis': 7 is no dimension of 4"
      ),
    ] as [(String, [String], KeyValuePairs<String, ONNXFileWriter.Attribute>, String)])
  func refusals(
    _ operation: String, _ inputs: [String],
    _ attributes: KeyValuePairs<String, ONNXFileWriter.Attribute>, _ message: String
  ) throws {
    var writer = ONNXFileWriter()
    writer.input("x", [1, 4, 5, 5])
    writer.initializer("w", [2, 4, 3, 3])
    writer.initializer("s", [], floats: [0.5])
    writer.initializer("z", [], type: 2, raw: [3])
    writer.initializer("row", [4], floats: [1, 2, 3, 4])
    writer.node(
      operation, inputs, ["y"], name: "it", domain: "com.microsoft", Array(attributes))
    writer.output("y")
    do {
      _ = try Graph(onnx: writer.bytes())
      Issue.record("\(operation)")
    } catch { #expect("\(error)" == message) }
  }

  /// Operators that no processor runs as such: their results, parameters and MACs.
  @Test(
    arguments: [
      ("BiasAdd", ["x", "bias", "x"], [:], [1, 4, 4, 8], 8, 0),
      ("BiasSplitGelu", ["x", "bias"], [:], [1, 4, 4, 4], 8, 0),
      (
        "GroupNorm", ["x", "scale", "shift"], ["groups": .int(2), "activation": .int(1)],
        [1, 4, 4, 8], 16, 0
      ),
      (
        "SkipGroupNorm", ["x", "scale", "shift", "x", "bias"],
        ["groups": .int(2), "activation": .int(0)], [1, 4, 4, 8], 24, 0
      ),
      (
        "NhwcConv", ["x", "last"], ["kernel_shape": .ints([3, 3])], [1, 2, 2, 6], 432,
        4 * 432
      ),
      ("NhwcConv", ["x", "first"], ["pads": .ints([1, 1, 1, 1])], [1, 4, 4, 6], 432, 16 * 432),
      ("NhwcMaxPool", ["x"], ["kernel_shape": .ints([2, 2])], [1, 3, 3, 8], 0, 0),
      ("RotaryEmbedding", ["x"], [:], [1, 4, 4, 8], 0, 0),
    ] as [(String, [String], KeyValuePairs<String, ONNXFileWriter.Attribute>, [Int], Int, Int)])
  func withoutKernels(
    _ operation: String, _ inputs: [String],
    _ attributes: KeyValuePairs<String, ONNXFileWriter.Attribute>, _ sizes: [Int],
    _ parameters: Int, _ macs: Int
  ) throws {
    var writer = ONNXFileWriter()
    writer.input("x", [1, 4, 4, 8])
    writer.scales("bias", [1.5, 0.3, 0.7, 0.2, 0.9, 0.11, 0.4, 0.6])
    writer.initializer("scale", [8])
    writer.initializer("shift", [8])
    writer.initializer("last", [6, 3, 3, 8])
    writer.initializer("first", [6, 8, 3, 3])
    writer.node(operation, inputs, ["y"], domain: "com.microsoft", Array(attributes))
    writer.output("y")
    let report = try Graph(onnx: writer.bytes()).report()
    #expect(report.results == [.known(Shape(sizes: sizes))])
    #expect(report.total.parameters == .known(.constant(parameters)))
    #expect(report.total.multiplyAccumulates == .known(.constant(macs)))
  }

  /// The filters that fill up a block are the file's; that many channels can't be said to be taken out of it.
  @Test(arguments: [
    (12, nil), (16, nil), (0, "0"), (17, "17"), (Int.max, "\(Int.max)"), (.min, "\(Int.min)"),
  ])
  func channelsOfBlocks(_ channels: Int, _ refused: String?) throws {
    var writer = ONNXFileWriter()
    writer.input("x", [1, 3, 8, 8])
    writer.initializer("w", [16, 3, 3, 3])
    let domain = "com.microsoft.nchwc"
    writer.node("Conv", ["x", "w"], ["blocks"], name: "conv", domain: domain)
    writer.node(
      "ReorderOutput", ["blocks"], ["y"], name: "out", domain: domain,
      ["channels": .int(channels), "channels_last": .int(0)])
    writer.output("y")
    do {
      let report = try Graph(onnx: writer.bytes()).report()
      #expect(refused == nil)
      #expect(report.results == [.known([1, .constant(channels), 6, 6])])
      #expect(report.total.parameters == .known(.constant(27 * 16)))
    } catch {
      let shape = "1×16×6×6"
      #expect(
        "\(error)" == "node 1 'out' (ReorderOutput): attribute 'channels': \(refused ?? "") is "
          + "not the number of channels of \(shape)")
    }
  }

  /// Channels that fill up the last block are those of maps as of filters, whatever these hold; how many go into a block
  /// follows from the filters, or it isn't known that any are filled up.
  @Test(
    arguments: [
      (12, [16, 16, 3, 3], 1, 16), (12, [24, 16, 3, 3], 1, 16), (20, [24, 24, 1, 1], 1, 24),
      (12, [16, 1, 3, 3], 16, 16), (32, [16, 32, 1, 1], 1, 32), (12, nil, 1, 12),
      (12, [15, 12, 1, 1], 1, 12),
    ] as [(Int, [Int]?, Int, Int)])
  func fillingOfBlocks(_ channels: Int, _ weight: [Int]?, _ groups: Int, _ filled: Int) throws {
    for isLast in [false, true] {
      var writer = ONNXFileWriter()
      writer.input("x", isLast ? [1, 9, 9, channels] : [1, channels, 9, 9])
      let domain = "com.microsoft.nchwc"
      writer.node(
        "ReorderInput", ["x"], ["b"], name: "in", domain: domain,
        ["channels_last": .int(isLast ? 1 : 0)])
      writer.node("MaxPool", ["b"], ["p"], domain: domain, ["kernel_shape": .ints([3, 3])])
      if let weight {
        writer.initializer(
          "w", weight, floats: [Float](repeating: 0, count: weight.reduce(1, *)))
        writer.node("Conv", ["p", "w"], ["y"], domain: domain, ["group": .int(groups)])
      }
      writer.output(weight == nil ? "p" : "y")
      let report = try Graph(onnx: writer.bytes()).report()
      let pool = try #require(report.layers.first { $0.kind == "max pool" })
      #expect(pool.shape == .known([1, .constant(filled), 7, 7]))
      guard let weight else { continue }
      #expect(report.results[0].value?[1] == .constant(weight[0]))
      #expect(report.total.parameters == .known(.constant(weight.reduce(1, *))))
      let result = try #require(report.resultFields.first)
      let size = weight[2] + 2
      #expect(result.allSatisfy { $0.sizes == .known(size...size) })
    }
  }

  /// Numbers of four bits take half a byte each, and a table of whole numbers that is read as real ones is learned.
  @Test func weightsOfFewBits() throws {
    var writer = ONNXFileWriter(opset: 21)
    writer.input("x", [2, 8])
    writer.initializer("w", [8, 3], type: 22)
    writer.scales("s", [0.5])
    writer.node("DequantizeLinear", ["w", "s"], ["real"])
    writer.node("MatMul", ["x", "real"], ["y"])
    writer.input("words", [2, 5], type: 7)
    writer.initializer("table", [10, 4], type: 3)
    writer.node("Gather", ["table", "words"], ["rows"])
    writer.node("DequantizeLinear", ["rows", "s"], ["z"])
    writer.output("y")
    writer.output("z")
    let report = try Graph(onnx: writer.bytes()).report()
    #expect(report.total.parameters == .known(64))  // 8·3 and 10·4
    #expect(report.total.parameterBytes == .known(52))
    #expect(report.results == [.known([2, 3]), .known([2, 5, 4])])
  }
}

extension Report {
  /// The fields of the network's outputs on its first input, along each axis.
  fileprivate var resultFields: [[AxisField]] {
    graph.outputs.map { layers[$0.value.node].outputs[$0.value.output].fields[0].axes }
  }
}
