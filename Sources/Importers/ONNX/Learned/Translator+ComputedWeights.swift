import ConvArithmetic
import LayerGraph

extension Translator {
  /// More nodes behind one weight are not looked at.
  private static let maximumNodes = 64

  /// Notes that constants which a computed weight is made of by arithmetic are learned, as a stored weight is: what a
  /// style scales, what a norm of weights divides, filters that are mixed.
  func learn(weight reference: ValueReference) {
    var (found, next, queue) = (Set([reference.node]), 0, [reference.node])
    while next < queue.count, queue.count <= Self.maximumNodes {
      let index = queue[next]
      next += 1
      if let tensor = tensor(ofNode: index) { learn(tensor, at: index) }
      guard made.nodes[index].operation.keepsWeights else { continue }
      for input in made.nodes[index].inputs where found.insert(input.node).inserted {
        queue.append(input.node)
      }
    }
  }

  private func learn(_ tensor: ConstantTensor, at node: Int) {
    let parts = tensor.parts.filter {
      isCounted(tensor: $0.tensor) && $0.evidence == nil && surelyConstant($0.tensor) == nil
    }
    let isWhole =
      tensor.parts.count == 1
      && (try? tensor.shape.elements()) == parts.first.map { Dim(count(ofTensor: $0.tensor)) }
    guard allowance.parts.take(parts.count) else { return }
    for part in parts where count(ofTensor: part.tensor) > 1 {
      made.add(
        TensorUse(
          node: Int32(truncatingIfNeeded: node), role: .weights, isWhole: isWhole, isValue: true,
          evidence: .place), of: part.tensor)
    }
  }
}

extension Operator {
  /// Whether what it makes of weights are weights: arithmetic element by element, sums of several, and what moves them.
  fileprivate var keepsWeights: Bool {
    switch self {
    case .elementwise, .reduce, .reshape, .permute, .squeeze, .unsqueeze, .flatten, .expand, .tile,
      .concat, .slice, .split, .gather, .cast, .identity:
      true
    default: false
    }
  }
}
