extension Value {
  /// The sum, or the product, of all up to each element along a dimension.
  public func cumulative(
    _ function: Cumulative.Function, dimension: Int, exclusive: Bool = false,
    reversed: Bool = false, named name: String? = nil
  ) -> Value {
    then(
      .cumulative(
        Cumulative(
          function, dimension: dimension, isExclusive: exclusive, isReversed: reversed)),
      named: name)
  }
}
