/// The places that went into a number, added up, and how many they are: their quotient is the centroid
/// of what the number depends on under uniform weights.
package struct Centroid: Joining, Hashable {
  /// The sum of the least places, one for each reading.
  package var least: Double
  /// The sum of the greatest.
  package var greatest: Double
  /// How many readings there are, or the sum of their interpolation weights.
  package var mass: Double

  /// Depends on nothing.
  package static let none = Centroid(least: 0, greatest: 0, mass: 0)

  package init(least: Double, greatest: Double, mass: Double = 1) {
    self.least = least
    self.greatest = greatest
    self.mass = mass
  }

  @inline(__always)
  package func joined(with other: Centroid) -> Centroid {
    Centroid(
      least: least + other.least, greatest: greatest + other.greatest, mass: mass + other.mass)
  }

  /// As one reading; nothing stays nothing.
  var normalized: Centroid {
    mass == 0 ? .none : Centroid(least: least / mass, greatest: greatest / mass)
  }

  /// Of two branches, the least and the greatest place.
  func merged(with other: Centroid) -> Centroid {
    if mass == 0 { return other }
    if other.mass == 0 { return self }
    return Centroid(least: min(least, other.least), greatest: max(greatest, other.greatest))
  }
}

/// Puts a ramp through kernels whose weights are all 1: what goes into an operation is added up, and
/// interpolation weighs it. Learned and constant numbers have no place.
package struct CentroidArithmetic: JoiningArithmetic {
  package init() {}

  @inline(__always)
  package func weigh(_ x: Centroid, by weight: Double) -> Centroid {
    Centroid(least: x.least * weight, greatest: x.greatest * weight, mass: x.mass * weight)
  }
}
