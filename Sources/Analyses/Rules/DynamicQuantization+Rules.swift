import ConvArithmetic
public import LayerGraph

extension DynamicQuantization: RulesPerInput, ParameterFree, MultiplyFree {
  public func outputShapes(
    of inputs: [Shape], requirements: inout Requirements
  ) throws -> [Shape] { [inputs[0], [], []] }

  /// Scale and zero point are of all elements; a whole number is of these and of its own element.
  public func routes(input: Int, output: Int, _ site: Site) throws -> [Route] {
    site.inputs[0].dims.indices.map { output == 0 ? .allAndOwn(output: $0) : .all }
  }

  /// The greatest and the least, 2 of each element; difference and quotient; quotient, difference, two bounds
  /// and rounding of the zero point; then quotient, rounding, zero point and two bounds of each element.
  public func work(_ site: Site) throws -> Work {
    Work(operations: try site.inputs[0].elements() * 7 + 7)
  }
}
