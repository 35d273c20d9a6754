import ConvArithmetic

/// A scale as files hold it: a float32 number, and what runtimes make of it. They multiply and divide in
/// float32, where 0.7, which is 0.699999988, times 20 is 14, and 1.3, which is 1.29999995, times 90 is not 117.
///
/// Source: ONNX Runtime 1.32, core/providers/cpu/tensor/upsamplebase.h, `ComputeOutputShape`:
/// `static_cast<int64_t>(scales[i] * input_dims[i])`. PyTorch multiplies its double 0.7, which comes to the same
/// wherever the size is a formula here.
struct Float32Scale: Hashable {
  let value: Float
  /// The simple number that it stands for, 7/10, as p/q.
  let fraction: (numerator: Int, denominator: Int)

  static func == (one: Float32Scale, other: Float32Scale) -> Bool { one.value == other.value }
  func hash(into hasher: inout Hasher) { hasher.combine(value) }

  /// - Parameter scale: a float32 number exactly, or the quotient of two sizes.
  init(_ scale: Rational) {
    value = Float(scale.numerator) / Float(scale.denominator)
    fraction = Self.simplest(value) ?? (scale.numerator, scale.denominator)
  }

  /// Whether products with and quotients by it are exact: a power of two.
  var isExact: Bool { value.significand == 1 }

  /// ⌊fl(s·N)⌋, fl rounding to float32; nil past 64 bits.
  func size(of length: Int) -> Int? { Int(exactly: (value * Float(length)).rounded(.down)) }

  /// ⌊p·N/q⌋, which `size(of:)` is up to N = `greatestLength`.
  func size(of length: Dim) throws(ArithmeticError) -> Dim {
    try (length * Dim(fraction.numerator)).floorDivided(by: fraction.denominator)
  }

  /// The length up to which the size is the formula's. The product is off by less than 2⁻²³ of itself, which
  /// is less than 1/q as long as p·N < 2²³; so only multiples of q, whose product is a whole number, can fall
  /// short of it, and they are tried.
  ///
  /// nil: of any length, as the product is exact.
  var greatestLength: Int? {
    let (p, q) = fraction
    if q & (q - 1) == 0, p < 1 << 12, Float(p) / Float(q) == value { return nil }
    let greatest = min(Self.triedLengths, ((1 << 23) - 1) / max(p, 1))
    for multiple in stride(from: q, through: greatest, by: q)
    where size(of: multiple) != multiple / q * p {
      return multiple - 1
    }
    return greatest
  }

  private static let triedLengths = 1 << 20

  /// The first convergent of the number's continued fraction that float32 rounds to it.
  private static func simplest(_ value: Float) -> (numerator: Int, denominator: Int)? {
    guard value.isFinite, value > 0 else { return nil }
    var rest = Double(value)
    var (before, last) = ((numerator: 0, denominator: 1), (numerator: 1, denominator: 0))
    for _ in 0..<40 {
      let whole = rest.rounded(.down)
      guard whole < 0x1p30 else { return nil }
      let next = (
        numerator: Int(whole) * last.numerator + before.numerator,
        denominator: Int(whole) * last.denominator + before.denominator
      )
      guard next.numerator < 1 << 30, next.denominator < 1 << 30 else { return nil }
      (before, last) = (last, next)
      if Float(last.numerator) / Float(last.denominator) == value { return last }
      if rest == whole { return nil }
      rest = 1 / (rest - whole)
    }
    return nil
  }
}
