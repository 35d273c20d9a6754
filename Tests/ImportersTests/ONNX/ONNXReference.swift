import Foundation
import RFKit

/// Files with what was measured by running them: a sample beside the tests, all of them where
/// RFCALC_REFERENCE names a folder.
enum ONNXReference {
  static let fixtures = URL(filePath: #filePath).deletingLastPathComponent().appending(
    path: "Fixtures")

  static let whole = ProcessInfo.processInfo.environment["RFCALC_REFERENCE"].map {
    URL(filePath: $0)
  }

  /// The models with measured shapes.
  static func models() throws -> [MeasuredModel] {
    if whole == nil { print("ONNX models: the wide run is skipped, RFCALC_REFERENCE is not set") }
    let folder = whole?.appending(path: "onnx") ?? fixtures
    return try FileManager.default.contentsOfDirectory(atPath: folder.path())
      .filter { $0.hasSuffix(".onnx") }.sorted()
      .map { try MeasuredModel(folder.appending(path: $0)) }
  }
}

/// One file and what onnxruntime and PyTorch measured of it.
struct MeasuredModel {
  let name: String
  let bytes: [UInt8]
  /// Shapes of every value, for each set of input sizes.
  let runs: [Run]
  let weights: Int
  let runningStatistics: Int
  let floatInitializers: Int

  struct Run {
    let key: String
    let shapes: [String: [Int]]
    let macs: Int
  }

  init(_ file: URL) throws {
    name = file.deletingPathExtension().lastPathComponent
    bytes = [UInt8](try Data(contentsOf: file))
    let table = file.deletingPathExtension().appendingPathExtension("shapes.json")
    let facts = try JSONDecoder().decode(Facts.self, from: Data(contentsOf: table))
    runs = facts.measured.keys.sorted().map { key in
      Run(
        key: key, shapes: facts.measured[key]?.mapValues(\.shape) ?? [:],
        macs: facts.macs[key]?.total ?? 0)
    }
    weights = facts.params.effective_weights_total
    runningStatistics = facts.params.effective_bn_running_stats
    floatInitializers = facts.params.float_initializers_total
  }

  private struct Facts: Decodable {
    let measured: [String: [String: Measured]]
    let macs: [String: Work]
    let params: Parameters
  }

  private struct Measured: Decodable { let shape: [Int] }
  private struct Work: Decodable { let total: Int }
  private struct Parameters: Decodable {
    let effective_weights_total: Int
    let effective_bn_running_stats: Int
    let float_initializers_total: Int
  }
}
