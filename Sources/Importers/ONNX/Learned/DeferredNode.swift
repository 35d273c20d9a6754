import LayerGraph

/// A layer that is applied to constants. Where what it makes is a weight, it only prepares that and runs once
/// when a network is loaded; where data meets it, it is a layer as any other.
final class DeferredNode {
  let operation: Operator
  let inputs: [TensorValue]
  let held: HeldTensors?
  let origin: Origin
  let step: Step?
  /// How many were deferred before it: it reads only what those make.
  let number: Int
  /// The node, once it is one.
  var node: Int?

  init(
    _ operation: Operator, _ inputs: [TensorValue], holding held: HeldTensors?, origin: Origin,
    step: Step?, number: Int
  ) {
    self.operation = operation
    self.inputs = inputs
    self.held = held
    self.origin = origin
    self.step = step
    self.number = number
  }
}
