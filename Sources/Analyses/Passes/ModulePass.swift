import ConvArithmetic
import LayerGraph

/// Sums over the layers that share a name prefix.
enum ModulePass {
  /// Every proper prefix of a dotted name, in order of first use. O(total length of the names).
  static func modules(of layers: [LayerReport]) -> [ModuleReport] {
    var order: [String] = []
    var members: [String: [Int]] = [:]
    for (index, layer) in layers.enumerated() {
      var depth = 0
      for dot in layer.name.indices where layer.name[dot] == "." {
        // A hostile name of thousands of dots would make thousands of modules.
        depth += 1
        guard depth <= maximumDepth else { break }
        let prefix = String(layer.name[..<dot])
        if members[prefix] == nil { order.append(prefix) }
        members[prefix, default: []].append(index)
      }
    }
    return order.map { name in
      let indices = members[name] ?? []
      let part = indices.lazy.map { layers[$0] }
      return ModuleReport(
        name: name, layers: indices, parameters: Sum.parameters(part), work: Sum.work(part),
        activationBytes: Sum.activationBytes(part))
    }
  }

  static let maximumDepth = 32
}

/// Sums of known facts; unknown as soon as one is.
enum Sum {
  static func parameters(_ layers: some Sequence<LayerReport>) -> Known<ParameterCounts> {
    reduce(layers.lazy.map(\.parameters), .zero) { (sum, next) throws(ArithmeticError) in try sum.adding(next) }
  }

  static func work(_ layers: some Sequence<LayerReport>) -> Known<Work> {
    reduce(layers.lazy.map(\.work), .none) { (sum, next) throws(ArithmeticError) in try sum.adding(next) }
  }

  static func activationBytes(_ layers: some Sequence<LayerReport>) -> Known<Dim> {
    reduce(layers.lazy.map(\.activationBytes), 0) { (sum, next) throws(ArithmeticError) in try sum + next }
  }

  private static func reduce<Value>(
    _ values: some Sequence<Known<Value>>, _ zero: Value,
    _ add: (Value, Value) throws(ArithmeticError) -> Value
  ) -> Known<Value> {
    var sum = zero
    for value in values {
      switch value {
      case .unknown(let reason): return .unknown(reason)
      case .known(let value):
        do throws(ArithmeticError) { sum = try add(sum, value) } catch {
          return .unknown(.tooLarge)
        }
      }
    }
    return .known(sum)
  }
}
