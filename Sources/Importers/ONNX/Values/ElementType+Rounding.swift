import ConvArithmetic

extension ElementType {
  /// An exact result as an element of this type holds it: 20·0.7 is 13.99999976 of exact numbers, where 0.7 is
  /// a float32, and 14 in float32. Whole numbers of open sizes stay; open fractions of two bytes, which
  /// rounding takes to other whole numbers even for ordinary sizes, become unknown. Whole numbers beyond a
  /// type's width lose their upper bits.
  func rounded(_ value: Scalar) -> Scalar {
    guard isReal else { return wrapped(value) }
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

  private func wrapped(_ value: Scalar) -> Scalar {
    guard case .integer(let dim) = value, let number = dim.constant else { return value }
    let wrapped =
      switch self {
      case .int8: Int(Int8(truncatingIfNeeded: number))
      case .uint8: Int(UInt8(truncatingIfNeeded: number))
      case .int16: Int(Int16(truncatingIfNeeded: number))
      case .uint16: Int(UInt16(truncatingIfNeeded: number))
      case .int32: Int(Int32(truncatingIfNeeded: number))
      case .uint32: Int(UInt32(truncatingIfNeeded: number))
      default: number
      }
    // The upper half of these is wider than what is counted with here.
    if self == .uint64, wrapped < 0 { return .unknown }
    return wrapped == number ? value : .integer(.constant(wrapped))
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
  func rounded() -> KnownArray {
    type == .int64 || type == .bool ? self : map(type.rounded)
  }
}
