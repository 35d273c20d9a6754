import ConvArithmetic
import LayerGraph

extension SizeProblem {
  /// The sizes that satisfy all of some conditions, and that the network takes.
  ///
  /// Numbers with open sizes in them are solved along each remainder of their period, where they are polynomials. What is
  /// unread is looked at one by one, until it repeats; alignment and padding once for each remainder. Then the whole
  /// analysis is done for the sizes at each end, which must agree.
  /// - Throws: what can't be asked.
  /// - Complexity: one analysis for each remainder of the network's period, and for `noWaste` as many as the largest field
  ///   is wide, twice; at most `maximumScan`.
  public func solve(_ conditions: [SizeCondition]) throws(SizeQuestionError) -> SizeSolution {
    var equations = SizeEquations(self)
    equations.assume(report.options.assumptions)
    for requirement in report.requirements { equations.require(requirement) }
    var output: (layer: Int, shape: Shape, sizes: [Int])?
    for condition in conditions {
      switch condition {
      case .valid, .noWaste, .aligned, .symmetric: break
      case .output(let sizes, let name):
        output = try require(sizes, of: name, &equations)
      case .maximumMultiplyAccumulates(let most):
        equations.add(report.total.multiplyAccumulates, atMost: most, .multiplyAccumulates)
      case .maximumMemory(let most):
        // Else it is looked for by size.
        if case .known(let bytes) = report.neededBytes {
          equations.add(bytes, .atMost, most, .memory)
        } else {
          equations.joinAll()
        }
      }
    }
    var answers = answers(equations)
    let taken = self.answers(equations.ofNetwork(joint: answers.count < symbols.count))
    for condition in conditions { answers = narrowed(answers, by: condition) }
    answers = adding(exceptions(to: taken, conditions, output?.layer), to: answers)
    var evaluated = evaluate(answers, conditions, output?.layer)
    if evaluated == nil {
      answers = [gone(through: conditions, output?.layer)]
      evaluated = []
    }
    return SizeSolution(
      sizes: answers, evaluated: evaluated ?? [], others: equations.others, output: output)
  }

  /// What the equations have for solutions.
  func answers(_ equations: SizeEquations) -> [SizeSolution.Answer] {
    let groups = equations.areJoint ? [symbols] : symbols.map { [$0] }
    return groups.map { group in
      let one = Dim.symbol(group[0])
      let equal = Dictionary(uniqueKeysWithValues: group.map { ($0, one) })
      var set: Known<SizeSet> = .known(.all)
      if let reason = equations.unknown { set = .unknown(reason) }
      var told: [SizeSolution.Equation] = []
      for equation in equations.equations {
        let isOwn =
          equation.dim.symbols.isEmpty || equation.dim.symbols.contains(where: group.contains)
        guard isOwn else { continue }
        told.append(equation)
        let solved = equation.substituting(equal).flatMap { $0.solutions(of: group[0]) }
        set = set.flatMap { $0.known(with: solved) }
      }
      for (symbol, residues) in equations.remainders where group.contains(symbol) {
        set = set.flatMap { $0.known(with: SizeSet(residues)) }
      }
      return SizeSolution.Answer(
        symbols: group, set: set, evidence: .proved, equations: told)
    }
  }

  /// The network takes a layer whose output has some sizes.
  private func require(
    _ sizes: [Int], of name: String?, _ equations: inout SizeEquations
  ) throws(SizeQuestionError) -> (layer: Int, shape: Shape, sizes: [Int]) {
    let layer: Int
    if let name {
      do throws(Diagnostic) { layer = try report.requireIndex(of: name) } catch {
        throw .diagnostic(error)
      }
    } else {
      guard let last = report.lastLayerOfOpenSize(symbols) else { throw .noOutput }
      layer = last
    }
    let named = report.layers[layer].name
    let shape: Shape
    switch report.layers[layer].shape {
    case .known(let known): shape = known
    case .unknown(let reason): throw .unknownOutput(layer: named, reason)
    }
    var dimensions: [Int] = []
    for axis in report.layers[layer].field.axes {
      guard let dimension = axis.dimension else {
        throw .unknownOutput(layer: named, axis.local?.reason ?? .refolded)
      }
      dimensions.append(dimension)
    }
    guard !dimensions.isEmpty, sizes.count == 1 || sizes.count == dimensions.count else {
      throw .axisCount(layer: named, axes: dimensions.count, given: sizes.count)
    }
    for (index, dimension) in dimensions.enumerated() {
      equations.add(
        shape[dimension], .equal, sizes.count == 1 ? sizes[0] : sizes[index], .output)
    }
    return (layer, shape, sizes.count == 1 ? dimensions.map { _ in sizes[0] } : sizes)
  }
}

extension SizeSet {
  /// Both, where both are known and together tell.
  func known(with other: SizeSet?) -> Known<SizeSet> {
    guard let other else { return .unknown(.periodTooLong) }
    return intersection(other).map { .known($0) } ?? .unknown(.periodTooLong)
  }
}

extension Report {
  /// The last layer whose field moves along dimensions of its output that are open, those of the results before others.
  fileprivate func lastLayerOfOpenSize(_ symbols: [String]) -> Int? {
    layers.indices.last { index in
      guard !inputs.contains(index), case .known(let shape) = layers[index].shape else {
        return false
      }
      let axes = layers[index].field.axes
      return !axes.isEmpty
        && axes.allSatisfy { axis in
          guard !axis.isFolded, let dimension = axis.dimension else { return false }
          return shape[dimension].symbols.contains(where: symbols.contains)
        }
    }
  }

  /// Bytes of parameters and of the activations alive at once.
  var neededBytes: Known<Dim> {
    total.parameterBytes.flatMap { parameters in
      total.peakActivationBytes.flatMap { activations in
        Known(arithmetic: { () throws(ArithmeticError) in try parameters + activations })
      }
    }
  }
}
