import ConvArithmetic
import LayerGraph

extension Translator {
  static let reducingHandlers: [String: Handler] = {
    var handlers: [String: Handler] = functions.mapValues { function in
      { try $0.reduce($1, function) }
    }
    handlers["ArgMax"] = { try $0.place($1, .argMaximum) }
    handlers["ArgMin"] = { try $0.place($1, .argMinimum) }
    return handlers
  }()

  private static let functions: [String: Reduce.Function] = [
    "ReduceMean": .mean, "ReduceSum": .sum, "ReduceMax": .maximum, "ReduceMin": .minimum,
    "ReduceProd": .product, "ReduceL1": .l1, "ReduceL2": .l2, "ReduceLogSum": .logSum,
    "ReduceLogSumExp": .logSumExp, "ReduceSumSquare": .sumOfSquares,
  ]

  private func reduce(_ call: Call, _ function: Reduce.Function) throws -> MadeValues {
    let axes = try call.axes() ?? []
    let input = try call.input(0)
    if axes.isEmpty, try call.attributes.flag("noop_with_empty_axes") {
      return try apply(.identity(Identity()), to: input)
    }
    let dimensions = axes.isEmpty ? Array(0..<(try shape(of: input).rank)) : axes
    if dimensions.isEmpty { return try apply(.identity(Identity()), to: input) }
    return try apply(
      .reduce(
        Reduce(
          function, dimensions: dimensions,
          keepsDimensions: try call.attributes.int("keepdims", default: 1) != 0)), to: input)
  }

  private func place(_ call: Call, _ function: Reduce.Function) throws -> MadeValues {
    try apply(
      .reduce(
        Reduce(
          function, dimensions: [try call.attributes.int("axis")],
          keepsDimensions: try call.attributes.int("keepdims", default: 1) != 0)),
      to: try call.input(0))
  }
}
