import ConvArithmetic
import LayerGraph

/// Numbers that a file stores and nobody learns, where they are many.
struct StoredConstants {
  let report: Report

  var findings: [Finding] {
    let constants: Int
    switch report.total.constants {
    case .unknown(let reason): return [Finding(.constants, layers: [], .unknown(reason))]
    case .known(let dim):
      guard let count = dim.constant else {
        return [Finding(.constants, layers: [], .unknown(.openSize(dim)))]
      }
      constants = count
    }
    guard constants >= many else { return [] }
    let layers = report.layers.indices.filter { index in
      report.layers[index].tensors.contains(where: \.isConstant)
    }
    let tensors = layers.flatMap { report.layers[$0].tensors.filter(\.isConstant) }
    guard let groups = groups(of: report.graph.looseTensors.filter(\.isConstant) + tensors) else {
      return [Finding(.constants, layers: layers, .unknown(.tooLarge))]
    }
    if groups.isEmpty { return [] }
    return [Finding(.constants, layers: layers, .constants(elements: constants, groups: groups))]
  }

  /// From a hundredth of what is learned on, and never a few.
  private var many: Int { max(64, (report.total.parameters.value?.constant ?? 0) / 100) }

  /// Those with most numbers first; nil where they are too many to be counted.
  private func groups(of tensors: [StoredTensor]) -> [Finding.ConstantGroup]? {
    var groups: [StoredTensor.Evidence: Finding.ConstantGroup] = [:]
    for tensor in tensors {
      let before = groups[tensor.evidence]
      guard let elements = try? (before?.elements ?? 0).plus(tensor.elements) else { return nil }
      let largest = before?.largest ?? tensor
      groups[tensor.evidence] = Finding.ConstantGroup(
        evidence: tensor.evidence, tensors: (before?.tensors ?? 0) + 1, elements: elements,
        largest: tensor.elements > largest.elements ? tensor : largest)
    }
    return groups.values.sorted {
      ($1.elements, $0.evidence.rawValue) < ($0.elements, $1.evidence.rawValue)
    }
  }
}

extension StoredTensor {
  fileprivate var isConstant: Bool { evidence.kind == .constant }
}
