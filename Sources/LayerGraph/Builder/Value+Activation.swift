extension Value {
  public func activation(_ function: Activation.Function, named name: String? = nil) -> Value {
    then(.activation(Activation(function)), named: name)
  }

  public func relu(named name: String? = nil) -> Value { activation(.relu, named: name) }
  public func relu6(named name: String? = nil) -> Value { activation(.relu6, named: name) }
  public func sigmoid(named name: String? = nil) -> Value { activation(.sigmoid, named: name) }
  public func silu(named name: String? = nil) -> Value { activation(.silu, named: name) }

  public func gelu(named name: String? = nil) -> Value {
    activation(.gelu(isTanhApproximation: false), named: name)
  }
}
