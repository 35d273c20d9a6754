public import ConvArithmetic
import LayerGraph

/// Where the units lie for each remainder of an open size, where SAME padding makes that depend on it.
///
/// A window of 7 with stride 2 on H positions has 2 positions of padding before the first where H is even, and 3 where it is
/// odd: unit 0 lies at 1 if H % 2 = 0, else at 0.
public struct PlaceCases: Hashable, Sendable {
  /// The open size that decides.
  public let symbol: String
  /// In order of their least remainder; together all that are possible. At most 64.
  public let cases: [Case]

  public struct Case: Hashable, Sendable {
    /// Of the open size.
    public let residues: Residues
    public let places: Places
  }

  public struct Places: Hashable, Sendable {
    /// The centre of unit 0; nil when it reads nothing.
    public let start: Rational?
    /// How far unit 0 looks past the start.
    public let before: Int?
    /// How far the last unit looks past the end; nil too where that depends on more.
    public let after: Int?
  }

  /// More remainders are not tried: a size after six halvings.
  fileprivate static let mostRemainders = 64

  fileprivate init?(
    _ symbol: String, modulus: Int, _ places: (Int) throws(ArithmeticError) -> Places?
  ) {
    var found: [Places?] = []
    do throws(ArithmeticError) {
      for remainder in 0..<modulus { found.append(try places(remainder)) }
    } catch {
      return nil
    }
    var distinct: [Places] = []
    for case let places? in found where !distinct.contains(places) {
      distinct.append(places)
    }
    self.symbol = symbol
    cases = distinct.map { places in
      Case(residues: Residues(modulus: modulus) { found[$0] == places }, places: places)
    }
  }
}

extension LocalField {
  /// The places for each remainder, where one open size decides; nil where they are known, and where more decides.
  /// - Parameters:
  ///   - units: how many units there are.
  ///   - length: how many positions of the source.
  public func placeCases(
    units: Dim, length: Dim, under assumptions: Assumptions = .none
  ) -> PlaceCases? {
    if isAnchored { return nil }
    let symbols = Set(unanchored.flatMap { $0.length.symbols })
    guard let symbol = symbols.first, symbols.count == 1, map.period == 1,
      var modulus = unanchored.modulus
    else { return nil }
    // What the last unit reads less what there is, as if nothing were padded.
    let rest = try? (units - 1) * Dim(map.advance) - (length - 1)
    var after = rest
    if let cycle = rest?.cycle(longest: Residues.longest), cycle.advance == 0,
      rest?.symbols.allSatisfy({ $0 == symbol }) ?? false,
      let common = leastCommonMultiple(modulus, cycle.period)
    {
      modulus = common
    } else {
      after = nil
    }
    let known = assumptions.congruence(of: symbol)
    let common = Int(greatestCommonDivisor(known.modulus.magnitude, modulus.magnitude))
    return PlaceCases(symbol, modulus: modulus) {
      (remainder) throws(ArithmeticError) -> PlaceCases.Places? in
      if (remainder - known.remainder) % common != 0 { return nil }
      var shift = Rational(0)
      let sizes = [symbol: remainder]
      for window in unanchored {
        guard let before = try window.before(sizes) else { return nil }
        shift = try shift + Rational(before) * window.jump
      }
      let hull = try map.hull(of: 0)
      guard !hull.isEmpty, shift.isInteger else {
        return PlaceCases.Places(start: nil, before: nil, after: nil)
      }
      let moved = shift.numerator
      var (start, past) = (try map.start(), try after?.value(sizes))
      if let centre = start { start = try centre - shift }
      if let rest = past { past = try rest.plus(hull.upper).minus(moved) }
      return PlaceCases.Places(start: start, before: try moved.minus(hull.lower), after: past)
    }
  }
}

extension [OpenShift] {
  /// What the remainder of the open size must be known of; nil past what is tried.
  fileprivate var modulus: Int? {
    var modulus = 1
    for shift in self {
      guard shift.node == nil, case .window(let taps) = shift.window,
        let cycle = shift.length.cycle(longest: Residues.longest)
      else { return nil }
      let common = Int(greatestCommonDivisor(cycle.advance.magnitude, taps.stride.magnitude))
      guard let period = try? cycle.period.times(taps.stride / common),
        let both = leastCommonMultiple(modulus, period)
      else { return nil }
      modulus = both
    }
    return modulus
  }
}

extension OpenShift {
  /// The padding before the first position, by the formula of the window on a length that is a number.
  fileprivate func before(_ sizes: [String: Int]) throws(ArithmeticError) -> Int? {
    guard case .window(let taps) = window, let policy = taps.openPadding,
      let length = try length.value(sizes)
    else { return nil }
    let window = Window(size: taps.count, stride: taps.stride, dilation: taps.step)
    return try window.resolve(
      policy == .sameLower ? .sameLower : .sameUpper, length: Dim(length)
    ).before
  }
}

/// Nil past what is tried.
private func leastCommonMultiple(_ first: Int, _ second: Int) -> Int? {
  let common = Int(greatestCommonDivisor(first.magnitude, second.magnitude))
  guard let product = try? first.times(second / common), product <= PlaceCases.mostRemainders else {
    return nil
  }
  return product
}
