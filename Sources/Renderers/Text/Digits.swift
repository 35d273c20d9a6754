package import ConvArithmetic

/// Numbers for people.
package enum Digits {
  /// `25,557,032`
  package static func grouped(_ value: Int) -> String { Dim(value).formatted(grouping: true) }

  /// `97.5 MiB`; below a KiB the bytes themselves.
  package static func bytes(_ count: Int) -> String {
    guard count.magnitude >= 1024 else { return "\(count) B" }
    let units = ["KiB", "MiB", "GiB", "TiB", "PiB", "EiB"]
    var (unit, scale) = (0, 1024)
    // What would be rounded to 1024.0 takes the next unit; the sum is at most 2⁶³ + 2⁵⁶.
    while unit + 1 < units.count && (count.magnitude + UInt(scale) / 20) / UInt(scale) >= 1024 {
      (unit, scale) = (unit + 1, scale * 1024)
    }
    return decimal(count, over: scale) + " " + units[unit]
  }

  /// `60 %`, `33.3 %`
  package static func percent(_ share: Rational) -> String {
    guard let scaled = try? share * 100 else { return "\(share)" }
    return (scaled.isInteger ? "\(scaled)" : decimal(scaled.numerator, over: scaled.denominator))
      + " %"
  }

  /// `0–16`, a single one where both are equal.
  static func distances(_ range: ClosedRange<Rational>) -> String {
    let (least, most) = (distance(range.lowerBound), distance(range.upperBound))
    return least == most ? least : "\(least)–\(most)"
  }

  /// Places, which may lie before the first: `-½`, `0 to 7½`, `-3.62`.
  static func places(_ range: ClosedRange<Rational>) -> String {
    let (least, most) = (place(range.lowerBound), place(range.upperBound))
    return least == most ? least : "\(least) to \(most)"
  }

  private static func place(_ value: Rational) -> String {
    guard value < 0, let opposite = try? -value else { return distance(value) }
    return "-" + distance(opposite)
  }

  /// Halves and quarters as they are; others rounded to hundredths: `5.33`, and `<0.01`, which is not 0.
  static func distance(_ value: Rational) -> String {
    if 4 % value.denominator == 0 { return value.mixedDescription }
    guard let hundredths = try? value * 100 + Rational(1, over: 2) else { return "\(value)" }
    let (whole, rest) = hundredths.floor.quotientAndRemainder(dividingBy: 100)
    if whole == 0, rest == 0 { return "<0.01" }
    return "\(whole).\(rest < 10 ? "0" : "")\(rest)"
  }

  /// Milliseconds to a thousandth, without zeros at the end: `0.063`, `25`; `<0.001` is not 0. A single one where both
  /// are equal.
  static func milliseconds(_ range: ClosedRange<Rational>) -> String {
    let (least, most) = (milliseconds(range.lowerBound), milliseconds(range.upperBound))
    return least == most ? least : "\(least)–\(most)"
  }

  private static func milliseconds(_ value: Rational) -> String {
    if value.isInteger { return "\(value.numerator)" }
    let sign = value.numerator < 0 ? "-" : ""
    guard let doubled = try? value * 2000, let thousandths = doubled.halvedMagnitude else {
      return "\(value)"
    }
    if thousandths == 0 { return sign + "<0.001" }
    let (whole, rest) = thousandths.quotientAndRemainder(dividingBy: 1000)
    if rest == 0 { return "\(sign)\(whole)" }
    var digits = "\(rest)"
    digits = String(repeating: "0", count: 3 - digits.count) + digits
    while digits.hasSuffix("0") { digits.removeLast() }
    return "\(sign)\(whole).\(digits)"
  }

  /// One digit after the point, rounded half up. The divisor is positive.
  static func decimal(_ numerator: Int, over divisor: Int) -> String {
    let magnitude = numerator.magnitude
    let divisor = divisor.magnitude
    let (quotient, rest) = magnitude.quotientAndRemainder(dividingBy: divisor)
    var whole = quotient
    // The rest is below the divisor, so the wide product divided by it fits.
    let wide = rest.multipliedFullWidth(by: 10)
    let (tenths, remainder) = divisor.dividingFullWidth(wide)
    var tenth = tenths + (remainder >= divisor - remainder ? 1 : 0)
    if tenth == 10 { (whole, tenth) = (whole + 1, 0) }
    return (numerator < 0 ? "-" : "") + grouped(whole) + ".\(tenth)"
  }

  private static func grouped(_ value: UInt) -> String {
    Int(exactly: value).map(grouped) ?? "\(value)"
  }
}

extension Rational {
  /// Half its magnitude, rounded half up; nil past 64 bits.
  fileprivate var halvedMagnitude: Int? {
    let floor = (try? self * (numerator < 0 ? -1 : 1))?.floor
    return floor.map { $0 / 2 + $0 % 2 }
  }

  /// The nearest floating-point number.
  package var approximate: Double { Double(numerator) / Double(denominator) }
}
