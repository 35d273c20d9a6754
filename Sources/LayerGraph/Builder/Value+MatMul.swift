extension Value {
  public func matMul(
    _ other: Value, transposesSecond: Bool = false, named name: String? = nil
  ) -> Value {
    then(.matMul(MatMul(transposesSecond: transposesSecond)), with: [other], named: name)
  }
}
