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
}
