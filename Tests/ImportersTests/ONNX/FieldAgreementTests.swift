import RFKit
import Testing

/// A network of the zoo and the same network exported must have the same fields, whichever exporter wrote
/// it and whether batch norm was folded or not.
@Suite struct FieldAgreementTests {
  @Test func fieldsAreTheZoos() throws {
    var layers = 0
    var networks: Set<String> = []
    for measured in try ONNXReference.models() {
      let stem = String(measured.name.prefix { $0 != "." })
      guard let known = try? Zoo.graph(stem) else { continue }
      // TF-slim's networks pad by TensorFlow's rule; the exported ones of that name don't.
      if known.name.hasPrefix("slim/") { continue }
      let model = try ONNXModel(measured.bytes)
      let file = try model.graph.report()
      // Sizes as in the file, so that clipping and global pools meet the same ones.
      let zoo = try known.withInputs(model.inputs.map(\.shape), hasBatch: true).report()
      var matching = 0
      for (index, layer) in zoo.layers.enumerated() {
        // Without scopes a product and the bias added to it have names of their own; a network that was
        // exported inside a wrapper has that as its outermost module.
        guard Self.isWindow(zoo.graph.nodes[index].operation),
          let other = file.index(of: layer.name) ?? file.index(of: "m.\(layer.name)")
            ?? file.index(of: "net.\(layer.name)"),
          !Self.isConstant(model.graph.nodes[other].operation)
        else { continue }
        matching += 1
        // After attention every unit sees everything, by whichever way a local part was lost.
        if layer.field.isGlobal, file.layers[other].field.isGlobal { continue }
        #expect(
          file.layers[other].field == layer.field, "\(measured.name): \(layer.name)")
        #expect(file.layers[other].shape == layer.shape, "\(measured.name): \(layer.name)")
      }
      // Files whose scopes were taken out name layers by their weights, and pools have none.
      let weighted = zoo.graph.nodes.count { Self.isWeighted($0.operation) }
      #expect(matching >= weighted, "\(measured.name): \(weighted - matching) have other names")
      layers += matching
      networks.insert(stem)
    }
    print("Exported ONNX models: \(layers) fields of \(networks.count) networks are the zoo's")
    #expect(layers > 0)
  }

  private static func isWeighted(_ operation: Operator) -> Bool {
    if case .convolution = operation { true } else { false }
  }

  private static func isConstant(_ operation: Operator) -> Bool {
    if case .constant = operation { true } else { false }
  }

  private static func isWindow(_ operation: Operator) -> Bool {
    switch operation {
    case .convolution, .pool, .linear: true
    default: false
    }
  }
}
