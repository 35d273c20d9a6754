import ConvArithmetic
import LayerGraph

/// How often the body of a `Loop` runs. In round k, from 0 on, what decides is taken to be start + step·k: the number of
/// the round, states to which each round adds a number, and sums of these.
struct RoundCounter {
  private let translator: Translator
  private let body: Body
  private let frame: Frame
  /// The names of the number of the round and of the condition, as it is given.
  private let number, condition: Int?
  /// How many more nodes are looked at.
  private var visits = 256
  /// How deep.
  private static var maximumDepth: Int { 32 }

  private struct Progression {
    var start: Dim
    var step: Int
  }

  init(_ translator: Translator, _ body: Body, in frame: Frame) {
    self.translator = translator
    self.body = body
    self.frame = frame
    number = body.givenNames.first
    condition = body.givenNames.dropFirst().first
  }

  /// - Returns: nil where it can't be told.
  mutating func count(_ call: Call) throws -> Dim? {
    var bounds: [Dim] = []
    if call.optional(0) != nil {
      guard let most = try call.array(0)?.elements.first?.integer else { return nil }
      bounds.append(most)
    }
    if call.optional(1) != nil {
      guard let begins = try call.array(1)?.elements.first?.number, begins != 0 else { return nil }
    }
    guard let name = body.graph.outputs.first?.name,
      let others = try self.bounds(Int32(truncatingIfNeeded: name), depth: 0)
    else { return nil }
    bounds += others
    return bounds.first { least in
      bounds.allSatisfy { bound in (try? bound - least).map { holds($0, atLeast: 0) } ?? false }
    }
  }

  private func holds(_ dim: Dim, atLeast bound: Int) -> Bool {
    dim.isAtLeast(bound, under: translator.judge.requirements.assumptions) == .always
  }

  // MARK: Conditions

  /// The rounds behind which a condition that a round makes stops, for each of its parts: none for what always holds.
  /// - Returns: nil where it can't be told.
  private mutating func bounds(
    _ name: Int32, isNegated: Bool = false, depth: Int
  ) throws -> [Dim]? {
    if let known = try constant(name)?.constant { return (known != 0) != isNegated ? [] : [1] }
    // What is handed on was true.
    if Int(name) == condition { return isNegated ? nil : [] }
    guard let (operation, inputs) = try maker(of: name, depth, isCondition: true),
      let first = inputs.first
    else { return nil }
    let second = inputs.dropFirst().first ?? Int32(NodeList.absent)
    let (low, high) = isNegated ? (second, first) : (first, second)
    switch operation {
    case "Identity", "Cast", "Squeeze", "Unsqueeze", "Reshape":
      return try bounds(first, isNegated: isNegated, depth: depth + 1)
    case "Not": return try bounds(first, isNegated: !isNegated, depth: depth + 1)
    case "And" where !isNegated, "Or" where isNegated:
      guard let one = try bounds(first, isNegated: isNegated, depth: depth + 1),
        let other = try bounds(second, isNegated: isNegated, depth: depth + 1)
      else { return nil }
      return one + other
    case "Less": return try bounds(low, below: high, by: isNegated ? 0 : 1, depth)
    case "LessOrEqual": return try bounds(low, below: high, by: isNegated ? 1 : 0, depth)
    case "Greater": return try bounds(high, below: low, by: isNegated ? 0 : 1, depth)
    case "GreaterOrEqual": return try bounds(high, below: low, by: isNegated ? 1 : 0, depth)
    default: return nil
    }
  }

  /// high − low ≥ gap is room + step·k ≥ 0. It holds last in round ⌊room/−step⌋, and the next one is the last that runs.
  private mutating func bounds(
    _ low: Int32, below high: Int32, by gap: Int, _ depth: Int
  ) throws -> [Dim]? {
    guard let low = try progression(low, depth: depth + 1),
      let high = try progression(high, depth: depth + 1)
    else { return nil }
    let room = try high.start - low.start - Dim(gap)
    let step = try high.step.minus(low.step)
    if step >= 0 { return holds(room, atLeast: 0) ? [] : nil }
    guard holds(room, atLeast: step) else { return nil }
    return [try room.floorDivided(by: try 0.minus(step)) + 2]
  }

  // MARK: Numbers

  private mutating func progression(_ name: Int32, depth: Int) throws -> Progression? {
    if let known = try constant(name) { return Progression(start: known, step: 0) }
    if Int(name) == number { return Progression(start: 0, step: 1) }
    if let state = body.states.first(where: { $0.name == Int(name) }) {
      let step = try step(Int32(truncatingIfNeeded: state.made), from: name, depth: depth + 1)
      guard let step, let start = try integer(state.value) else { return nil }
      return Progression(start: start, step: step)
    }
    guard let (operation, inputs) = try maker(of: name, depth), let first = inputs.first,
      var one = try progression(first, depth: depth + 1)
    else { return nil }
    switch operation {
    case "Identity", "Cast", "Squeeze", "Unsqueeze", "Reshape": return one
    case "Add", "Sub":
      guard let second = inputs.dropFirst().first,
        let other = try progression(second, depth: depth + 1)
      else { return nil }
      let sign = operation == "Add" ? 1 : -1
      one.start = try one.start + other.start * Dim(sign)
      one.step = try one.step.plus(try other.step.times(sign))
      return one
    default: return nil
    }
  }

  /// What a value is more than a state.
  private mutating func step(_ name: Int32, from state: Int32, depth: Int) throws -> Int? {
    if name == state { return 0 }
    guard let (operation, inputs) = try maker(of: name, depth), let first = inputs.first else {
      return nil
    }
    let second = inputs.dropFirst().first
    switch operation {
    case "Identity", "Squeeze", "Unsqueeze", "Reshape":
      return try step(first, from: state, depth: depth + 1)
    case "Add", "Sub":
      guard let second else { return nil }
      if let more = try constant(second)?.constant {
        let sign = operation == "Add" ? 1 : -1
        return try step(first, from: state, depth: depth + 1)?.plus(try more.times(sign))
      }
      guard operation == "Add", let more = try constant(first)?.constant else { return nil }
      return try step(second, from: state, depth: depth + 1)?.plus(more)
    default: return nil
    }
  }

  /// A value that is the same whole number in every round.
  private func constant(_ name: Int32) throws -> Dim? {
    guard name >= 0, let value = frame[Int(name)] else { return nil }
    return try integer(value)
  }

  private func integer(_ value: TensorValue) throws -> Dim? {
    guard let array = try translator.array(of: value), array.elements.count == 1,
      let ratio = array.elements[0].ratio, ratio.denominator == 1
    else { return nil }
    return ratio.numerator
  }

  // MARK: Nodes

  /// The operator of ONNX that makes a value, and what that reads.
  private mutating func maker(
    of name: Int32, _ depth: Int, isCondition: Bool = false
  ) throws -> (operation: String, inputs: ArraySlice<Int32>)? {
    visits -= 1
    guard visits >= 0, depth < Self.maximumDepth, let node = body.makers[name],
      let operation = translator.ownOperation(of: node)
    else { return nil }
    let list = body.graph.nodes
    guard operation == "Cast" else { return (operation, list.inputs(of: node)) }
    let settings = try AttributeSet(list.attributes(of: node), in: translator.bytes)
    // In these types whole numbers stay what they are.
    let types: [ElementType?] = [.float, .double, .int32, .int64] + (isCondition ? [.bool] : [])
    return types.contains(ElementType(rawValue: try settings.int("to")))
      ? (operation, list.inputs(of: node)) : nil
  }
}

extension Translator {
  /// The name of a node's operator, where it is one of ONNX's own.
  func ownOperation(of node: NodeRecord) -> String? {
    guard node.operation >= 0, domain(of: node) == ONNXDomain.own else { return nil }
    let entry = operators[node.operation]
    return entry.functions.isEmpty ? entry.name : nil
  }
}
