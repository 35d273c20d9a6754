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

  /// This value and others joined along a dimension (channels when left out).
  public func concat(
    _ others: [Value], dimension: Int = Shape.channelDimension, named name: String? = nil
  ) -> Value {
    then(.concat(Concat(dimension: dimension)), with: others, named: name)
  }

  /// The pieces of this value along a dimension.
  public func split(
    dimension: Int = Shape.channelDimension, _ parts: Split.Parts, named name: String? = nil
  ) -> [Value] {
    let split = Split(dimension: dimension, parts: parts)
    let first = then(.split(split), named: name)
    return (0..<min(split.outputCount, Split.maximumParts)).map { first.output($0) }
  }

  public func matMul(
    _ other: Value, transposesSecond: Bool = false, named name: String? = nil
  ) -> Value {
    then(.matMul(MatMul(transposesSecond: transposesSecond)), with: [other], named: name)
  }

  /// Squeeze-and-excitation (Hu et al. 2018): a gate per channel from the global mean, through two
  /// 1×1 convolutions.
  public func squeezeExcite(
    channels: Int, squeeze: Int, activation: Activation.Function = .relu,
    gate: Activation.Function = .sigmoid, named name: String
  ) -> Value {
    let gate = builder.scope(name) {
      globalAveragePool(named: "avgpool").conv(squeeze, 1, named: "fc1")
        .activation(activation, named: "activation").conv(channels, 1, named: "fc2")
        .activation(gate, named: "scale_activation")
    }
    return builder.scope(name) { multiply(gate, named: "mul") }
  }
}
