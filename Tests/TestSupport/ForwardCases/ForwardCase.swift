import ConvArithmetic
import Foundation
package import LayerGraph

/// One operator or block that PyTorch ran: what went in, its parameters, and what came out.
package struct ForwardCase {
  package let name: String
  package let input: Numbers
  package let output: Numbers
  /// The same in our operators; a single one is called "layer".
  package let graph: Graph
  /// By node and name, running statistics among them.
  package private(set) var parameters: [String: Numbers] = [:]

  package struct Numbers {
    package let sizes: [Int]
    package let elements: [Float]
  }

  /// The cases of `Fixtures/forward_cases`, and all others where measured figures are given.
  package static func load() throws -> [ForwardCase] {
    let fixtures = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .appending(path: "Fixtures")
    return try ([fixtures] + (WideRun.folder.map { [$0] } ?? [])).flatMap { folder in
      try load(folder.appending(path: "forward_cases"))
    }
  }

  private static func load(_ folder: URL) throws -> [ForwardCase] {
    func json(_ name: String) throws -> [String: Any] {
      let data = try Data(contentsOf: folder.appending(path: "\(name).json"))
      return try JSONSerialization.jsonObject(with: data) as? [String: Any] ?? [:]
    }
    return try (json("INDEX")["cases"] as? [[String: Any]] ?? []).map { entry in
      try ForwardCase(json(entry["name"] as? String ?? ""))
    }
  }

  private init(_ json: [String: Any]) throws {
    name = json["name"] as? String ?? ""
    let operation = json["op"] as? String ?? ""
    input = Self.numbers((json["inputs"] as? [String: Any])?["x"])
    output = Self.numbers(json["output"])
    for (key, value) in json["weights"] as? [String: Any] ?? [:] {
      parameters[operation == "graph" ? key : "layer.\(key)"] = Self.numbers(value)
    }
    let attributes = CaseAttributes(json["attrs"] as? [String: Any] ?? [:])
    let builder = GraphBuilder(name)
    let value = builder.input(Shape(sizes: input.sizes), named: "x")
    switch operation {
    case "graph": graph = try Self.block(name, value, parameters)
    case "global_avg_pool_flatten":
      graph = try builder.build(output: value.globalAveragePool().flatten())
    default:
      let weight = parameters["layer.weight"]?.sizes ?? []
      let payload = try CaseOperators.make(
        operation, attributes, weight: weight, hasBias: parameters["layer.bias"] != nil)
      var result = value.then(payload, named: "layer")
      if let divisor = attributes.number("divisor_override") {
        // The sum over another divisor: the mean times their ratio.
        let taps = attributes.perAxis("kernel").values.reduce(1, *)
        let area = attributes.perAxis("kernel").values.count == 1 ? taps * taps : taps
        parameters["divisor.weight"] = Numbers(
          sizes: [1], elements: [Float(area) / Float(divisor)])
        result = result.then(.scale(Scale(dimension: nil)), named: "divisor")
      }
      graph = try builder.build(output: result)
    }
  }

  private static func numbers(_ json: Any?) -> Numbers {
    let json = json as? [String: Any] ?? [:]
    let data = json["data"] as? [NSNumber] ?? []
    return Numbers(sizes: json["shape"] as? [Int] ?? [], elements: data.map(\.floatValue))
  }

  private static func block(
    _ name: String, _ x: Value, _ parameters: [String: Numbers]
  ) throws -> Graph {
    func conv(_ value: Value, _ name: String, stride: Int = 1, padding: Int = 0) -> Value {
      let sizes = parameters["\(name).weight"]?.sizes ?? []
      let settings = WindowSettings(
        kernel: PerAxis(Array(sizes[2...])), stride: PerAxis(stride),
        padding: .symmetric(PerAxis(padding)))
      return value.then(
        .convolution(
          Convolution(
            window: settings, outputChannels: sizes[0],
            hasBias: parameters["\(name).bias"] != nil)), named: name)
    }
    func norm(_ value: Value, _ name: String) -> Value {
      value.then(.batchNorm(BatchNorm()), named: name)
    }
    let output: Value
    switch name {
    case "block_residual":
      let a = norm(conv(x, "conv1", stride: 2, padding: 1), "bn1").relu()
      let b = norm(conv(a, "conv2", padding: 1), "bn2")
      output = b.add(norm(conv(x, "down", stride: 2), "bnd")).relu()
    case "block_se":
      let gate = conv(conv(x.globalAveragePool(), "fc1").relu(), "fc2")
      output = x.multiply(gate.then(.activation(Activation(.sigmoid))))
    default:
      let b1 = conv(x, "b1").relu()
      let b2 = conv(conv(x, "b2a").relu(), "b2b", padding: 1).relu()
      let b3 = conv(conv(x, "b3a").relu(), "b3b", padding: 2).relu()
      let b4 = conv(x.maxPool(3, stride: 1, padding: 1), "b4").relu()
      output = b1.concat([b2, b3, b4])
    }
    return try output.builder.build(output: output)
  }
}

/// The settings of a recorded operator.
struct CaseAttributes {
  private let json: [String: Any]

  init(_ json: [String: Any]) { self.json = json }

  func integer(_ key: String) -> Int? { json[key] as? Int }
  func number(_ key: String) -> Double? { (json[key] as? NSNumber)?.doubleValue }
  func text(_ key: String) -> String? { json[key] as? String }
  func flag(_ key: String) -> Bool { json[key] as? Bool ?? false }
  func integers(_ key: String) -> [Int] { json[key] as? [Int] ?? [] }

  func perAxis(_ key: String, default value: Int = 1) -> PerAxis<Int> {
    if let number = json[key] as? Int { return PerAxis(number) }
    return PerAxis(json[key] as? [Int] ?? [value])
  }

  var window: WindowSettings {
    WindowSettings(
      kernel: perAxis("kernel"), stride: perAxis("stride"),
      padding: .symmetric(perAxis("padding", default: 0)), dilation: perAxis("dilation"))
  }
}
