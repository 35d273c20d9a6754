import ConvArithmetic
import LayerGraph

/// Who uses the tensors of the file, and for what.
struct Holders {
  /// By the numbers of the tensors.
  private(set) var entries: [Entry]
  /// Nodes of which some numbers are not just one tensor's, all of them.
  private(set) var irregular: Set<Int> = []
  /// Numbers that nodes need and no tensor of the file has: made by an operator, or fed.
  private(set) var unstored: [(node: Int, role: SharedWeights.Role, elements: Dim)] = []

  struct Entry {
    var first: TensorUse?
    var others: [TensorUse] = []

    var uses: [TensorUse] { first.map { [$0] + others } ?? [] }

    /// Makes uses of nodes from this one on its own, one for each role, or forgets them.
    fileprivate mutating func moveUses(to node: Int, keeping: Bool) {
      var moved: [TensorUse] = []
      while let last = others.last ?? first, last.node >= node {
        if others.popLast() == nil { first = nil }
        if let same = moved.firstIndex(where: { $0.role == last.role }) {
          if moved[same].evidence.kind != .learned { moved[same] = last.moved(to: node) }
        } else {
          moved.append(last.moved(to: node))
        }
      }
      for use in moved where keeping {
        if first == nil { first = use } else { others.append(use) }
      }
    }
  }

  init(count: Int) { entries = Array(repeating: Entry(), count: count) }

  /// Makes room for one more tensor.
  mutating func append() { entries.append(Entry()) }

  mutating func add(_ use: TensorUse, of tensor: Int) {
    if !use.isWhole, !use.isValue { irregular.insert(Int(use.node)) }
    guard let first = entries[tensor].first else {
      entries[tensor].first = use
      return
    }
    // The same constant read again is no other use, unless this one tells more.
    func isKnown(_ known: TensorUse) -> Bool {
      known.node == use.node && known.role == use.role
        && (use.evidence.kind == .constant || known.evidence.kind != .constant)
    }
    if isKnown(first) { return }
    if let last = entries[tensor].others.last, isKnown(last) { return }
    entries[tensor].others.append(use)
  }

  /// Makes uses of nodes from this one on its own, or forgets them.
  mutating func moveUses(of tensors: ArraySlice<Int>, to node: Int, keeping: Bool) {
    for tensor in tensors { entries[tensor].moveUses(to: node, keeping: keeping) }
    if !keeping {
      while let last = unstored.last, last.node >= node { unstored.removeLast() }
    }
    for index in unstored.indices.reversed() {
      if unstored[index].node < node { break }
      unstored[index].node = node
    }
  }

  mutating func removeMark(_ node: Int) { irregular.remove(node) }

  /// A node that holds other numbers than its operator would seem to need.
  mutating func markIrregular(_ node: Int) { irregular.insert(node) }

  mutating func add(unstored elements: Dim, as role: SharedWeights.Role, by node: Int) {
    unstored.append((node, role, elements))
  }
}

/// The constants that a layer holds as its own numbers, by what they are for.
struct HeldTensors {
  var weights: TensorValue?
  /// Those of a recurrent layer's state.
  var stateWeights: TensorValue?
  var peepholes: TensorValue?
  var biases: TensorValue?
  var scale: TensorValue?
  var shift: TensorValue?
  var means: TensorValue?
  var variances: TensorValue?

  /// That which the layer is called after.
  var main: TensorValue? { weights ?? scale }

  var all: [(role: SharedWeights.Role, value: TensorValue)] {
    [
      (.weights, weights), (.weights, stateWeights), (.weights, peepholes), (.biases, biases),
      (.scale, scale), (.shift, shift),
      (.statistics, means), (.statistics, variances),
    ].compactMap { role, value in value.map { (role, $0) } }
  }
}
