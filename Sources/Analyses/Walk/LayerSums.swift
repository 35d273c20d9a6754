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
      parameters: try Known(flattening: site) { try rules.parameters($0) }
        .orKnown(whatever: rules),
      work: try Known(flattening: site) { try rules.work($0) }.orKnown(whatever: rules),
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
    var parameters = Known.known(ParameterCounts.zero)
    var work = Known.known(Work.none)
    var bytes = Known<Dim>.known(0)
    for index in indices {
      let sums = layers[index].sums
      parameters = parameters.combined(sums.parameters) { sum, counts throws(ArithmeticError) in
        try sum.adding(counts)
      }
      work = work.combined(sums.work) { sum, work throws(ArithmeticError) in try sum.adding(work) }
      bytes = bytes.adding(sums.activationBytes)
    }
    self.init(
      parameters: parameters, work: work, activationBytes: bytes)
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

extension Known<ParameterCounts> {
  /// Nothing where an operator holds nothing, whatever its shapes.
  fileprivate func orKnown(whatever rules: any OperatorRules) -> Known {
    if case .unknown = self, !rules.mayHoldNumbers { .known(.zero) } else { self }
  }
}

extension Known<Work> {
  /// As much as an operator leaves out, whatever its shapes.
  fileprivate func orKnown(whatever rules: any OperatorRules) -> Known {
    guard case .unknown(let reason) = self else { return self }
    switch rules.mayCompute {
    case .nothing: return .known(.none)
    case .others:
      return .known(Work(multiplyAccumulates: 0, floatingPointOperations: .unknown(reason)))
    case .anything: return self
    }
  }
}
