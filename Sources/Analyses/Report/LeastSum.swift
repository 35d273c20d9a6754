public import ConvArithmetic
public import LayerGraph

/// What is known of a sum that isn't known whole: the terms that are there, and whose terms are missing. No term is
/// negative, so the sum is this at least.
public struct LeastSum<Value: Hashable & Sendable>: Hashable, Sendable {
  public internal(set) var value: Value
  /// The operators whose terms are missing, those of most layers first.
  public let without: [OperatorLayers]

  /// O(layers).
  /// - Parameter adding: a term that would take the sum past its bounds is missing too.
  init(
    of layers: [LayerReport], from start: Value, _ term: (LayerReport) -> Known<Value>,
    adding: (Value, Value) throws(ArithmeticError) -> Value
  ) {
    var value = start
    var missing: [OperatorLayers] = []
    var places: [String: Int] = [:]
    for layer in layers {
      if case .known(let term) = term(layer), let sum = try? adding(value, term) {
        value = sum
        continue
      }
      let place = places[layer.kind, default: missing.count]
      if place == missing.count {
        places[layer.kind] = place
        missing.append(OperatorLayers(kind: layer.kind, layers: 0))
      }
      missing[place].layers += 1
    }
    self.value = value
    // Sorting keeps the order of appearance among equals.
    without = missing.sorted { $0.layers > $1.layers }
  }
}

extension LeastSum {
  private init(_ value: Value, without: [OperatorLayers]) {
    (self.value, self.without) = (value, without)
  }

  /// A part of it, or what follows from it.
  package func with<Part>(_ part: Part) -> LeastSum<Part> {
    LeastSum<Part>(part, without: without)
  }
}

/// So many layers of one kind.
public struct OperatorLayers: Hashable, Sendable {
  /// "conv", or the name of an operator that isn't followed: "Loop".
  public let kind: String
  public internal(set) var layers: Int

  public init(kind: String, layers: Int) { (self.kind, self.layers) = (kind, layers) }
}

/// What is known of a network's totals where not all of them are.
public struct LeastTotals: Hashable, Sendable {
  public let parameterCounts: LeastSum<ParameterCounts>
  public let multiplyAccumulates: LeastSum<Dim>
  public let floatingPointOperations: LeastSum<Dim>
  public let activationBytes: LeastSum<Dim>
  /// The most bytes alive at once of the activations whose bytes are known.
  public let peakActivationBytes: Dim
  /// Of the parameters that are known.
  public let parameterBytes: Known<Dim>

  /// Weights, biases and norm affine.
  public var parameters: Known<Dim> {
    let counts = parameterCounts.value
    return Known(arithmetic: { () throws(ArithmeticError) in try counts.total() })
  }
}
