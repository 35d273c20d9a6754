extension Value {
  public func reduce(
    _ function: Reduce.Function, dimensions: [Int], keepsDimensions: Bool = false,
    named name: String? = nil
  ) -> Value {
    then(
      .reduce(
        Reduce(function, dimensions: dimensions, keepsDimensions: keepsDimensions)), named: name)
  }
}
