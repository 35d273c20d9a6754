extension Value {
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
