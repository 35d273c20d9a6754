import Foundation
import RFKit
import TestSupport

/// Measured tables: a sample beside the tests, all of them where RFCALC_REFERENCE names a folder.
struct Reference {
  let folder: URL

  static let fixtures = Reference(
    folder: URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Fixtures"))

  static let whole: Reference? = WideRun.folder.map { Reference(folder: $0) }

  /// The sample, and the whole where it is given.
  static let all = [fixtures] + (whole.map { [$0] } ?? [])

  func table<Table: Decodable>(_ name: String) throws -> Table {
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    return try decoder.decode(Table.self, from: Data(contentsOf: folder.appending(path: name)))
  }

  func rows(_ name: String) throws -> [[String]] {
    try String(contentsOf: folder.appending(path: name), encoding: .utf8)
      .split(separator: "\n").dropFirst()
      .map { $0.split(separator: "\t", omittingEmptySubsequences: false).map(String.init) }
  }

  /// The models of the zoo that have a layer table here.
  func modelsWithLayers() throws -> [String] {
    let files = try FileManager.default.contentsOfDirectory(
      atPath: folder.appending(path: "layers").path())
    return Zoo.entries.map(\.name).filter { files.contains("\($0).json") }
  }
}

/// `layers/<model>.json`: leaf modules in the order of their calls.
struct LayerTable: Decodable {
  let layers: [Row]
  let paramsInLayers: Int
  let totalParams: Int
  let totalMacsHooks: Int
  /// With the products of functional attention, which have no row.
  let macsFlopcounter: Int
  let inputShape: [Int]

  /// Auxiliary heads are measured where they are not run: these are no free parameters.
  var parametersBesides: Int { name == "inception_v3" ? 0 : totalParams - paramsInLayers }
  var macsBesides: Int { macsFlopcounter - totalMacsHooks }
  private let name: String

  struct Row: Decodable {
    let name: String
    let type: String
    let hyper: Settings
    let outputShape: MeasuredShape
    let params: Int
    let buffers: Int
    let macs: Int
  }

  struct Settings: Decodable {
    let kernelSize: Sizes?
    let stride: Sizes?
    let padding: Sizes?
    let dilation: Sizes?
    let outputPadding: Sizes?
    let groups: Int?
    let ceilMode: Bool?
    let bias: Bool?
  }

  /// A number for all axes, or one for each.
  struct Sizes: Decodable {
    let values: [Int]

    init(from decoder: any Decoder) throws {
      let container = try decoder.singleValueContainer()
      values = try (try? [container.decode(Int.self)]) ?? container.decode([Int].self)
    }

    static func == (sizes: Sizes, ours: PerAxis<Int>) -> Bool {
      (0..<max(sizes.values.count, ours.values.count)).allSatisfy {
        sizes.values[$0 % sizes.values.count] == ours[$0]
      }
    }
  }
}

/// `rf_truth.json`: boxes measured by gradients. Rows before columns, ends included.
struct FieldTable: Decodable {
  let models: [String: Model]

  struct Model: Decodable {
    let endpoints: [EndPoint]
  }

  struct EndPoint: Decodable {
    let endpoint: String
    let rfHw: [Int]
    let strideHw: [Int]
    let startCenterHw: [Double]
    // Measured on one image …
    let inputHw: [Int]?
    let featureHw: [Int]?
    let unit: [Int]?
    let boxTlbr: [Int]?
    let firstUnitBoxTl: [Int]?
    // … or, where the field is too large for one, on a tall strip and on a wide one.
    let stripVertical: Strip?
    let stripHorizontal: Strip?

    /// A unit and the positions that it sees along an axis.
    func box(axis: Int) -> (unit: Int, hull: Interval)? {
      if let unit, let boxTlbr {
        return (unit[axis], Interval(boxTlbr[axis], boxTlbr[axis + 2]))
      }
      let strip = axis == 0 ? stripVertical : stripHorizontal
      guard let strip, let ends = strip.boxRows ?? strip.boxCols else { return nil }
      return (strip.unit[axis], Interval(ends[0], ends[1]))
    }
  }

  struct Strip: Decodable {
    let unit: [Int]
    let boxRows: [Int]?
    let boxCols: [Int]?
  }
}

/// `torchvision_models.json`.
struct ModelTable: Decodable {
  let models: [Model]

  struct Model: Decodable {
    let name: String
    let paramsTotal: Int
    let buffersElements: Int
    let runs: [Run]
  }

  struct Run: Decodable {
    let tag: String
    let inputShape: MeasuredShape
    let outputShape: MeasuredShape
    let macsFlopcounter: Int
  }
}

/// A shape, or several: in a list (with null for what there is not), or by name.
struct MeasuredShape: Decodable {
  let shapes: [Shape]

  var shape: Shape { shapes.first ?? [] }

  init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    let sizes: [[Int]]
    if let one = try? container.decode([Int].self) {
      sizes = [one]
    } else if let several = try? container.decode([[Int]?].self) {
      sizes = several.compactMap { $0 }
    } else {
      // In the order of the model, which no dictionary keeps: "out" before "aux", then by name.
      let named = try container.decode([String: [Int]].self)
      sizes = named.sorted { $1.key == "aux" || $0.key < $1.key && $0.key != "aux" }.map(\.value)
    }
    shapes = sizes.map { Shape($0.map { Dim($0) }) }
  }
}
