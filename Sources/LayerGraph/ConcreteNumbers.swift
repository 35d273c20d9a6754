public import ConvArithmetic

// Plain numbers out of symbolic settings, for whoever runs a network instead of reasoning about it: the
// reference executor must not see the arithmetic that it checks.

extension Shape {
  /// The sizes as numbers; nil while one is open.
  public var sizes: [Int]? {
    var sizes: [Int] = []
    for dim in dims {
      guard let size = dim.constant else { return nil }
      sizes.append(size)
    }
    return sizes
  }

  /// A shape of known sizes.
  public init(sizes: [Int]) { self.init(sizes.map { Dim($0) }) }
}

extension PerAxis where Value == Dim {
  /// The amounts as numbers; nil while one is open.
  public var numbers: PerAxis<Int>? {
    var numbers: [Int] = []
    for dim in values {
      guard let number = dim.constant else { return nil }
      numbers.append(number)
    }
    return PerAxis<Int>(numbers)
  }
}

extension Slice {
  /// Start and end as numbers, no end staying none; nil while one is open.
  public var numbers: (start: Int, end: Int?)? {
    guard let start = start.constant else { return nil }
    guard let end else { return (start, nil) }
    return end.constant.map { (start, $0) }
  }
}

extension Resize {
  /// The factors of a scale target as fractions, one or one per axis; nil for other targets.
  public var scaleFractions: [(numerator: Int, denominator: Int)]? {
    guard case .scale(let factors) = target else { return nil }
    return factors.values.map { ($0.numerator, $0.denominator) }
  }
}

extension Reshape.Size {
  /// The size as a number; nil when it is copied, inferred or open.
  public var number: Int? {
    if case .value(let dim) = self { dim.constant } else { nil }
  }
}
