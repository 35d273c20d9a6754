/// The one local fact from which every field follows: which positions of one input axis a unit of
/// one output axis reads.
///
/// A map is data, so passes compose, invert and pull back without knowing which operator it came from.
/// Every kind reads an arithmetic progression, and all but `upTo` and `onwards` repeat:
/// positions(u + period) = positions(u) + advance.
public struct AxisMap: Hashable, Sendable {
  public let kind: Kind
  /// What a position outside the input means.
  public let border: Border

  /// How a unit and the positions that it reads belong together. Drawn are 12 columns as the input, and units
  /// below the columns that they read.
  public enum Kind: Hashable, Sendable {
    /// u ↦ { stride·u + offset + k·step : 0 ≤ k < count }: convolution, pooling, slices, identity.
    /// Stride 2, offset −1, step 1, count 3, where unit 0 looks past the start:
    ///
    ///     column      0  1  2  3  4  5  6  7  8  9 10 11
    ///     unit     0──0──0
    ///                    1──1──1
    ///                          2──2──2
    case window(Taps)
    /// u ↦ { i : stride·i + offset + k·step = u, 0 ≤ k < count }: the window seen from its input side,
    /// which is what a transposed convolution does. With the numbers above each column reaches three
    /// units: unit 3 reads columns 1 and 2, unit 4 reads column 2 alone.
    ///
    ///     unit        0  1  2  3  4  5  6  7  8  9 10 11
    ///     column   0──0──0
    ///                    1──1──1
    ///                          2──2──2
    case transposed(Taps)
    /// u ↦ ⌊(αu + β)/δ⌋ … ⌊(αu + γ)/δ⌋: resizing and adaptive pooling. To 5 units, α = 12, β = 0,
    /// γ = 11, δ = 5:
    ///
    ///     column   0  1  2  3  4  5  6  7  8  9 10 11
    ///     unit     0──0──0
    ///                    1──1──1
    ///                          2──2──2──2
    ///                                   3──3──3
    ///                                         4──4──4
    case span(Span)
    /// u ↦ block b of `size` positions, offset + b·size … + size − 1, where b = ⌊(u − offset)/units⌋:
    /// `units` units in a row share a block. Attention inside windows, channels in groups. Queries are a
    /// way of their own, from a unit's own place, which `hasQueries` tells: it reads nothing more.
    /// 4 units, size 4, offset 0: units 4 to 7 all read columns 4 to 7.
    ///
    ///     column   0  1  2  3 │ 4  5  6  7 │ 8  9 10 11
    ///     unit     0  1  2  3 │ 4  5  6  7 │ 8  9 10 11
    case block(units: Int, size: Int, offset: Int, hasQueries: Bool = false)
    /// u ↦ u mod length: an axis that begins again and again, as tiles do. Length 4:
    ///
    ///     unit     0  1  2  3  4  5  6  7  8  9 10 11
    ///     column   0  1  2  3  0  1  2  3  0  1  2  3
    case repeating(length: Int)
    /// u ↦ first − step·u: a slice that goes backwards. First 11, step 2:
    ///
    ///     unit     0  1  2  3  4  5
    ///     column  11  9  7  5  3  1
    case mirrored(first: Int, step: Int)
    /// u ↦ the u-th of these, for exactly so many units: what no formula tells, places that were picked or that
    /// rounding in float32 decided. Three units:
    ///
    ///     unit     0       1   2
    ///     column   4 … 7   0   9 … 11
    case listed([Interval])
    /// u ↦ 0 … u + offset: what adds up from the start, as recurrences and cumulative sums do. Later units
    /// read more, and no two the same. Offset 0:
    ///
    ///     column   0  1  2  3
    ///     unit     0
    ///              1──1
    ///              2──2──2
    case upTo(offset: Int)
    /// u ↦ u + offset … the last: the same from the end.
    case onwards(offset: Int)

    /// Attention in blocks of as many positions as units: u lies in the block it reads.
    public static func block(size: Int, offset: Int) -> Kind {
      .block(units: size, size: size, offset: offset, hasQueries: true)
    }
  }

  /// How positions before the first and after the last are filled.
  public enum Border: Hashable, Sendable {
    /// Constant padding: reads nothing.
    case nothing
    /// Replicated edge: reads the nearest real position.
    case clamp
    /// Mirrored without repeating the edge.
    case reflect
    /// Circular: reads modulo the length.
    case wrap
  }

  public struct Taps: Hashable, Sendable {
    public let stride: Int
    public let offset: Int
    public let step: Int
    public let count: Int
    /// How the window is padded, when the offset depends on an input size that is open: sizes and
    /// strides hold, places don't. Nil where the offset is known.
    public let openPadding: OpenPadding?

    public var isAnchored: Bool { openPadding == nil }

    public init(
      stride: Int, offset: Int, step: Int, count: Int, openPadding: OpenPadding? = nil
    ) {
      self.stride = stride
      self.offset = offset
      self.step = step
      self.count = count
      self.openPadding = openPadding
    }
  }

  /// Policies under which the padding depends on the input size.
  public enum OpenPadding: Hashable, Sendable {
    case sameUpper, sameLower
  }

  public struct Span: Hashable, Sendable {
    /// α ≥ 0
    public let advance: Int
    /// β
    public let low: Int
    /// γ ≥ β
    public let high: Int
    /// δ > 0
    public let divisor: Int
    /// Interpolation samples at (αu + `sampleOffset`)/δ; when that falls on a pixel, only that pixel is
    /// read, as the weights of all others are 0. Nil where what is read counts alike, as in pools.
    public let sampleOffset: Int?
    /// How far apart the zeros of a kernel are, over δ, which antialiasing widened: at a sampling point's multiples
    /// besides itself no position is read. Nil for a kernel as wide as pixels are apart.
    public let spread: Int?

    public init(
      advance: Int, low: Int, high: Int, divisor: Int, sampleOffset: Int? = nil, spread: Int? = nil
    ) {
      self.advance = advance
      self.low = low
      self.high = high
      self.divisor = divisor
      self.sampleOffset = sampleOffset
      self.spread = spread
    }
  }

  public init(_ kind: Kind, border: Border = .nothing) {
    self.kind = kind
    self.border = border
  }

  public static let identity = AxisMap(
    .window(Taps(stride: 1, offset: 0, step: 1, count: 1)))

  /// Every unit reads position 0: an axis of length 1 stretched by broadcasting.
  public static let broadcast = AxisMap(
    .window(Taps(stride: 0, offset: 0, step: 1, count: 1)))

  /// u ↦ u + offset.
  public static func shift(by offset: Int) -> AxisMap {
    AxisMap(.window(Taps(stride: 1, offset: offset, step: 1, count: 1)))
  }

  public var isIdentity: Bool { self == .identity }

  public var isAnchored: Bool {
    switch kind {
    case .window(let taps), .transposed(let taps): taps.isAnchored
    case .span, .block, .repeating, .mirrored, .listed, .upTo, .onwards: true
    }
  }
}

extension AxisMap {
  /// What unit `unit` reads, before the border rule; with the zeros of a widened kernel, if it has some. O(1).
  /// - Throws: `ArithmeticError.tooLarge` when a position does not fit 64 bits, `.divisionByZero` when
  ///   the numbers of the map mean nothing.
  public func positions(readBy unit: Int) throws(ArithmeticError) -> Progression {
    guard isWellFormed else { throw .divisionByZero }
    switch kind {
    case .window(let taps):
      let first = try taps.stride.times(unit).plus(taps.offset)
      return Progression(first: first, step: taps.step, count: taps.count)
    case .transposed(let taps):
      return try taps.preimage(of: unit)
    case .span(let span):
      return try span.positions(readBy: unit)
    case .block(let units, let size, let offset, _):
      let block = try unit.minus(offset).floorQuotient(units)
      return Progression(first: try block.times(size).plus(offset), step: 1, count: size)
    case .repeating(let length):
      return Progression(first: unit.floorRemainder(length), step: 1, count: 1)
    case .mirrored(let first, let step):
      return Progression(first: try first.minus(try step.times(unit)), step: 1, count: 1)
    case .listed(let runs):
      guard runs.indices.contains(unit) else { return .none }
      return Progression(first: runs[unit].lower, step: 1, count: try runs[unit].count())
    case .upTo(let offset):
      let count = try unit.plus(offset).plus(1)
      return count < 1 ? .none : Progression(first: 0, step: 1, count: count)
    case .onwards(let offset):
      return Progression(first: try unit.plus(offset), step: 1, count: Self.beyondAnyAxis)
    }
  }

  /// Stands for the length of an axis, which a map doesn't know; where the axis ends is left to the border rule.
  private static let beyondAnyAxis = Int.max / 4

  /// The same without zeros between. O(1).
  func progressions(readBy unit: Int) throws(ArithmeticError) -> [Progression] {
    let hull = try positions(readBy: unit)
    guard case .span(let span) = kind else { return [hull] }
    return try span.parts(of: hull, readBy: unit)
  }

  /// Units per repetition, and the positions one repetition advances; negative where they go backwards.
  /// - Throws: `ArithmeticError.tooLarge` where nothing ever repeats.
  public func cycle() throws(ArithmeticError) -> (period: Int, advance: Int) {
    guard isWellFormed else { throw .divisionByZero }
    switch kind {
    case .window(let taps):
      return (1, taps.stride)
    case .transposed(let taps):
      return (taps.stride, 1)
    case .span(let span):
      let divisor = greatestCommonDivisor(span.advance, span.divisor)
      return (span.divisor / divisor, span.advance / divisor)
    case .block(let units, let size, _, _):
      return (units, size)
    case .repeating(let length):
      return (length, 0)
    case .mirrored(_, let step):
      return (1, try 0.minus(step))
    case .listed(let runs):
      return (runs.count, 0)
    case .upTo, .onwards: throw .tooLarge
    }
  }
}

extension AxisMap.Taps {
  /// { i : stride·i + offset + k·step = unit for a k in 0..<count }, as an ascending progression.
  ///
  /// k must satisfy step·k ≡ unit − offset (mod stride); its solutions are `stride/gcd` apart, so the
  /// positions are `step/gcd` apart. O(log stride).
  func preimage(of unit: Int) throws(ArithmeticError) -> Progression {
    let target = try unit.minus(offset)
    let divisor = greatestCommonDivisor(stride, step)
    guard target.floorRemainder(divisor) == 0 else { return .none }
    let (reducedStride, reducedStep) = (stride / divisor, step / divisor)
    let residue = target.floorQuotient(divisor).floorRemainder(reducedStride)
    let inverse = modularInverse(reducedStep.floorRemainder(reducedStride), modulo: reducedStride)
    let firstTap = Self.product(residue, inverse, modulo: reducedStride)
    guard firstTap < count else { return .none }
    let solutions = (count - 1 - firstTap) / reducedStride + 1
    let lastTap = firstTap + (solutions - 1) * reducedStride
    let first = try target.minus(try lastTap.times(step)).floorQuotient(stride)
    return Progression(first: first, step: reducedStep, count: solutions)
  }

  private static func product(_ first: Int, _ second: Int, modulo modulus: Int) -> Int {
    let wide = first.multipliedFullWidth(by: second)
    return modulus.dividingFullWidth(wide).remainder
  }
}

extension AxisMap.Span {
  /// Whether a widened kernel has zeros between its ends.
  var hasZeros: Bool {
    guard let sampleOffset, let spread else { return false }
    let (width, overflow) = high.subtractingReportingOverflow(sampleOffset)
    return overflow || width > spread
  }

  /// Whether the positions that a widened kernel weighs have their centroid at the sampling point: where pixels lie
  /// alike around all its zeros.
  var isBalanced: Bool { spread.map { $0.isMultiple(of: divisor) } ?? true }

  /// What is read without the two zeros beside the sampling point.
  fileprivate func parts(
    of hull: Progression, readBy unit: Int
  ) throws(ArithmeticError) -> [Progression] {
    guard hasZeros, let sampleOffset, let spread else { return [hull] }
    let point = try advance.times(unit).plus(sampleOffset)
    var parts = [hull]
    for zero in [try point.minus(spread), try point.plus(spread)]
    where zero.floorRemainder(divisor) == 0 {
      let place = zero.floorQuotient(divisor)
      guard let last = parts.popLast() else { break }
      let before = min(max(try place.minus(last.first), 0), last.count)
      parts.append(Progression(first: last.first, step: 1, count: before))
      let rest = max(0, last.count - before - 1)
      parts.append(Progression(first: try place.plus(1), step: 1, count: rest))
    }
    return parts.filter { $0.count > 0 }
  }

  /// Whether fewer positions are read at a pixel than ⌊(αu + β)/δ⌋ … ⌊(αu + γ)/δ⌋ would be.
  var narrowsAtPixels: Bool {
    guard let sampleOffset, spread == nil else { return false }
    let (width, overflow) = high.subtractingReportingOverflow(sampleOffset)
    return overflow || low < sampleOffset || width >= divisor
  }

  func positions(readBy unit: Int) throws(ArithmeticError) -> Progression {
    let scaled = try advance.times(unit)
    if let sampleOffset, spread == nil {
      let point = try scaled.plus(sampleOffset)
      if point.floorRemainder(divisor) == 0 {
        return Progression(first: point.floorQuotient(divisor), step: 1, count: 1)
      }
    }
    let first = try scaled.plus(low).floorQuotient(divisor)
    let last = try scaled.plus(high).floorQuotient(divisor)
    return Progression(first: first, step: 1, count: try last.minus(first).plus(1))
  }
}

/// x with value·x ≡ 1 (mod modulus), for coprime arguments; 0 when the modulus is 1.
func modularInverse(_ value: Int, modulo modulus: Int) -> Int {
  var (r0, r1, s0, s1) = (modulus, value, 0, 1)
  while r1 != 0 {
    let quotient = r0 / r1
    (r0, r1) = (r1, r0 - quotient * r1)
    (s0, s1) = (s1, s0 - quotient * s1)
  }
  return s0.floorRemainder(modulus)
}
