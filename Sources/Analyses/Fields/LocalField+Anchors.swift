public import ConvArithmetic
public import LayerGraph

/// Centres as anchor generators have them: in pixel-edge coordinates, in which pixel i reaches from i to i + 1.
extension LocalField {
  /// ½·j: where a generator that puts an anchor at (i + ½)·stride has its first.
  public var anchor: Known<Rational> {
    jump.flatMap { jump in .init(arithmetic: { () throws(ArithmeticError) in try jump / 2 }) }
  }

  /// How far the centre of unit 0, s + ½, is from that anchor: s + ½ − ½·j, negative where it is nearer to the image's
  /// edge. Nil when the unit reads nothing.
  ///
  ///     try Zoo.graph("resnet50").report()["layer4"]    // jump 32, start 0: ½ where the anchor is 16, −15½
  public var offset: Known<Rational?> {
    anchor.flatMap { anchor in
      start.flatMap { start in
        guard let start else { return .known(nil) }
        return .init(arithmetic: { () throws(ArithmeticError) in
          try start + Rational(1, over: 2) - anchor
        })
      }
    }
  }
}
