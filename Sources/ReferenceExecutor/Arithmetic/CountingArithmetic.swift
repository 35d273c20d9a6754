/// How often each kind of operation was done.
package struct OperationCounts: Hashable, Sendable {
  /// Steps of convolutions, linear layers and matrix products, each a product and an addition.
  package var multiplyAccumulates = 0
  /// Additions, subtractions and negations that are no part of a multiply-accumulate.
  package var adds = 0
  /// Products that are no part of a multiply-accumulate.
  package var multiplies = 0
  package var divisions = 0
  /// Comparisons, and magnitudes, which compare with 0.
  package var comparisons = 0
  /// Exponentials, roots, powers and every other function of one number.
  package var transcendentals = 0

  package init() {}

  /// Everything: two operations for each multiply-accumulate and one for each of the others.
  package var floatingPointOperations: Int {
    2 &* multiplyAccumulates &+ adds &+ multiplies &+ divisions &+ comparisons &+ transcendentals
  }

  package static func + (first: Self, second: Self) -> Self { first.adding(second, times: 1) }
  package static func - (first: Self, second: Self) -> Self { first.adding(second, times: -1) }

  /// Everything in `other` as often as that.
  @inline(__always)
  func adding(_ other: Self, times factor: Int) -> Self {
    var sum = self
    sum.multiplyAccumulates &+= factor &* other.multiplyAccumulates
    sum.adds &+= factor &* other.adds
    sum.multiplies &+= factor &* other.multiplies
    sum.divisions &+= factor &* other.divisions
    sum.comparisons &+= factor &* other.comparisons
    sum.transcendentals &+= factor &* other.transcendentals
    return sum
  }
}

/// A number of which only its having been computed matters.
package struct Counted: Hashable, Sendable, BitwiseCopyable {
  package init() {}
}

/// Counts the operations that the kernels really do.
///
/// The counters live in registers, and what is counted holds no bits, so whole networks are counted at
/// full size: the optimizer may even see that a loop does the same as often as it turns. Counts wrap
/// past 2⁶³, which no run that ends reaches.
package struct CountingArithmetic: Arithmetic {
  package private(set) var counts = OperationCounts()

  package init() {}

  package static var readsLearnedValues: Bool { false }

  @inline(__always)
  package func constant(_ value: Double) -> Counted { Counted() }

  @inline(__always)
  package mutating func repeating(_ count: Int, _ step: (inout Self) -> Void) {
    if count < 1 { return }
    let before = counts
    step(&self)
    counts = counts.adding(counts - before, times: count &- 1)
  }

  @inline(__always)
  package mutating func add(_ x: Counted, _ y: Counted) -> Counted {
    counts.adds &+= 1
    return Counted()
  }

  @inline(__always)
  package mutating func subtract(_ x: Counted, _ y: Counted) -> Counted {
    counts.adds &+= 1
    return Counted()
  }

  @inline(__always)
  package mutating func multiply(_ x: Counted, _ y: Counted) -> Counted {
    counts.multiplies &+= 1
    return Counted()
  }

  @inline(__always)
  package mutating func divide(_ x: Counted, _ y: Counted) -> Counted {
    counts.divisions &+= 1
    return Counted()
  }

  @inline(__always)
  package mutating func multiplyAccumulate(_ sum: Counted, _ x: Counted, _ y: Counted) -> Counted {
    counts.multiplyAccumulates &+= 1
    return Counted()
  }

  @inline(__always)
  package mutating func weigh(_ x: Counted, by weight: Double) -> Counted {
    counts.multiplies &+= 1
    return Counted()
  }

  @inline(__always)
  package mutating func maximum(_ x: Counted, _ y: Counted) -> Counted {
    counts.comparisons &+= 1
    return Counted()
  }

  @inline(__always)
  package mutating func minimum(_ x: Counted, _ y: Counted) -> Counted {
    counts.comparisons &+= 1
    return Counted()
  }

  @inline(__always)
  package mutating func select(
    if x: Counted, exceeds bound: Double, then greater: Counted, else otherwise: Counted
  ) -> Counted {
    counts.comparisons &+= 1
    return Counted()
  }

  @inline(__always)
  package mutating func compare(_ x: Counted, _ relation: Relation, _ y: Counted) -> Counted {
    counts.comparisons &+= 1
    return Counted()
  }

  @inline(__always)
  package func pick(if condition: Counted, _ chosen: Counted, else other: Counted) -> Counted {
    Counted()
  }

  @inline(__always)
  package mutating func remainder(_ x: Counted, _ y: Counted, roundsDown: Bool) -> Counted {
    counts.divisions &+= 1
    return Counted()
  }

  @inline(__always)
  package func convert(_ x: Counted, to type: NumberType) -> Counted { Counted() }

  @inline(__always)
  package mutating func negate(_ x: Counted) -> Counted {
    counts.adds &+= 1
    return Counted()
  }

  @inline(__always)
  package mutating func magnitude(_ x: Counted) -> Counted {
    counts.comparisons &+= 1
    return Counted()
  }

  @inline(__always)
  package mutating func power(_ x: Counted, _ y: Counted) -> Counted {
    counts.transcendentals &+= 1
    return Counted()
  }

  @inline(__always)
  package mutating func apply(_ function: ElementaryFunction, to x: Counted) -> Counted {
    counts.transcendentals &+= 1
    return Counted()
  }
}
