extension Value {
  public func flatten(first: Int = 1, last: Int = -1, named name: String? = nil) -> Value {
    then(.flatten(Flatten(first: first, last: last)), named: name)
  }

  public func reshape(_ target: [Reshape.Size], named name: String? = nil) -> Value {
    then(.reshape(Reshape(target)), named: name)
  }

  public func permute(_ order: [Int], named name: String? = nil) -> Value {
    then(.permute(Permute(order)), named: name)
  }

  public func squeeze(_ dimensions: [Int], named name: String? = nil) -> Value {
    then(.squeeze(Squeeze(dimensions)), named: name)
  }

  public func unsqueeze(_ dimensions: [Int], named name: String? = nil) -> Value {
    then(.unsqueeze(Unsqueeze(dimensions)), named: name)
  }
}
