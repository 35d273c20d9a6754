public import ConvArithmetic

extension GraphBuilder {
  /// An input of channels and spatial sizes; the batch is 1.
  public func input(_ sizes: Dim..., named name: String = "input") -> Value {
    input(Shape([1] + sizes), named: name)
  }

  /// An input of a whole shape, batch first.
  public func input(_ shape: Shape, named name: String = "input") -> Value {
    add(.input(Input(shape)), to: [], named: name)
  }

  /// A value that depends on no input.
  public func constant(
    _ shape: Shape, isLearned: Bool, learnedElements: Dim? = nil, named name: String? = nil
  ) -> Value {
    add(
      .constant(Constant(shape, isLearned: isLearned, learnedElements: learnedElements)), to: [],
      named: name)
  }
}
