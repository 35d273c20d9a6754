import ConvArithmetic
import LayerGraph

/// What is added up over layers; one object for all that have the same.
final class LayerSums: Sendable {
  let parameters: Known<ParameterCounts>
  let work: Known<Work>
  /// Bytes of the values that are made.
  let activationBytes: Known<Dim>

  init(
    parameters: Known<ParameterCounts>, work: Known<Work>, activationBytes: Known<Dim>
  ) {
    self.parameters = parameters
    self.work = work
    self.activationBytes = activationBytes
  }

  /// Those of one layer, whether or not another uses its numbers too.
  /// - Parameter elementTypes: of each output, the last one of all that follow.
  convenience init(
    of site: Known<Site>, rules: any OperatorRules, _ elementTypes: [ElementType]
  ) throws(Problem) {
    self.init(
      parameters: try Known(flattening: site) { try rules.parameters($0) },
      work: try Known(flattening: site) { try rules.work($0) },
      activationBytes: try Known(flattening: site) { site in
        var bytes: Dim = 0
        for (index, output) in site.outputs.enumerated() {
          let type = elementTypes[min(index, elementTypes.count - 1)]
          bytes = try bytes + output.elements() * Dim(type.bytes)
        }
        return bytes
      })
  }

  /// Those of several layers; unknown as soon as one is.
  convenience init(of layers: [LayerReport], _ indices: some Sequence<Int>) {
    var parameters = Sum(ParameterCounts.zero)
    var work = Sum(Work.none)
    var bytes = Sum(Dim(0))
    for index in indices {
      let sums = layers[index].sums
      parameters.add(sums.parameters) { sum, counts throws(ArithmeticError) in
        try sum.adding(counts)
      }
      work.add(sums.work) { sum, work throws(ArithmeticError) in try sum.adding(work) }
      bytes.add(sums.activationBytes) { sum, bytes throws(ArithmeticError) in try sum + bytes }
    }
    self.init(
      parameters: parameters.result, work: work.result, activationBytes: bytes.result)
  }

  /// The same with other parameters.
  func with(parameters: Known<ParameterCounts>) -> LayerSums {
    LayerSums(parameters: parameters, work: work, activationBytes: activationBytes)
  }
}

extension LayerSums: Hashable {
  static func == (one: LayerSums, other: LayerSums) -> Bool {
    one === other
      || one.parameters == other.parameters && one.work == other.work
        && one.activationBytes == other.activationBytes
  }

  func hash(into hasher: inout Hasher) {
    hasher.combine(parameters)
    hasher.combine(work)
  }
}

/// A sum of facts, unknown for the reason of the first term that is.
private struct Sum<Value> {
  private var value: Value
  private var reason: UnknownReason?

  init(_ zero: Value) { value = zero }

  mutating func add(
    _ term: Known<Value>, _ adding: (Value, Value) throws(ArithmeticError) -> Value
  ) {
    if reason != nil { return }
    switch term {
    case .known(let term):
      do throws(ArithmeticError) { value = try adding(value, term) } catch { reason = .tooLarge }
    case .unknown(let why): reason = why
    }
  }

  var result: Known<Value> { reason.map { .unknown($0) } ?? .known(value) }
}
