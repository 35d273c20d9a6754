import RFKit

extension FuzzEntry {
  /// A size, assumptions and an input shape, a line each.
  static let sizes = FuzzEntry("sizes") {
    SizeSeeds.all.map { Array($0.utf8) }
  } laws: { bytes in
    let lines = String(decoding: bytes, as: UTF8.self)
      .split(separator: "\n", maxSplits: 2, omittingEmptySubsequences: false).map(String.init)
    let dim = try SizeLaws.dim(lines[0])
    let assumptions = lines.count > 1 ? try SizeLaws.assumptions(lines[1]) : nil
    let input = lines.count > 2 ? try SizeLaws.input(lines[2]) : nil
    if let dim { try SizeLaws.check(dim, under: assumptions ?? .none) }
    guard let input else { return }
    let graph = try Graph(layers: "conv3s2p1c4,pool2,up2,residual(conv3p1|)", input: input)
    let options = Report.Options(assumptions: assumptions ?? .none)
    do { try ReportLaws.check(graph.report(options)) } catch let error as Diagnostic {
      try CleanText.check(error)
    }
  }
}

private enum SizeSeeds {
  static let all = [
    "⌈H/32⌉\nH%32=0\n3xHxW", "9·C² + C\nC>=3, C<=64\nNxCxHxW", "ceil(H/2)*(W-1)//3\nH=W\nCxL",
    "H*W - floor((H+1)/4)\nH>7,H<9\n3x224x224", "`batch size`^2+1\n`batch size` = 4\n100",
    "((H+6)//7+5)//3 + H//2\nH%2=0, H%3=0, W >= 64\nCxDxHxW", "-3·H + 64\nH <= 1024\n1x3xHxW",
    "⌊(⌊(H + 1)/2⌋ + 3)/4⌋·W³\nW≥2, W≤9\n3xHx16", "16*K+12\nK%4=0\n2x9",
  ]
}

private enum SizeLaws {
  static func dim(_ text: String) throws -> Dim? {
    let dim: Dim
    do { dim = try Dim(parsing: text) } catch {
      try CleanText.check(error)
      return nil
    }
    try again("a size that is printed", dim) { try Dim(parsing: $0) }
    return dim
  }

  static func assumptions(_ text: String) throws -> Assumptions? {
    let assumptions: Assumptions
    do { assumptions = try Assumptions(parsing: text) } catch {
      try CleanText.check(error)
      return nil
    }
    try again("assumptions that are printed", assumptions) { try Assumptions(parsing: $0) }
    return assumptions
  }

  static func input(_ text: String) throws -> InputShape? {
    let input: InputShape
    do { input = try InputShape(parsing: text) } catch {
      try CleanText.check(error)
      return nil
    }
    try again("an input's shape that is printed", input) { try InputShape(parsing: $0) }
    return input
  }

  private static func again<Value: Equatable & CustomStringConvertible>(
    _ what: String, _ value: Value, _ read: (String) throws -> Value
  ) throws {
    let text = value.description
    let other: Value
    do { other = try read(text) } catch {
      throw BrokenLaw(law: "\(what) is read again", evidence: "\(text): \(error)")
    }
    try require("\(what) is the same read again", other == value, "\(text) and \(other)")
  }

  /// Rewriting and deciding by assumptions keeps values wherever these hold.
  static func check(_ dim: Dim, under assumptions: Assumptions) throws {
    guard let rewritten = try? dim.assuming(assumptions) else { return }
    let isPositive = dim.isAtLeast(1, under: assumptions)
    for step in 0..<4 {
      var values: [String: Int] = [:]
      for symbol in Set(dim.symbols).union(rewritten.symbols).union(assumptions.symbols)
        .union(assumptions.symbolsOfFormulas)
      {
        let (lower, upper) = assumptions.range(of: symbol)
        let (shift, isTooLarge) = assumptions.congruence(of: symbol).modulus
          .multipliedReportingOverflow(by: step * (1 + symbol.utf8.count % 3))
        let (value, isPastAll) = lower.addingReportingOverflow(shift)
        if isTooLarge || isPastAll { return }
        values[symbol] = min(value, upper ?? .max)
      }
      for symbol in assumptions.symbols {
        guard let formula = assumptions.formula(of: symbol) else { continue }
        guard let value = try? formula.value(values), value >= 1 else { return }
        values[symbol] = value
      }
      guard let before = try? dim.value(values), let after = try? rewritten.value(values) else {
        continue
      }
      try require(
        "assumptions keep a size's value", before == after,
        "\(dim) = \(before) and \(rewritten) = \(after) at \(values) under \(assumptions)")
      let isFalse = isPositive == .always && before < 1 || isPositive == .never && before >= 1
      try require(
        "what is decided of a size holds", !isFalse,
        "\(dim) = \(before) at \(values) under \(assumptions): at least 1 \(isPositive)")
    }
  }
}
