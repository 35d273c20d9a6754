import ConvArithmetic
import LayerGraph

extension SizeProblem {
  /// The answers less the sizes for which something isn't so.
  func narrowed(
    _ answers: [SizeSolution.Answer], by condition: SizeCondition
  ) -> [SizeSolution.Answer] {
    switch condition {
    case .valid, .output, .maximumMultiplyAccumulates: answers
    case .noWaste:
      if var sizes = UnreadSizes(self, answers) { sizes.narrowed() } else { answers }
    case .aligned:
      answers.map { answer in
        RemainderFacts(problem: self, answer: answer).narrowed { $0.isAligned }
      }
    case .symmetric:
      answers.map { answer in
        RemainderFacts(problem: self, answer: answer).narrowed { report in
          report.padsEqually(like: self.report)
        }
      }
    case .maximumMemory(let most): GrowingMemory(problem: self, most: most).narrowed(answers)
    }
  }
}

/// What the remainders of a size decide: looked at once for each.
struct RemainderFacts {
  let problem: SizeProblem
  let answer: SizeSolution.Answer

  /// - Parameter isSo: of the network with sizes of one remainder, looked at along the answer's axes.
  func narrowed(by isSo: (Report) -> Known<Bool>) -> SizeSolution.Answer {
    guard case .known(let set) = answer.set, !set.isEmpty else { return answer }
    guard let period = SizePeriod(problem.report, symbols: problem.symbols).length else {
      return answer.with(.unknown(.periodTooLong))
    }
    let axes = problem.report.axes(of: answer.symbols)
    var unknown: UnknownReason?
    let residues = Residues(modulus: period) { remainder in
      guard unknown == nil, set.hasMembers(remainder: remainder, modulo: period) else {
        return false
      }
      let remainders = Dictionary(
        uniqueKeysWithValues: answer.symbols.map { ($0, remainder) })
      // Where the network takes none of these, there is nothing to look at.
      guard let report = try? problem.report.putting(remainders, modulo: period, axes: axes) else {
        return false
      }
      switch isSo(report) {
      case .known(let isSo): return isSo
      case .unknown(let reason):
        unknown = reason
        return false
      }
    }
    if let unknown { return answer.with(.unknown(unknown)) }
    return answer.with(set.known(with: SizeSet(residues)))
  }
}

extension SizeSolution.Answer {
  func with(_ set: Known<SizeSet>, _ evidence: SizeSolution.Evidence? = nil) -> Self {
    Self(symbols: symbols, set: set, evidence: evidence ?? self.evidence, equations: equations)
  }
}

extension SizeSet {
  /// Whether some member leaves a remainder.
  func hasMembers(remainder: Int, modulo modulus: Int) -> Bool {
    let residues = SizeSet(Residues(modulus: modulus) { $0 == remainder })
    return intersection(residues).map { !$0.isEmpty } ?? true
  }
}

extension Report {
  /// Of each input the axes whose sizes have some symbols in them.
  func axes(of symbols: [String]) -> [SourceAxes] {
    zip(inputs, axesOfInputs).map { input, axes in
      guard case .known(let shape) = layers[input].shape else { return axes }
      return axes.only { shape[$0].symbols.contains(where: symbols.contains) }
    }
  }

  /// The same network with sizes of one remainder, looked at along some axes; nil where no size leaves it.
  func putting(
    _ remainders: [String: Int], modulo modulus: Int, axes: [SourceAxes]
  ) throws(Diagnostic) -> Report? {
    var options = options
    for (symbol, remainder) in remainders
    where !options.assumptions.add(symbol, multipleOf: modulus, plus: remainder) {
      return nil
    }
    return try Report(
      of: graph, options: options, sources: graph.inputs.map { ValueReference(node: $0) },
      axesOfInputs: axes)
  }

  /// Whether no branches that meet sample at different places.
  var isAligned: Known<Bool> {
    var unknown: UnknownReason?
    for finding in Misalignment(report: self).findings {
      switch (finding.code, finding.facts) {
      case (.misaligned, .known), (.drifting, .known): return .known(false)
      case (_, .unknown(let reason)): unknown = unknown ?? reason
      default: break
      }
    }
    return unknown.map { .unknown($0) } ?? .known(true)
  }
}
