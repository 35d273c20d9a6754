import Foundation

@testable import ReferenceExecutor

/// A recorded tensor of the ONNX operator suite, as numbers.
struct OnnxTensor {
  private(set) var sizes: [Int] = []
  private(set) var values: [Double] = []
  /// Whether its type is one that Float holds exactly enough: whole numbers, truth values, float32,
  /// float64.
  private(set) var isReadable = true
  /// Whether sums and products go round: whole numbers of fewer than 32 bits or without a sign.
  private(set) var goesRound = false

  var integers: [Int] { values.map { Int($0) } }
  var floats: [Float] { values.map { Float($0) } }

  init(_ bytes: ArraySlice<UInt8>) throws {
    var type = 1
    var raw: ArraySlice<UInt8> = []
    for (number, content) in try WireReader.fields(bytes) {
      switch number {
      case 1: sizes += try content.integers()
      case 2: type = content.integer
      case 4:
        var rest = content.bytes
        while !rest.isEmpty {
          let bits = UInt32(truncatingIfNeeded: try WireReader.fixed(&rest, 4))
          values.append(Double(Float(bitPattern: bits)))
        }
      case 5, 7: values += try content.integers().map { Double($0) }
      case 9: raw = content.bytes
      default: break
      }
    }
    let width = [
      1: 4, 2: 1, 3: 1, 4: 2, 5: 2, 6: 4, 7: 8, 9: 1, 11: 8, 12: 4, 13: 8,
    ][type]
    isReadable = width != nil
    goesRound = [2, 3, 4, 5, 12, 13].contains(type)
    while let width, !raw.isEmpty {
      let bits = try WireReader.fixed(&raw, width)
      switch type {
      case 1: values.append(Double(Float(bitPattern: UInt32(truncatingIfNeeded: bits))))
      case 6: values.append(Double(Int32(truncatingIfNeeded: bits)))
      case 7: values.append(Double(Int64(truncatingIfNeeded: bits)))
      case 3: values.append(Double(Int8(truncatingIfNeeded: bits)))
      case 5: values.append(Double(Int16(truncatingIfNeeded: bits)))
      case 11: values.append(Double(bitPattern: bits))
      default: values.append(Double(bits))
      }
    }
  }
}

/// One test of the suite: a model of a single node, with recorded inputs and outputs.
struct OnnxCase {
  let name: String
  private(set) var operation = ""
  private(set) var attributes: [String: [(number: Int, content: WireReader.Content)]] = [:]
  /// Nil where an optional input is left out.
  let inputs: [OnnxTensor?]
  let outputs: [OnnxTensor]

  /// Nil when it is no single node, or its data is not stored.
  init?(_ folder: URL) throws {
    name = folder.lastPathComponent
    guard let model = try? Data(contentsOf: folder.appending(path: "model.onnx")) else {
      return nil
    }
    var nodes: [ArraySlice<UInt8>] = []
    for (number, content) in try WireReader.fields(ArraySlice([UInt8](model))) where number == 7 {
      for (number, content) in try WireReader.fields(content.bytes) where number == 1 {
        nodes.append(content.bytes)
      }
    }
    guard nodes.count == 1 else { return nil }
    var names: [String] = []
    for (number, content) in try WireReader.fields(nodes[0]) {
      switch number {
      case 1: names.append(content.text)
      case 4: operation = content.text
      case 5:
        let fields = try WireReader.fields(content.bytes)
        let key = fields.first { $0.number == 1 }?.content.text ?? ""
        attributes[key] = fields
      default: break
      }
    }
    var given = try Self.tensors(folder, "input").makeIterator()
    inputs = names.map { $0.isEmpty ? nil : given.next() }
    outputs = try Self.tensors(folder, "output")
    if outputs.isEmpty { return nil }
  }

  private static func tensors(_ folder: URL, _ kind: String) throws -> [OnnxTensor] {
    var tensors: [OnnxTensor] = []
    while true {
      let file = folder.appending(path: "test_data_set_0/\(kind)_\(tensors.count).pb")
      guard let bytes = try? Data(contentsOf: file) else { return tensors }
      tensors.append(try OnnxTensor(ArraySlice([UInt8](bytes))))
    }
  }

  func integer(_ key: String) -> Int? {
    attributes[key]?.first { $0.number == 3 }?.content.integer
  }
  func number(_ key: String) -> Double? {
    attributes[key]?.first { $0.number == 2 }.map { Double($0.content.float) }
  }
  func text(_ key: String) -> String? {
    attributes[key]?.first { $0.number == 4 }?.content.text
  }
  func integers(_ key: String) -> [Int]? {
    guard let fields = attributes[key]?.filter({ $0.number == 8 }), !fields.isEmpty else {
      return nil
    }
    return fields.flatMap { (try? $0.content.integers()) ?? [] }
  }

  /// Input `index`, if there is one.
  func input(_ index: Int) -> OnnxTensor? { inputs.indices.contains(index) ? inputs[index] : nil }
  var sizes: [Int] { input(0)?.sizes ?? [] }
  var spatialRank: Int { sizes.count - 2 }
}
