import ConvArithmetic
import LayerGraph

/// What is counted at a node whose numbers other nodes use too.
final class SharedCount: Sendable {
  /// Less what was counted at an earlier node.
  let sums: LayerSums
  /// The earlier node that counted the first of these numbers: weights before biases, biases before others.
  let sharer: String?

  init(_ sums: LayerSums, sharer: String?) {
    self.sums = sums
    self.sharer = sharer
  }
}

/// Numbers that several nodes use count once, where they are first used.
struct SharingPass {
  /// Who used the numbers of one role under one key first.
  private struct Use {
    let node: String
    /// All that the node has, of this role and of others.
    let counts: Known<ParameterCounts>
  }

  private struct Key: Hashable {
    let role: SharedWeights.Role
    let name: String
  }

  private var first: [Key: Use] = [:]

  /// What of a node's own counts was not counted before, or what a file says is counted here; nil where
  /// it simply has its own.
  /// - Throws: `sharedWeightsDiffer` where two nodes that share need different numbers.
  mutating func count(
    _ sums: LayerSums, of node: Node
  ) throws(Problem) -> SharedCount? {
    let counted = node.stored?.counts
    guard let shared = node.sharedWeights else {
      return counted.map { SharedCount(sums.with(parameters: .known($0)), sharer: nil) }
    }
    let own = sums.parameters
    var remaining: [SharedWeights.Role] = []
    var sharer: String?
    for role in SharedWeights.Role.allCases {
      guard let name = shared[role] else {
        remaining.append(role)
        continue
      }
      let key = Key(role: role, name: name)
      guard let earlier = first[key] else {
        first[key] = Use(node: node.name, counts: own)
        remaining.append(role)
        continue
      }
      let (has, needed) = (earlier.counts.only([role]), own.only([role]))
      // Where one of them is unknown there is nothing to compare.
      if has.value != nil, needed.value != nil, has != needed {
        throw differ(shared, key, from: earlier, own)
      }
      if sharer == nil, needed != .known(.zero) { sharer = earlier.node }
    }
    if let counted { return SharedCount(sums.with(parameters: .known(counted)), sharer: sharer) }
    let countsAll = remaining.count == SharedWeights.Role.allCases.count
    return SharedCount(
      countsAll ? sums : sums.with(parameters: own.only(remaining)), sharer: sharer)
  }

  /// Everything that the node shares with the same one under the same key, not only what differs.
  private func differ(
    _ shared: SharedWeights, _ key: Key, from earlier: Use, _ own: Known<ParameterCounts>
  ) -> Problem {
    let roles = SharedWeights.Role.allCases.filter {
      shared[$0] == key.name && first[Key(role: $0, name: key.name)]?.node == earlier.node
    }
    return .sharedWeightsDiffer(
      key: key.name, first: earlier.node, has: earlier.counts.only(roles).value ?? .zero,
      needed: own.only(roles).value ?? .zero)
  }
}

extension Known<ParameterCounts> {
  /// The counts of some roles alone; none of none, even where the counts are unknown.
  fileprivate func only(_ roles: [SharedWeights.Role]) -> Known {
    if roles.isEmpty { return .known(.zero) }
    return flatMapArithmetic { counts throws(ArithmeticError) in
      var only = ParameterCounts.zero
      for role in roles {
        switch role {
        case .weights: (only.weights, only.constants) = (counts.weights, counts.constants)
        case .biases: only.biases = counts.biases
        case .scale:
          only.normAffine = try only.normAffine + counts.normAffine - counts.normShifts
        case .shift:
          only.normAffine = try only.normAffine + counts.normShifts
          only.normShifts = counts.normShifts
        case .statistics: only.runningStatistics = counts.runningStatistics
        }
      }
      return only
    }
  }
}
