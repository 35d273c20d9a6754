import ConvArithmetic
import LayerGraph

extension Route {
  /// The batch kept, channels as given, each spatial axis read along itself.
  static func spatial(
    over input: Shape, channels: Route = .kept(Shape.channelDimension),
    map: (_ axis: Int) throws -> AxisMap
  ) throws -> [Route] {
    var routes: [Route] = [.kept(0), channels]
    routes.reserveCapacity(input.rank)
    for axis in 0..<input.spatialRank {
      routes.append(.along(output: axis + Shape.firstSpatialDimension, try map(axis)))
    }
    return routes
  }
}
