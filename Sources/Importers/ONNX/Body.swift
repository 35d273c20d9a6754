import LayerGraph

/// The graph that a `Loop` or `Scan` runs in rounds, and what these hand from one to the next.
struct Body {
  /// Among the graphs that nodes hold.
  let number: Int
  let graph: GraphRecord
  /// What each round hands to the next.
  private(set) var states: [State] = []
  /// The names of what a round is given besides, and of what it gives besides.
  let givenNames: [Int]
  let results: [Int]
  /// What those have that it is given.
  var given: [(shape: Shape, type: LayerGraph.ElementType)] = []
  /// The nodes, by the numbers of the names of what they make.
  let makers: [Int32: NodeRecord]

  struct State {
    /// The names of what a round reads, and of what it makes.
    let name: Int
    let made: Int
    /// What the first round reads.
    let value: TensorValue
    /// Whether all rounds read the same.
    var isKept = false
  }

  /// - Parameters:
  ///   - firstState: where the states begin among the inputs.
  ///   - firstMade: where they begin among the outputs.
  init(
    _ number: Int, _ graph: GraphRecord, _ values: [TensorValue], firstState: Int, firstMade: Int
  ) {
    self.number = number
    self.graph = graph
    let (inputs, outputs) = (graph.inputs.map(\.name), graph.outputs.map(\.name))
    givenNames = Array(inputs[..<firstState] + inputs[(firstState + values.count)...])
    results = Array(outputs[(firstMade + values.count)...])
    var makers: [Int32: NodeRecord] = [:]
    for node in graph.nodes.nodes {
      for name in graph.nodes.outputs(of: node) where name >= 0 { makers[name] = node }
    }
    self.makers = makers
    states = values.enumerated().map { index, value in
      State(name: inputs[firstState + index], made: outputs[firstMade + index], value: value)
    }
  }

  /// Notes which states are handed on as they are.
  mutating func noteKept(_ isIdentity: (NodeRecord) -> Bool) {
    for (index, state) in states.enumerated() {
      var name = state.made
      for _ in 0...states.count where name != state.name {
        guard let maker = makers[Int32(truncatingIfNeeded: name)], isIdentity(maker),
          let before = graph.nodes.inputs(of: maker).first
        else { break }
        name = Int(before)
      }
      states[index].isKept = name == state.name
    }
  }
}
