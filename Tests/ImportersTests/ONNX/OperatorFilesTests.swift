import Foundation
import RFKit
import TestSupport
import Testing

/// The operator tests of the onnx package: what comes out must have the recorded shape, or be unknown
/// for a reason.
@Suite struct OperatorFilesTests {
  @Test(
    "Shapes of the onnx package's operator tests",
    .enabled(if: WideRun.folder != nil, "\(WideRun.folderIsMissing)"))
  func shapes() throws {
    let folder = try #require(WideRun.folder)
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    let index = try decoder.decode(
      Index.self, from: Data(contentsOf: folder.appending(path: "onnx_node_index.json")))
    var tally: [String: Tally] = [:]
    for test in index.tests where test.group == "shape-relevant for convnets" {
      let outcome = try outcome(of: test, in: folder)
      let operation = test.expandedFunction ? "(functions written out)" : test.ops.first ?? "?"
      tally[operation, default: Tally()].count(outcome)
      if case .wrong(let text) = outcome { Issue.record("\(test.name): \(text)") }
      if case .refused(let text) = outcome, !test.shapeFromRuntimeValue {
        print("refused \(test.name): \(text)")
      }
      if case .unknown(let text) = outcome, !test.shapeFromRuntimeValue {
        print("unknown \(test.name): \(text)")
      }
    }
    let total = tally.values.reduce(into: Tally()) { $0.add($1) }
    for (operation, counts) in tally.sorted(by: { $0.key < $1.key }) {
      print("\(operation): \(counts)")
    }
    print("Shapes of the onnx package's operator tests: \(total)")
    #expect(total.equal > 0)
  }

  private enum Outcome {
    case equal
    case unknown(String)
    case refused(String)
    case wrong(String)
  }

  private func outcome(of test: Index.Test, in folder: URL) throws -> Outcome {
    let file = folder.appending(path: "onnx_node/\(test.name)/model.onnx")
    guard let data = try? Data(contentsOf: file) else { return .refused("no file") }
    do {
      let graph = try Graph(onnx: [UInt8](data))
      let report = try graph.report(Report.Options(allowsOpaque: true))
      for (output, measured) in zip(graph.outputs, test.measuredOutputs) {
        guard let shape = measured?.shape else { continue }
        let layer = report.layers[output.value.node]
        switch layer.outputs[output.value.output].shape {
        case .known(let found):
          if found != Shape(sizes: shape) { return .wrong("\(found), recorded \(shape)") }
        case .unknown(let reason): return .unknown("\(reason)")
        }
      }
      return .equal
    } catch {
      return .refused("\(error)")
    }
  }

  private struct Tally: CustomStringConvertible {
    var (equal, unknown, refused, wrong) = (0, 0, 0, 0)

    mutating func count(_ outcome: Outcome) {
      switch outcome {
      case .equal: equal += 1
      case .unknown: unknown += 1
      case .refused: refused += 1
      case .wrong: wrong += 1
      }
    }

    mutating func add(_ other: Tally) {
      equal += other.equal
      unknown += other.unknown
      refused += other.refused
      wrong += other.wrong
    }

    var description: String {
      "\(equal) equal, \(unknown) unknown, \(refused) refused, \(wrong) wrong"
    }
  }

  private struct Index: Decodable {
    let tests: [Test]

    struct Test: Decodable {
      let name: String
      let ops: [String]
      let group: String
      let expandedFunction: Bool
      let shapeFromRuntimeValue: Bool
      let measuredOutputs: [Measured?]
    }

    struct Measured: Decodable { let shape: [Int]? }
  }
}
