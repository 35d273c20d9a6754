import RFKit

extension Rational {
  /// Samples in a second: `16000`, `22050.5`, `44.1k`. Nil for anything else, and for 0.
  init?(hertz text: String) {
    let isThousands = text.hasSuffix("k") || text.hasSuffix("K")
    let parts = (isThousands ? text.dropLast() : text[...])
      .split(separator: ".", omittingEmptySubsequences: false)
    guard (1...2).contains(parts.count),
      parts.allSatisfy({ !$0.isEmpty && $0.allSatisfy { "0"..."9" ~= $0 } }),
      let digits = Int(parts.joined())
    else { return nil }
    var value = Rational(digits)
    do throws(ArithmeticError) {
      for _ in 0..<(parts.count == 2 ? parts[1].count : 0) { value = try value / 10 }
      if isThousands { value = try value * 1000 }
    } catch { return nil }
    if value.numerator == 0 { return nil }
    self = value
  }
}
