extension Value {
  public func softmax(dimension: Int = 1, named name: String? = nil) -> Value {
    then(.softmax(Softmax(dimension: dimension)), named: name)
  }
}
