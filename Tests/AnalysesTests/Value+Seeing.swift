import Analyses
import ConvArithmetic
import LayerGraph

/// What is said of a value that is being built.
extension Value {
  /// Its field along each axis of the first source.
  func axes() throws -> [AxisField] {
    let graph = try builder.build(output: self)
    let made = graph.outputs[0].value
    return try graph.report().layers[made.node].outputs[made.output].fields[0].axes
  }

  /// What its units see along the axes, unit by unit along one of its dimensions.
  func seen(along dimension: Int, _ units: Range<Int>) throws -> [[PositionSet]] {
    let graph = try builder.build(output: self)
    let report = try graph.report()
    return try units.map {
      try report.positionsSeen(by: graph.outputs[0].value, unit: $0, along: dimension)
    }
  }

  func reshaped(_ sizes: Dim...) -> Value { reshape(sizes.map { .value($0) }) }
}
