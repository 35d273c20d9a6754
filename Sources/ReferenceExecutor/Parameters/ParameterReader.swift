/// Hands parameters to kernels and keeps count of what was read.
struct ParameterReader {
  private let source: any ParameterSource
  private let limit: Int
  /// The sizes of what was read already, by owner and name.
  private var read: [Key: [Int]] = [:]
  /// What the node at work has read that nobody had read before.
  private(set) var tally = ParameterTally()
  private var owner = Owner(name: "", isShared: false)

  /// A node's own parameters never meet those under a shared key that happens to be its name.
  private struct Owner: Hashable {
    let name: String
    let isShared: Bool
  }

  private struct Key: Hashable {
    let owner: Owner
    let name: String
  }

  init(_ source: any ParameterSource, limit: Int) {
    self.source = source
    self.limit = limit
  }

  mutating func begin(node: String, sharedKey: String?) {
    owner = Owner(name: sharedKey ?? node, isShared: sharedKey != nil)
    tally = ParameterTally()
  }

  mutating func read<A: Arithmetic>(
    _ name: String, _ sizes: [Int], _ role: ParameterRequest.Role, for math: A
  ) throws(ExecutionProblem) -> [A.Element]? {
    let count = try sizes.elementCount(limit: limit)
    let key = Key(owner: owner, name: name)
    let request = ParameterRequest(owner: owner.name, name: name, sizes: sizes, role: role)
    if let earlier = read[key] {
      if earlier != sizes { throw .sharedDiffers(request.path, earlier: earlier, now: sizes) }
    } else {
      read[key] = sizes
      tally.count(count, as: role)
    }
    guard A.readsLearnedValues else { return nil }
    let values = try source.values(for: request)
    if values.count != count {
      throw .parameterShape(request.path, needed: sizes, given: [values.count])
    }
    if let values = values as? [A.Element] { return values }
    return values.map { math.constant(Double($0)) }
  }
}
