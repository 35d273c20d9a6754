import ConvArithmetic
import LayerGraph

extension WindowSettings {
  /// The output size along one axis; refuses a window that fits nowhere.
  func slide(
    axis: Int, over input: Shape, rounding: WindowRounding, _ requirements: inout Requirements
  ) throws -> Dim {
    let length = input[axis + Shape.firstSpatialDimension]
    let window = window(axis: axis)
    let policy = padding.policy(axis: axis)
    let resolved = try window.resolve(policy, length: length, rounding: rounding)
    guard case .explicit(let before, let after) = policy else { return resolved.output }
    let extent = try window.extent()
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
    var routes: [Route] = [.kept(0), channels]
    routes.reserveCapacity(input.rank)
    for axis in 0..<input.spatialRank {
      let dimension = axis + Shape.firstSpatialDimension
      let window = window(axis: axis)
      let policy = padding.policy(axis: axis)
      let resolved = try window.resolve(policy, length: input[dimension], rounding: rounding)
      let map = try window.map(
        before: resolved.before, policy: policy == .sameLower ? .sameLower : .sameUpper,
        border: border)
      routes.append(.along(output: dimension, map))
    }
    return routes
  }
}
