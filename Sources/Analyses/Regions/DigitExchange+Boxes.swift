import ConvArithmetic
import LayerGraph

/// Boxes through the dimensions that a layer cuts up or regroups.
extension DigitExchange {
  /// A box on the output, whose shape is `shape`, as boxes on the input.
  /// - Parameter asked: the box on the input along the dimensions that are not exchanged.
  func pulled(
    _ box: PositionBox, to asked: PositionBox, of shape: Shape
  ) throws(Problem) -> [PositionBox] {
    if !isConcrete, outputs.contains(where: { box.sets[$0] != nil }) { throw .sizesOpen(shape) }
    // Which place of one dimension goes with which of another decides, and must not be lost.
    if box.isHull, outputs.count(where: { box.sets[$0] != nil }) > 1 {
      throw .undetermined(.tooLarge)
    }
    var boxes: [PositionBox] = []
    for places in try pull(box.sets) where !places.values.contains(where: \.isEmpty) {
      var next = asked
      for (dimension, set) in places { next.sets[dimension] = set }
      boxes.append(next)
    }
    return boxes
  }

  /// A box on the input as boxes on the output, whose shape is `shape`.
  /// - Parameter seen: the box on the output along the dimensions that are not exchanged.
  func pushed(
    _ box: PositionBox, to seen: PositionBox, of shape: Shape
  ) throws(Problem) -> [PositionBox] {
    var seen = seen
    let own = box.dimensions.intersection(inputs)
    seen.dimensions.formUnion(outputs(of: own))
    guard isConcrete, shape.isConcrete else {
      // What other dimensions hold may be left open: more units may see it.
      if !own.isEmpty { throw .sizesOpen(shape) }
      return [seen]
    }
    if box.isHull, inputs.count(where: { box.sets[$0] != nil }) > 1 {
      throw .undetermined(.tooLarge)
    }
    var boxes: [PositionBox] = []
    for places in try push(box.sets, to: shape) {
      var next = seen
      if places.allSatisfy({ next.narrow(to: $1, along: $0) }) { boxes.append(next) }
    }
    return boxes
  }
}
