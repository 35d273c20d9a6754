/// Positions of an input axis on which a number depends, out of a stretch that is as long as its bits.
package protocol Footmark: Joining, Hashable {
  /// How many positions it can tell apart.
  static var span: Int { get }

  /// Depends on one position; on nothing when that is outside 0 ..< `span`.
  init(position: Int)

  /// The positions in ascending order.
  var positions: [Int] { get }
}

/// The positions of one input axis, out of a stretch of 512, on which a number depends.
package struct Footprint: Footmark {
  /// Position p is bit p mod 64 of word p / 64.
  var words: SIMD8<UInt64>

  package static let span = 512

  /// Depends on nothing.
  package static let none = Footprint()

  package init() { words = SIMD8() }

  package init(position: Int) {
    words = SIMD8()
    if (0..<Footprint.span).contains(position) {
      words[position / 64] = 1 << UInt64(position % 64)
    }
  }

  @inline(__always)
  init(words: SIMD8<UInt64>) { self.words = words }

  package var isEmpty: Bool { words == SIMD8() }

  @inline(__always)
  package func joined(with other: Footprint) -> Footprint { Footprint(words: words | other.words) }

  package func contains(_ position: Int) -> Bool {
    (0..<Footprint.span).contains(position)
      && words[position / 64] >> UInt64(position % 64) & 1 == 1
  }

  package var positions: [Int] {
    var positions: [Int] = []
    for index in 0..<SIMD8<UInt64>.scalarCount {
      positions.append(placesOf: words[index], from: index * 64)
    }
    return positions
  }
}

/// As `Footprint`, of 64 positions: an eighth of the memory, for large images.
package struct NarrowFootprint: Footmark {
  var word: UInt64

  package static let span = 64
  package static let none = NarrowFootprint(word: 0)

  @inline(__always)
  init(word: UInt64) { self.word = word }

  package init(position: Int) {
    word = (0..<Self.span).contains(position) ? 1 << UInt64(position) : 0
  }

  @inline(__always)
  package func joined(with other: Self) -> Self { Self(word: word | other.word) }

  package var positions: [Int] {
    var positions: [Int] = []
    positions.append(placesOf: word, from: 0)
    return positions
  }
}

extension [Int] {
  /// The places of the bits that are set.
  fileprivate mutating func append(placesOf word: UInt64, from base: Int) {
    var word = word
    while word != 0 {
      append(base + word.trailingZeroBitCount)
      word &= word - 1
    }
  }
}

/// Finds what each number depends on: whatever goes into an operation goes into its result.
///
/// Learned weights count as different from 0; interpolation weights that are exactly 0 read nothing.
package struct FootmarkArithmetic<Element: Footmark>: JoiningArithmetic {
  package init() {}

  @inline(__always)
  package func weigh(_ x: Element, by weight: Double) -> Element {
    weight == 0 ? .none : x
  }
}
