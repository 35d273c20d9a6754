extension Value {
  public func merge(
    _ function: Elementwise.Function, _ others: Value..., named name: String? = nil
  ) -> Value {
    then(.elementwise(Elementwise(function)), with: others, named: name)
  }

  public func add(_ other: Value, named name: String? = nil) -> Value {
    merge(.add, other, named: name)
  }

  public func multiply(_ other: Value, named name: String? = nil) -> Value {
    merge(.multiply, other, named: name)
  }

  /// Where this value is not 0, `first`, elsewhere `second`.
  public func select(_ first: Value, else second: Value, named name: String? = nil) -> Value {
    then(.select(Select()), with: [first, second], named: name)
  }

  public func cast(to type: String, named name: String? = nil) -> Value {
    then(.cast(Cast(to: type)), named: name)
  }
}
