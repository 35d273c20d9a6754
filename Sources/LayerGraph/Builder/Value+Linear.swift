extension Value {
  /// A linear layer on the last dimension.
  public func linear(
    _ features: Int, bias: Bool = true, inputFeatures: Int? = nil, named name: String? = nil
  ) -> Value {
    then(
      .linear(Linear(outputFeatures: features, hasBias: bias, inputFeatures: inputFeatures)),
      named: name)
  }
}
