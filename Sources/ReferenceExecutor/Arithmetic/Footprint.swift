/// The positions of one input axis, out of a stretch of 512, on which a number depends.
public struct Footprint: Joining, Hashable {
  /// Position p is bit p mod 64 of word p / 64.
  var words: SIMD8<UInt64>

  /// How many positions one footprint can tell apart.
  public static let span = 512

  /// Depends on nothing.
  public static let none = Footprint()

  public init() { words = SIMD8() }

  /// Depends on one position; on nothing when that is outside 0 ..< 512.
  public init(position: Int) {
    words = SIMD8()
    if (0..<Footprint.span).contains(position) {
      words[position / 64] = 1 << UInt64(position % 64)
    }
  }

  @inline(__always)
  init(words: SIMD8<UInt64>) { self.words = words }

  public var isEmpty: Bool { words == SIMD8() }

  @inline(__always)
  public func joined(with other: Footprint) -> Footprint { Footprint(words: words | other.words) }

  public func contains(_ position: Int) -> Bool {
    (0..<Footprint.span).contains(position)
      && words[position / 64] >> UInt64(position % 64) & 1 == 1
  }

  /// The positions in ascending order.
  public var positions: [Int] {
    var positions: [Int] = []
    for index in 0..<SIMD8<UInt64>.scalarCount {
      var word = words[index]
      while word != 0 {
        positions.append(index * 64 + word.trailingZeroBitCount)
        word &= word - 1
      }
    }
    return positions
  }
}

/// Finds what each number depends on: whatever goes into an operation goes into its result.
///
/// Learned weights count as different from 0; interpolation weights that are exactly 0 read nothing.
public struct FootprintArithmetic: JoiningArithmetic {
  public init() {}

  @inline(__always)
  public func weigh(_ x: Footprint, by weight: Double) -> Footprint {
    weight == 0 ? .none : x
  }
}
