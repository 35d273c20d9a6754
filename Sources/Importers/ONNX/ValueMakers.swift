import LayerGraph

/// Which node makes the value that a file has under a name. No other node is called so: a name that leads
/// to a value must lead to the node that makes it.
struct ValueMakers {
  private let translator: Translator
  /// The names of values that nodes of the file hand on, by the node that makes them.
  private let handedOn: [Int: [Int]]

  init(_ translator: Translator) {
    self.translator = translator
    handedOn = Dictionary(grouping: translator.handedOn, by: \.node).mapValues { $0.map(\.name) }
  }

  /// Whether another node makes the value of this name, or none because it is computed from constants.
  func isAnothers(
    than node: Int, hash: UInt64, isEqual: (UnsafeRawBufferPointer) -> Bool
  ) -> Bool {
    guard let number = translator.names.number(hash: hash, isEqual: isEqual) else { return false }
    switch translator.frame[number] {
    case .data(let reference): return reference.node != node
    case .constant(let index): return translator.node(holding: index) != node
    // A node that holds a tensor of the file has its name.
    case .initializer, .sequence, nil: return false
    }
  }

  /// As above, for a name of the file.
  func isAnothers(_ name: Range<Int>, than node: Int) -> Bool {
    let name = UnsafeRawBufferPointer(rebasing: translator.bytes[name])
    return isAnothers(than: node, hash: NameHash.of(name)) { $0.isEqual(to: name) }
  }

  /// Whether an output of a node of the file is this node's; nil where no node is known to make it.
  func makes(_ output: Int32, _ node: Int) -> Bool? {
    guard output >= 0, case .data(let reference)? = translator.frame[Int(output)] else {
      return nil
    }
    return reference.node == node
  }

  /// The values that are known by other names than the outputs of the node of the file.
  func namesHandedOn(by node: Int) -> [String] { handedOn[node, default: []].map(translator.text) }
}
