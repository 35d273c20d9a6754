import ConvArithmetic

/// As it is printed: "H ≥ 7", "H ≤ 100", "H % 32 = 0", "H % 8 = 0 or 5…7", "⌊H/2⌋ - W ≥ 1", "H = 2·W".
extension Requirement: CodedSetting {
  package init(coded: CodedValue) throws(CodingFault) {
    guard case .string(let text) = coded.content, let requirement = Self.parse(text) else {
      throw CodingFault(.condition, coded)
    }
    self = requirement
  }

  package var coded: CodedValue.Content { .string("\(self)") }

  private static func parse(_ text: String) -> Requirement? {
    if let (dim, number) = sides(text, "≥"), let least = number.constant {
      return dim.loneSymbol.map { .bound(symbol: $0, least: least) } ?? .atLeast(dim, least)
    }
    if let (dim, number) = sides(text, "≤"), let greatest = number.constant {
      return dim.loneSymbol.map { .limit(symbol: $0, greatest: greatest) }
    }
    if let percent = text.lastIndex(of: "%"),
      let symbol = (try? Dim(parsing: String(text[..<percent])))?.loneSymbol,
      let residues = Residues(parsing: text[percent...])
    {
      return .remainder(symbol, residues)
    }
    return sides(text, "=").map { .equal($0, $1) }
  }

  /// What stands before and behind a sign, the last of its kind: names may hold anything.
  private static func sides(_ text: String, _ sign: Character) -> (Dim, Dim)? {
    guard let place = text.lastIndex(of: sign),
      let first = try? Dim(parsing: String(text[..<place])),
      let second = try? Dim(parsing: String(text[text.index(after: place)...]))
    else { return nil }
    return (first, second)
  }
}

extension Dim {
  /// Its name, where it is an open size itself.
  fileprivate var loneSymbol: String? {
    guard let name = symbols.first, self == .symbol(name) else { return nil }
    return name
  }
}
