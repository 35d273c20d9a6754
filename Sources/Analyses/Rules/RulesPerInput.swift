public import LayerGraph

/// Operators that read each input on its own terms.
public protocol RulesPerInput: OperatorRules {
  /// How output `output` reads input `input`: one route for each dimension of the input.
  func routes(input: Int, output: Int, _ site: Site) throws -> [Route]
}

extension RulesPerInput {
  public func routes(output: Int, _ site: Site) throws -> [[Route]] {
    var all: [[Route]] = []
    all.reserveCapacity(site.inputs.count)
    for input in site.inputs.indices {
      all.append(try routes(input: input, output: output, site))
    }
    return all
  }
}
