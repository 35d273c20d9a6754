import ConvArithmetic

extension ElementType {
  /// An exact result as an element of this type holds it: 20·0.7 is 13.99999976 of exact numbers, where 0.7 is
  /// a float32, and 14 in float32. Whole numbers of open sizes stay; open fractions of two bytes, which
  /// rounding takes to other whole numbers even for ordinary sizes, become unknown.
  func rounded(_ value: Scalar) -> Scalar {
    guard isReal else { return value }
    switch value {
    case .unknown: return .unknown
    case .integer(let dim):
      return dim.constant.map { whole in
        let real = rounded(whole)
        return Int(exactly: real).map { .integer(.constant($0)) } ?? .real(real)
      } ?? value
    case .fraction, .real:
      if let number = value.number { return .real(rounded(number)) }
      return self == .float || self == .double ? value : .unknown
    }
  }

  /// To the nearest, ties to even. Sums, products, quotients and square roots that double has rounded before
  /// come out as if they were rounded once (Figueroa 1995).
  private func rounded(_ value: Double) -> Double {
    switch self {
    case .float: return Double(Float(value))
    case .float16: return Double(Float16(value))
    case .bfloat16:
      let float = Float(value)
      guard float.isFinite else { return Double(float) }
      let bits = float.bitPattern
      // Half of the last bit that stays, less one where that bit is even.
      let up = 0x7FFF + (bits >> 16 & 1)
      return Double(Float(bitPattern: (bits &+ up) & 0xFFFF_0000))
    default: return value
    }
  }

  private func rounded(_ whole: Int) -> Double {
    self == .float || self == .bfloat16 ? rounded(Double(Float(whole))) : rounded(Double(whole))
  }
}

extension KnownArray {
  /// The elements as their type holds them.
  func rounded() -> KnownArray { type.isReal ? map(type.rounded) : self }
}
