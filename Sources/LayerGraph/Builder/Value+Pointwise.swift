extension Value {
  public func batchNorm(isAffine: Bool = true, named name: String? = nil) -> Value {
    then(.batchNorm(BatchNorm(isAffine: isAffine)), named: name)
  }

  public func layerNorm(
    _ axes: LayerNorm.Axes = .trailing(1), isAffine: Bool = true, hasBias: Bool = true,
    named name: String? = nil
  ) -> Value {
    then(.layerNorm(LayerNorm(axes: axes, isAffine: isAffine, hasBias: hasBias)), named: name)
  }

  public func groupNorm(_ groups: Int, isAffine: Bool = true, named name: String? = nil) -> Value {
    then(.groupNorm(GroupNorm(groups: groups, isAffine: isAffine)), named: name)
  }

  public func instanceNorm(isAffine: Bool = false, named name: String? = nil) -> Value {
    then(.instanceNorm(InstanceNorm(isAffine: isAffine)), named: name)
  }

  public func localResponseNorm(
    size: Int = 5, alpha: Double = 1e-4, beta: Double = 0.75, k: Double = 1,
    named name: String? = nil
  ) -> Value {
    then(
      .localResponseNorm(LocalResponseNorm(size: size, alpha: alpha, beta: beta, k: k)),
      named: name)
  }

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

  public func softmax(dimension: Int = 1, named name: String? = nil) -> Value {
    then(.softmax(Softmax(dimension: dimension)), named: name)
  }

  public func dropout(_ rate: Double = 0.5, named name: String? = nil) -> Value {
    then(.dropout(Dropout(rate: rate)), named: name)
  }

  public func stochasticDepth(_ rate: Double, named name: String? = nil) -> Value {
    then(.dropout(Dropout(rate: rate, target: .branch)), named: name)
  }

  public func identity(named name: String? = nil) -> Value {
    then(.identity(Identity()), named: name)
  }

  /// A learned factor: one in all, or one for each index of a dimension.
  public func scale(
    dimension: Int? = nil, bias: Bool = false, named name: String? = nil
  ) -> Value {
    then(.scale(Scale(dimension: dimension, hasBias: bias)), named: name)
  }

  /// A learned factor per channel on a residual branch.
  public func layerScale(
    dimension: Int = Shape.channelDimension, named name: String? = nil
  ) -> Value {
    then(.scale(Scale(dimension: dimension, isLayerScale: true)), named: name)
  }
}
