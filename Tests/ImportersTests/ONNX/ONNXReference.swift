import Foundation
import RFKit
import TestSupport

/// Files with what was measured by running them: a sample beside the tests, all of them where
/// RFCALC_REFERENCE names a folder.
enum ONNXReference {
  static let fixtures = URL(filePath: #filePath).deletingLastPathComponent().appending(
    path: "Fixtures")

  /// The models with measured shapes.
  static func models() throws -> [MeasuredModel] {
    let folder = WideRun.folder?.appending(path: "onnx") ?? fixtures
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
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .custom(Self.camelCase)
    let facts = try decoder.decode(Facts.self, from: Data(contentsOf: table))
    runs = facts.measured.keys.sorted().map { key in
      Run(
        key: key, shapes: facts.measured[key]?.mapValues(\.shape) ?? [:],
        macs: facts.macs[key]?.total ?? 0)
    }
    weights = facts.params.effectiveWeightsTotal
    runningStatistics = facts.params.effectiveBnRunningStats
    floatInitializers = facts.params.floatInitializersTotal
  }

  /// Keys of the tables in this project's spelling; names of values are left as they are.
  private static func camelCase(_ path: [any CodingKey]) -> any CodingKey {
    let key = path[path.count - 1].stringValue
    guard path.first?.stringValue == "params" else { return Key(stringValue: key) }
    let words = key.split(separator: "_")
    return Key(
      stringValue: words.prefix(1).joined() + words.dropFirst().map(\.capitalized).joined())
  }

  private struct Key: CodingKey {
    let stringValue: String
    let intValue: Int? = nil

    init(stringValue: String) { self.stringValue = stringValue }
    init?(intValue: Int) { nil }
  }

  private struct Facts: Decodable {
    let measured: [String: [String: Measured]]
    let macs: [String: Work]
    let params: Parameters
  }

  private struct Measured: Decodable { let shape: [Int] }
  private struct Work: Decodable { let total: Int }
  private struct Parameters: Decodable {
    let effectiveWeightsTotal: Int
    let effectiveBnRunningStats: Int
    let floatInitializersTotal: Int
  }
}
