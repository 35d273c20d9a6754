import ConvArithmetic
import Foundation
import LayerGraph

/// One measured graph of `Fixtures/micro_rf.json`.
struct MicroGraph {
  let name: String
  let graph: Graph
  let nodeShapes: [String: [Int]]
  let outputShape: [Int]
  let parameters: Int
  let multiplyAccumulates: Int
  let axes: [Axis]

  struct Axis {
    let inputLength: Int
    /// For each output index what it depends on, nil when nothing.
    let sets: [[Int]?]
  }

  static func load() throws -> [MicroGraph] {
    let file = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "Fixtures/micro_rf.json")
    let root = try JSONSerialization.jsonObject(with: Data(contentsOf: file))
    guard let cases = (root as? [String: Any])?["cases"] as? [[String: Any]] else { return [] }
    return try cases.map { try MicroGraph($0) }
  }

  private init(_ json: [String: Any]) throws {
    name = json["name"] as? String ?? ""
    parameters = json["params"] as? Int ?? -1
    multiplyAccumulates = json["macs"] as? Int ?? -1
    nodeShapes = json["node_shapes"] as? [String: [Int]] ?? [:]
    outputShape = json["output_shape"] as? [Int] ?? []
    axes = (json["axes"] as? [[String: Any]] ?? []).map { axis in
      let intervals = axis["interval"] as? [Any] ?? []
      let holes = axis["sets_where_not_contiguous"] as? [String: [Int]] ?? [:]
      return Axis(
        inputLength: axis["input_len"] as? Int ?? 0,
        sets: intervals.enumerated().map { index, interval in
          if let set = holes["\(index)"] { return set }
          guard let ends = interval as? [Int] else { return nil }
          return Array(ends[0]...ends[1])
        })
    }
    let builder = GraphBuilder(name)
    let shape = json["input_shape"] as? [Int] ?? []
    var values = ["x": builder.input(Shape(shape.map { Dim($0) }), named: "x")]
    var last = values["x"]
    for node in json["graph"] as? [[String: Any]] ?? [] {
      let inputs = (node["in"] as? [String] ?? []).compactMap { values[$0] }
      let id = node["id"] as? String ?? ""
      last = try Self.add(node, id, to: inputs, rank: shape.count - 2)
      values[id] = last
    }
    graph = try builder.build(output: last!)
  }

  private static func add(
    _ node: [String: Any], _ id: String, to inputs: [Value], rank: Int
  ) throws -> Value {
    func integers(_ key: String, _ fallback: Int) -> PerAxis<Int> {
      if let value = node[key] as? Int { return PerAxis(value) }
      return PerAxis(node[key] as? [Int] ?? [fallback])
    }
    func padding() -> Padding {
      let values = integers("padding", 0).values
      guard values.count == 2 * rank, rank > 1 || values.count > 1 else {
        return .symmetric(PerAxis(values))
      }
      return .explicit(
        before: PerAxis(Array(values[..<rank])), after: PerAxis(Array(values[rank...])))
    }
    let first = inputs[0]
    let kernel = integers("kernel", 1)
    let stride = node["stride"] == nil ? nil : integers("stride", 1)
    let bias = node["bias"] as? Bool ?? false
    let groups = Convolution.Groups.count(node["groups"] as? Int ?? 1)
    let ceil = node["ceil_mode"] as? Bool ?? false
    switch node["op"] as? String {
    case "conv":
      return first.conv(
        node["out"] as? Int, kernel: kernel, stride: stride ?? 1, padding: padding(),
        dilation: integers("dilation", 1), groups: groups, bias: bias, named: id)
    case "conv_transpose":
      return first.transposedConv(
        node["out"] as? Int, kernel: kernel, stride: stride ?? 1, padding: padding(),
        outputPadding: integers("output_padding", 0), dilation: integers("dilation", 1),
        groups: groups, bias: bias, named: id)
    case "max_pool":
      return first.maxPool(
        kernel, stride: stride, padding: padding(), dilation: integers("dilation", 1), ceil: ceil,
        named: id)
    case "avg_pool":
      return first.averagePool(
        kernel, stride: stride, padding: padding(),
        countIncludePad: node["count_include_pad"] as? Bool ?? true, ceil: ceil, named: id)
    case "channel_shuffle":
      return first.channelShuffle(groups: node["groups"] as? Int ?? 1, named: id)
    case "pixel_shuffle": return first.pixelShuffle(node["r"] as? Int ?? 1, named: id)
    case "global_avg_pool": return first.globalAveragePool(named: id)
    case "adaptive_avg_pool":
      return first.adaptiveAveragePool(
        PerAxis(integers("output", 1).values.map { Optional($0) }), named: id)
    case "add": return first.add(inputs[1], named: id)
    case "mul": return first.multiply(inputs[1], named: id)
    case "concat": return first.concat(Array(inputs.dropFirst()), named: id)
    case "relu": return first.relu(named: id)
    case "batch_norm": return first.batchNorm(named: id)
    case "sigmoid": return first.sigmoid(named: id)
    case "upsample":
      let mode: Resize.Mode =
        switch node["mode"] as? String {
        case "nearest": .nearest
        case "bicubic": .cubic
        default: .linear
        }
      if let scale = node["scale"] as? Double {
        let factor = try Rational(Int(scale * 2), over: 2)
        return first.resize(mode, .scale(PerAxis(factor)), named: id)
      }
      return first.resize(mode, .size(integers("size", 1)), named: id)
    case "slice":
      return first.slice(
        dimension: 2 + (node["axis"] as? Int ?? 0), start: node["start"] as? Int ?? 0,
        end: node["end"] as? Int, step: node["step"] as? Int ?? 1, named: id)
    case "pad":
      let pads = node["pads"] as? [Int] ?? []
      return first.pad(
        before: PerAxis(Array(pads[..<rank])), after: PerAxis(Array(pads[rank...])),
        mode: node["mode"] as? String == "replicate" ? .replicate : .zeros, named: id)
    case let other:
      throw Unknown(operation: other ?? "none")
    }
  }

  struct Unknown: Error { let operation: String }
}
