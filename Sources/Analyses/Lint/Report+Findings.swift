import LayerGraph

extension Report {
  /// What is worth knowing about the network and stands at no layer: numbers of a file that nobody learns, from where on
  /// the whole source is seen, positions of an input that are never read, branches that sample at different places,
  /// holes in fields.
  ///
  ///     report.findings.filter { $0.code == .unread }.isEmpty       // nothing is known to be wasted
  ///
  /// In the order of `Finding.Code`. What isn't so has no finding. Where that can't be told, there is one whose facts
  /// are unknown: for each input, or for each reason with the first layer that it holds for. Fields are those on the
  /// first source; what is never read of inputs is told where the fields look at inputs.
  ///
  /// Found anew each time that it is asked for.
  /// - Complexity: O(layers + edges), and once what `positionsReadOfInputs()` takes.
  public var findings: [Finding] { findings(holesAmong: layers.indices) }

  /// As `findings`, with holes looked for in some layers only, as in those that a table shows.
  package func findings(holesAmong shown: some Sequence<Int>) -> [Finding] {
    StoredConstants(report: self).findings + Coverage(report: self).findings
      + Waste(report: self).findings + Misalignment(report: self).findings
      + Holes(report: self).findings(among: shown)
  }
}

/// What can't be told: once for each reason, at the first layer that it holds for.
struct Undecided {
  let code: Finding.Code
  private(set) var findings: [Finding] = []
  private var reasons: Set<UnknownReason> = []

  init(_ code: Finding.Code) { self.code = code }

  mutating func insert(_ reason: UnknownReason, layer: Int, axis: Int) {
    guard reasons.insert(reason).inserted else { return }
    findings.append(Finding(code, layers: [layer], axis: axis, .unknown(reason)))
  }
}
