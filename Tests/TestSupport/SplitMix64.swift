/// A seeded generator (Steele, Lea and Flood 2014), so that every run draws the same cases.
package struct SplitMix64: RandomNumberGenerator {
  private var state: UInt64

  package init(seed: UInt64) { state = seed }

  package mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}

extension RandomNumberGenerator {
  /// A number from 0 to bound − 1.
  package mutating func below(_ bound: Int) -> Int { pick(0...max(bound - 1, 0)) }

  /// A number of the range.
  package mutating func pick(_ range: ClosedRange<Int>) -> Int {
    Int.random(in: range, using: &self)
  }

  /// One of the options.
  package mutating func oneOf<Option>(_ options: Option...) -> Option {
    options[Int.random(in: options.indices, using: &self)]
  }

  /// True in this share of the draws.
  package mutating func chance(_ share: Double) -> Bool {
    Double.random(in: 0..<1, using: &self) < share
  }

  /// True once in `count` times.
  package mutating func oneIn(_ count: Int) -> Bool { pick(1...count) == 1 }
}
