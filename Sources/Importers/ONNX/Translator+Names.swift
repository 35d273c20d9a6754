import Escaping

// What is wrong with a name.

extension Translator {
  /// The node that is being read makes a value whose name is taken: by whom.
  func defined(_ name: Int32) -> ONNXError {
    ONNXError(place(), .defined(text(Int(name)), by: owner(of: name)))
  }

  private func owner(of name: Int32) -> Message {
    let current = made.current
    if isInFunction, file.functions.indices.contains(Int(current.list) - 1) {
      let inputs = file.functions[Int(current.list) - 1].inputs
      if inputs.contains(Int(name)) { return ", which is the name of an input of the function" }
    } else if let tensor = initializers.first(where: { $0.name == Int(name) }) {
      return ", which is the name of the initializer at byte \(tensor.offset)"
    } else if file.graph?.inputs.contains(where: { $0.name == Int(name) }) == true {
      return ", which is the name of an input"
    }
    let list = lists[Int(current.list)]
    let other = list.nodes.indices.first {
      $0 != Int(current.index) && list.outputs(of: list.nodes[$0]).contains(name)
    }
    guard let other else { return " twice" }
    let place = place(of: Origin(list: Int(current.list), index: other, prefix: 0))
    return ", as \(place.text ?? "another") does"
  }
}
