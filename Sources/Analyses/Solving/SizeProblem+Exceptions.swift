import ConvArithmetic
import LayerGraph

/// What formulas of open sizes don't tell, and numbers do.
extension SizeProblem {
  /// Small sizes that the network takes although formulas ask for others, and that satisfy conditions: where a map is one
  /// position long it is stretched to whatever it meets.
  /// - Parameter taken: what the formulas ask for.
  /// - Returns: one list for each.
  func exceptions(
    to taken: [SizeSolution.Answer], _ conditions: [SizeCondition], _ layer: Int?
  ) -> [[Int]] {
    let sets = taken.map { $0.set.value }
    return taken.indices.map { index in
      guard let set = sets[index] else { return [] }
      return (1...smallest(taken[index].symbols)).filter { size in
        if set.contains(size) { return false }
        var values: [String: Int] = [:]
        for (other, otherSet) in zip(taken, sets) {
          // Ordinary sizes of the others, which satisfy what they have to.
          for symbol in other.symbols { values[symbol] = otherSet?.next(atLeast: 224) }
        }
        for symbol in taken[index].symbols { values[symbol] = size }
        guard values.count == symbols.count, let report = try? report.putting(values) else {
          return false
        }
        return holds(conditions, in: report, layer, along: taken[index].symbols) == true
      }
    }
  }

  /// The last size of the input with which a map may be one position long.
  private func smallest(_ names: [String]) -> Int {
    var last = 1
    var seen: Set<Dim> = []
    for layer in report.layers {
      for output in layer.outputs {
        for dim in output.shape.value?.dims ?? []
        where dim.symbols.count == 1 && !seen.contains(dim) {
          seen.insert(dim)
          guard let symbol = dim.symbols.first, names.contains(symbol),
            let more = dim.solutions(atLeast: 2, of: symbol),
            let one = SizeSet.all.subtracting(more), let end = one.greatest
          else { continue }
          last = max(last, end)
        }
      }
    }
    return min(last, Self.maximumScan / 64)
  }

  func adding(
    _ exceptions: [[Int]], to answers: [SizeSolution.Answer]
  ) -> [SizeSolution.Answer] {
    zip(answers, exceptions).map { answer, sizes in
      guard !sizes.isEmpty, case .known(let set) = answer.set else { return answer }
      return answer.with(
        set.union(SizeSet(members: sizes)).map { .known($0) } ?? .unknown(.periodTooLong))
    }
  }

  /// Equal sizes, one after the other, of a network that is made otherwise for numbers than for open sizes.
  func gone(through conditions: [SizeCondition], _ layer: Int?) -> SizeSolution.Answer {
    let last = Self.maximumScan / 8
    let members = (1...last).filter { size in
      let values = Dictionary(uniqueKeysWithValues: symbols.map { ($0, size) })
      return holds(values, conditions, layer) == true
    }
    return SizeSolution.Answer(
      symbols: symbols, set: .known(SizeSet(members: members)), evidence: .checked(upTo: last),
      equations: [])
  }
}

extension SizeProblem {
  /// What the formulas ask of the sizes, without a look at any of them: not quite all that the network takes.
  package func sizesTaken() -> [SizeSolution.Answer] {
    var equations = SizeEquations(self)
    equations.assume(report.options.assumptions)
    for requirement in report.requirements { equations.require(requirement) }
    return answers(equations)
  }

  /// The dimensions of the first input whose sizes these are.
  package func places(of symbols: [String]) -> [Int] {
    guard let input = report.inputs.first, case .known(let shape) = report.layers[input].shape
    else { return [] }
    return report.axesOfInputs[0].dimensions.filter {
      shape[$0].symbols.contains(where: symbols.contains)
    }
  }
}
