package import ConvArithmetic

extension SizeSet {
  /// More stretches than this are counted and not shown.
  static let shownStretches = 6

  /// "193…224", "H ≥ 29", "H % 16 = 12, H ≥ 188", "any", "none".
  package func words(of symbol: String) -> String {
    if isEmpty { return "none" }
    if self == .all { return "any" }
    let shown = stretches.prefix(Self.shownStretches).map { $0.words(of: symbol) }
    let more = stretches.count - shown.count
    return (shown + (more > 0 ? ["and \(more) more ranges"] : [])).joined(separator: "; ")
  }
}

extension SizeSet.Stretch {
  fileprivate func words(of symbol: String) -> String {
    if residues == .all {
      guard let greatest else { return "\(symbol) ≥ \(Digits.grouped(least))" }
      return least == greatest
        ? Digits.grouped(least) : "\(Digits.grouped(least))…\(Digits.grouped(greatest))"
    }
    let remainder = "\(symbol) \(residues)"
    if let greatest {
      return "\(remainder) in \(Digits.grouped(least))…\(Digits.grouped(greatest))"
    }
    // All that are positive need no bound.
    return least <= residues.modulus && residues.isFirst(least)
      ? remainder : "\(remainder), \(symbol) ≥ \(Digits.grouped(least))"
  }
}

extension Residues {
  /// Whether no positive integer below this one is among them.
  fileprivate func isFirst(_ number: Int) -> Bool {
    !(1..<max(1, number)).contains(where: contains)
  }
}
