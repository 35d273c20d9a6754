public import ConvArithmetic
public import LayerGraph

extension Report {
  /// The positions of input number `input` that any output of the network reads, along each axis; what
  /// is missing is wasted. No axes for an input that does not exist.
  public func positionsRead(ofInput input: Int = 0) -> Known<[PositionSet]> {
    if sources.indices.contains(input) {
      return known { () throws(Problem) in
        let pass = RegionPass(report: self, source: input, isAskedOnce: true)
        return try pass.positions(readBy: allOutputs(pass))
      }
    }
    guard input >= sources.count, sourcesLeftOut.indices.contains(input - sources.count),
      let report = try? lookingAt(sourcesLeftOut[input - sources.count])
    else { return .known([]) }
    return report.positionsRead()
  }

  /// The same of each input that fields are looked at on.
  ///
  /// All inputs are followed at once. Where that leads to something unknown, they are followed one by one as far as
  /// the steps go that fields may take.
  /// - Complexity: O(edges).
  public func positionsReadOfInputs() -> [Known<[PositionSet]>] {
    guard looksAtInputs, inputs.count > 1 else {
      return sources.indices.map { positionsRead(ofInput: $0) }
    }
    let all = known { () throws(Problem) in
      let pass = RegionPass(ofInputsOf: self)
      return try pass.positionsOfInputs(readBy: allOutputs(pass))
    }
    if case .known(let all) = all { return all.map { .known($0) } }
    let followed = min(sources.count, max(1, stepLimit / (layers.count + graph.outputs.count)))
    return inputs.indices.map {
      $0 < followed ? positionsRead(ofInput: $0) : .unknown(.tooManyInputs)
    }
  }

  private func allOutputs(
    _ pass: RegionPass
  ) throws(Problem) -> [(value: ValueReference, demand: RegionPass.Demand)] {
    var wanted: [(value: ValueReference, demand: RegionPass.Demand)] = []
    for output in graph.outputs {
      let rank = try pass.shape(of: output.value).rank
      wanted.append((output.value, RegionPass.Demand(repeating: nil, count: rank)))
    }
    return wanted
  }

  private func known<Value>(_ body: () throws(Problem) -> Value) -> Known<Value> {
    do throws(Problem) { return .known(try body()) } catch {
      switch error {
      case .undetermined(let reason): return .unknown(reason)
      case .sizesOpen(let shape):
        return .unknown(.openSize(shape.dims.first { $0.constant == nil } ?? 1))
      default: return .unknown(.tooLarge)
      }
    }
  }
}
