extension Value {
  /// Einstein's sum over this value and others.
  /// - Throws: `Problem.equation` for an equation that can't be read.
  public func einsum(
    _ equation: String, _ others: Value..., named name: String? = nil
  ) throws(Problem) -> Value {
    then(.einsum(try Einsum(equation: equation)), with: others, named: name)
  }
}
