import Foundation
import RFKit
import Testing

/// What is learned in files as exporters write them, counted by hand.
@Suite struct LearnedFilesTests {
  private struct Case {
    let file: String
    let parameters: Int
    let constants: Int
    let macs: Int
  }

  private static let cases = [
    // Ones and zeros in Constant nodes; scale and shift by shape.
    Case(file: "groupnorm-torchscript", parameters: 240, constants: 8, macs: 55_296),
    Case(file: "params-groupnorm", parameters: 84, constants: 4, macs: 8_640),
    // 255 and two grids of 16×16.
    Case(file: "constants-dynamo", parameters: 368, constants: 513, macs: 92_160),
    // in_proj is split in three; the scale of the attention is no parameter.
    Case(file: "params-mha-dynamo", parameters: 168, constants: 1, macs: 5_376),
    // Weights, gain; zeros for the shift and the mean, ones.
    Case(file: "params-gain", parameters: 76, constants: 8, macs: 864),
    Case(file: "params-scalar-dynamo", parameters: 0, constants: 3, macs: 0),
    Case(file: "params-conv-of-constant", parameters: 10, constants: 120, macs: 240),
    Case(file: "conv-on-constants", parameters: 280, constants: 1_536, macs: 67_584),
    Case(file: "resize-antialias", parameters: 0, constants: 4, macs: 0),
    Case(file: "fp16", parameters: 288, constants: 0, macs: 18_432),
  ]

  private func graph(_ file: String) throws -> Graph {
    let path = ONNXReference.fixtures.appending(path: "Learned/\(file).onnx")
    return try Graph(onnx: [UInt8](Data(contentsOf: path)))
  }

  @Test func counts() throws {
    for file in Self.cases {
      let total = try graph(file.file).report().total
      #expect(total.parameters == .known(Dim(file.parameters)), "\(file.file)")
      #expect(total.constants == .known(Dim(file.constants)), "\(file.file): constants")
      #expect(total.multiplyAccumulates == .known(Dim(file.macs)), "\(file.file): MACs")
    }
  }

  /// A document holds what a file stores: what is read of it counts the same.
  @Test func documentsKeepTheCounts() throws {
    for file in Self.cases {
      let graph = try graph(file.file)
      let again = try Graph(json: Array(graph.json().utf8))
      #expect(again == graph, "\(file.file)")
      #expect(try again.report().total == graph.report().total, "\(file.file)")
    }
  }

  @Test func bytesAreThoseOfTheFile() throws {
    let graph = try graph("fp16")
    let report = try graph.report()
    #expect(report.elementType == .float16)
    #expect(report.total.parameterBytes == 576)
    #expect(report.total.activationBytes == 1_536)
    let wide = try graph.report(.init(elementType: .float32)).total
    #expect(wide.parameterBytes == 1_152 && wide.activationBytes == 3_072)
  }
}
