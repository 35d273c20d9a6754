extension Dim {
  /// What open sizes are in ordinary runs: pixels of an image, samples or tokens of a sequence.
  public static let ordinarySizes = 128...1024

  /// As `isAtLeast`, for ordinary sizes alone. No proof for others: whoever goes by it notes what it took.
  ///
  ///     (100_000 - H).isOrdinarilyAtLeast(0)      // always
  ///     (H - 224).isOrdinarilyAtLeast(0)          // undecided
  public func isOrdinarilyAtLeast(
    _ bound: Int, under assumptions: Assumptions = .none
  ) -> Decision {
    var ordinary = assumptions
    for name in symbols {
      let sizes = Self.ordinarySizes
      ordinary =
        ordinary.adding(name, atLeast: sizes.lowerBound, atMost: sizes.upperBound) ?? ordinary
    }
    return isAtLeast(bound, under: ordinary)
  }
}
