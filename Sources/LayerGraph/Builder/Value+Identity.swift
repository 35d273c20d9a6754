extension Value {
  public func dropout(_ rate: Double = 0.5, named name: String? = nil) -> Value {
    then(.dropout(Dropout(rate: rate)), named: name)
  }

  public func stochasticDepth(_ rate: Double, named name: String? = nil) -> Value {
    then(.dropout(Dropout(rate: rate, target: .branch)), named: name)
  }

  public func identity(named name: String? = nil) -> Value {
    then(.identity(Identity()), named: name)
  }
}
