import ConvArithmetic
import LayerGraph

extension WindowSettings {
  /// The padding along one axis of an input, and the output size it leads to.
  func resolve(
    axis: Int, over input: Shape, rounding: WindowRounding
  ) throws(ArithmeticError) -> ResolvedPadding {
    try window(axis: axis).resolve(
      padding.policy(axis: axis), length: input[axis + Shape.firstSpatialDimension],
      rounding: rounding)
  }

  /// The output size along one axis; refuses a window that fits nowhere.
  func slide(
    _ resolved: ResolvedPadding, axis: Int, over input: Shape, rounding: WindowRounding,
    _ requirements: inout Requirements
  ) throws -> Dim {
    guard case .explicit(let before, let after) = padding.policy(axis: axis) else {
      return resolved.output
    }
    let length = input[axis + Shape.firstSpatialDimension]
    let extent = try window(axis: axis).extent()
    if rounding == .ceil, after >= extent {
      throw Problem.paddingNotBelowWindow(padding: after, extent: extent)
    }
    let padded = try length + Dim(try before.plus(after))
    try requirements.require(
      padded, atLeast: rounding == .ceil ? 1 : extent,
      orElse: .windowTooLarge(axis: axis, extent: extent, padded: padded, shape: input))
    try requirements.require(
      resolved.output, atLeast: 1,
      orElse: .windowTooLarge(axis: axis, extent: extent, padded: padded, shape: input))
    return resolved.output
  }

  /// Batch kept, channels as given, spatial axes through their windows.
  func slidingRoutes(
    over input: Shape, channels: Route, border: AxisMap.Border = .nothing,
    rounding: WindowRounding
  ) throws -> [Route] {
    try Route.spatial(over: input, channels: channels) { axis in
      let resolved = try resolve(axis: axis, over: input, rounding: rounding)
      return try window(axis: axis).map(
        before: resolved.before,
        policy: padding.policy(axis: axis) == .sameLower ? .sameLower : .sameUpper, border: border)
    }
  }
}
