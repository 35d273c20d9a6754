import LayerGraph

extension Report {
  /// What is worth knowing about the network and stands at no layer: layers and pixels that nobody reads, branches that
  /// sample at different places, holes in fields, parameters to no purpose, from where on the whole source is seen.
  ///
  ///     report.findings.filter { $0.code == .unreadEdge }.isEmpty       // nothing is known to be wasted
  ///
  /// In the order of `Finding.Code`. What isn't so has no finding. Where that can't be told, there is one whose facts
  /// are unknown: for each input, or for each reason with the first layer that it holds for. Fields are those on the
  /// first source; what is never read of inputs is told where the fields look at inputs.
  ///
  /// Found anew each time that it is asked for.
  /// - Complexity: O(layers + edges), and once what `positionsReadOfInputs()` takes.
  public var findings: [Finding] { findings(gridsAmong: layers.indices) }

  /// As `findings`, with holes in fields looked for in some layers only, as in those that a table shows.
  package func findings(gridsAmong shown: some Sequence<Int>) -> [Finding] {
    let merges = Misalignment(report: self).findings
    return Finding.Code.allCases.flatMap { code in
      let found =
        switch code {
        case .dead: DeadLayers(report: self).findings
        case .paddingOnly: PaddingOnly(report: self).findings
        case .strideOverKernel: StrideOverKernel(report: self).findings
        case .unreadEdge: Waste(report: self).findings
        case .misaligned, .drifting, .movedByPadding: merges.filter { $0.code == code }
        case .checkerboard: Checkerboard(report: self).findings
        case .gridding: Gridding(report: self).findings(among: shown)
        case .constants: StoredConstants(report: self).findings
        case .heavyLayer: HeavyLayer(report: self).findings
        case .biasBeforeNorm: BiasBeforeNorm(report: self).findings
        case .coversImage: Coverage(report: self).findings
        case .belowImage: BelowImage(report: self).findings
        case .halfPixel: HalfPixel(report: self).findings
        case .sizeDependent: SizeDependence(report: self).findings
        }
      return found + UnknownWindows(report: self).findings(code)
    }
  }
}

/// What can't be told: once for each reason, at the first layer that it holds for.
struct Undecided {
  let code: Finding.Code
  private(set) var findings: [Finding] = []
  private var reasons: Set<UnknownReason> = []

  init(_ code: Finding.Code) { self.code = code }

  mutating func insert(_ reason: UnknownReason, layer: Int, axis: Int? = nil) {
    guard reasons.insert(reason).inserted else { return }
    findings.append(Finding(code, layers: [layer], axis: axis, .unknown(reason)))
  }
}
