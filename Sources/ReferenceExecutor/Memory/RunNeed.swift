import LayerGraph

/// How a run goes about it, as far as memory and time are concerned.
package struct RunPlan: Sendable {
  /// The sizes of each node's outputs, empty where they are unknown.
  package var sizes: [[[Int]]]
  /// What one number of a tensor takes.
  package var elementBytes: Int
  /// What one learned number takes while it is made: none where the arithmetic has no values.
  package var learnedBytes: Int
  /// Whether convolutions and matrix products take the fast path.
  package var isFast: Bool
  /// Whether each layer is run for each of its inputs by itself, with others in place of the rest.
  package var isPerInput: Bool

  package init(
    sizes: [[[Int]]], elementBytes: Int, learnedBytes: Int = 0, isFast: Bool = false,
    isPerInput: Bool = false
  ) {
    (self.sizes, self.elementBytes, self.learnedBytes) = (sizes, elementBytes, learnedBytes)
    (self.isFast, self.isPerInput) = (isFast, isPerInput)
  }
}

/// What a run takes, at most, estimated before anything is allocated; infinite rather than wrapped.
package struct RunNeed: Sendable {
  /// What is allocated at once.
  package var bytes = 0.0
  /// How often a kernel's innermost loop turns: multiply-accumulates, comparisons of a window.
  package var steps = 0.0
  /// How often that of a cache-blocked product does.
  package var fastSteps = 0.0
  /// Numbers that are read and made.
  package var visits = 0.0
  /// Places for which a kernel looks up what a window there reads.
  package var windows = 0.0
  /// Learned numbers that are made.
  package var learned = 0.0
}

extension Executor {
  /// What a run takes: the inputs, which whoever asks for the run keeps, values alive, and what the kernel at
  /// work needs besides. O(nodes + edges).
  package func need(_ plan: RunPlan) -> RunNeed {
    let (lifetimes, given) = (Lifetimes(graph), Set(graph.inputs))
    let unit = Double(plan.elementBytes)
    func bytes(_ node: Int) -> Double { plan.sizes[node].volume * unit }
    var need = RunNeed()
    var alive = graph.inputs.reduce(0) { $0 + bytes($1) }
    // Numbers are drawn or marked one by one, in memory that is new.
    need.visits = 3 * alive / unit
    for (index, node) in graph.nodes.enumerated() {
      // An input's value is what was given for it.
      if given.contains(index) { continue }
      let inputs = node.inputs.map { plan.sizes[$0.node][$0.output] }
      let kernel = node.operation.need(inputs, plan.sizes[index], isFast: plan.isFast)
      let runs = plan.isPerInput ? Double(max(1, inputs.count)) : 1
      // Stand-ins for inputs, and the results of two runs.
      let copies = plan.isPerInput ? inputs.volume * unit + bytes(index) : 0
      alive += bytes(index)
      need.bytes = max(
        need.bytes,
        alive + copies + kernel.elements * unit + kernel.bytes
          + kernel.learned * Double(plan.learnedBytes)
          + kernel.stored * Double(max(0, plan.learnedBytes - plan.elementBytes)))
      need.steps += kernel.steps * runs
      need.fastSteps += kernel.fastSteps * runs
      need.windows += kernel.windows * runs
      if !node.operation.handsOn {
        need.visits += (inputs.volume + plan.sizes[index].volume + kernel.visits) * runs
      }
      if plan.learnedBytes > 0 { need.learned += kernel.learned + kernel.stored }
      for dead in lifetimes.dying[index] where !given.contains(dead) {
        alive -= bytes(dead)
      }
    }
    need.bytes = max(need.bytes, alive)
    return need
  }
}

extension [Int] {
  /// The product, of any size.
  var volume: Double { reduce(1) { $0 * Double($1) } }
}

extension [[Int]] {
  /// The elements of all tensors.
  var volume: Double { reduce(0) { $0 + $1.volume } }

  /// The lengths of all dimensions, for tables of places.
  var lengths: Double { joined().reduce(0) { $0 + Double($1) } }
}
