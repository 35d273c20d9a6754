import LayerGraph

/// Hands parameters to kernels and keeps count of what was read.
struct ParameterReader {
  private let source: any ParameterSource
  private let limit: Int
  /// What was read already. Copies of a reader are of one run and share it: a table of its own for each
  /// layer would make long networks quadratic.
  private let memory = Memory()
  /// What the node at work has read that nobody had read before.
  private(set) var tally = ParameterTally()
  private var node = ""
  private var shared: SharedWeights?
  /// The names under which the node at work has read tensors of each shared role, in order.
  private var names: [SharedWeights.Role: [String]] = [:]

  /// What a tensor is told apart by. A node's own never meet those under a shared key that happens to be its name.
  private enum Identity: Hashable {
    case own(node: String, name: String)
    /// The n-th of its role under a key, whatever the operators that read it call it.
    case shared(SharedWeights.Role, key: String, place: Int)
  }

  private final class Memory {
    var requests: [Identity: ParameterRequest] = [:]
  }

  init(_ source: any ParameterSource, limit: Int) {
    self.source = source
    self.limit = limit
  }

  mutating func begin(node: String, shared: SharedWeights?) {
    self.node = node
    self.shared = shared
    names = [:]
    tally = ParameterTally()
  }

  mutating func read<A: Arithmetic>(
    _ name: String, _ sizes: [Int], _ role: ParameterRequest.Role, for math: A
  ) throws(ExecutionProblem) -> [A.Element]? {
    // What has no values takes no memory.
    let count = try sizes.elementCount(limit: A.readsLearnedValues ? limit : .max)
    let request = try identify(
      ParameterRequest(owner: node, name: name, sizes: sizes, role: role), count: count)
    guard A.readsLearnedValues else { return nil }
    let values = try source.values(for: request)
    if values.count != count {
      throw .parameterShape(request.path, needed: request.sizes, given: [values.count])
    }
    return math.learned(values)
  }

  /// The request as the first to read the tensor made it, which is counted.
  private mutating func identify(
    _ request: ParameterRequest, count: Int
  ) throws(ExecutionProblem) -> ParameterRequest {
    var request = request
    var tensor = Identity.own(node: node, name: request.name)
    if let role = request.role.sharing, let key = shared?[role] {
      tensor = .shared(role, key: key, place: place(of: request.name, role))
      request = ParameterRequest(
        owner: key, name: request.name, sizes: request.sizes, role: request.role)
    }
    guard let earlier = memory.requests[tensor] else {
      memory.requests[tensor] = request
      tally.count(count, as: request.role)
      return request
    }
    // The same numbers may be looked at in another form: a linear layer's as a 1×1 convolution's.
    if earlier.sizes.product != count {
      throw .sharedDiffers(request.path, earlier: earlier.sizes, now: request.sizes)
    }
    return earlier
  }

  private mutating func place(of name: String, _ role: SharedWeights.Role) -> Int {
    let known = names[role, default: []]
    if let place = known.firstIndex(of: name) { return place }
    names[role] = known + [name]
    return known.count
  }
}
