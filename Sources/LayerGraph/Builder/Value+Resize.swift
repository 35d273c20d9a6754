import ConvArithmetic

extension Value {
  /// Resizes the spatial axes by a whole factor.
  public func upsample(_ factor: Int, mode: Resize.Mode = .nearest, named name: String? = nil)
    -> Value
  {
    resize(mode, .scale(PerAxis(Rational(factor))), named: name)
  }

  /// Resizes the spatial axes as PyTorch does; `then` takes a `Resize` of any settings.
  public func resize(
    _ mode: Resize.Mode, _ target: Resize.Target, alignCorners: Bool = false,
    named name: String? = nil
  ) -> Value {
    then(
      .resize(Resize(mode: mode, target: target, alignCorners: alignCorners)), named: name)
  }

  /// Resizes the spatial axes to those of `other`.
  public func resize(
    _ mode: Resize.Mode, like other: Value, alignCorners: Bool = false, named name: String? = nil
  ) -> Value {
    then(
      .resize(Resize(mode: mode, target: .like, alignCorners: alignCorners)), with: [other],
      named: name)
  }
}
