import ConvArithmetic
import LayerGraph

extension OperatorCorpus {
  static let resize: [OperatorSample] = [
    OperatorSample(resized(.cubic, .scale([2, half])), [[1, 3, 4, 6]], makes: "1×6×4×3").written(
      #""op": "resize", "mode": "cubic", "target": "scale", "scale": [2, "1/2"], \#(document)"#),
    OperatorSample(resized(.linear, .size([7, h])), [[1, 3, 4, 6]], makes: "1×7×4×H").written(
      #""op": "resize", "mode": "linear", "target": "size", "size": [7, "H"], \#(document)"#),
    OperatorSample(resized(.linear, .like), [[1, 3, 4, 6], [1, 5, 4, 8]], makes: "1×5×4×8")
      .written(#""op": "resize", "mode": "linear", "target": "like", \#(document)"#),
    OperatorSample(
      .resize(Resize(mode: .nearest, target: .scale(2), coordinates: .halfPixel)), [[1, 2, 3, 3]],
      makes: "1×2×6×6"
    ).written(
      #""op": "resize", "mode": "nearest", "target": "scale", "scale": 2, "#
        + #""coordinates": "halfPixel", "rounding": "roundPreferFloor""#),
    OperatorSample(
      .resize(Resize(mode: .linear, target: .size([4, 4]))), [[1, 2, 2, 3]], makes: "1×2×4×4"
    ).counted([0, 32 * 3, 32 * 4, 0, 0, 0]),
    OperatorSample(
      .resize(Resize(mode: .cubic, target: .scale([2]))), [[1, 1, 3]], makes: "1×1×6"
    ).counted([0, 6 * 3, 6 * 4, 0, 0, 0]),
    OperatorSample(
      .resize(Resize(mode: .nearest, target: .scale([2]))), [[1, 1, 3]], makes: "1×1×6"
    ).counted([0, 0, 0, 0, 0, 0]),
    // A third as long: kernels of twice 3 pixels, and of four times 3.
    OperatorSample(antialiased(.linear, [2, 5]), [[1, 1, 2, 15]], makes: "1×1×2×5")
      .counted([0, 10 * (2 * 6 - 1), 10 * 2 * 6, 0, 0, 0]),
    OperatorSample(antialiased(.cubic, [5]), [[1, 2, 15]], makes: "1×2×5")
      .counted([0, 10 * (12 - 1), 10 * 12, 0, 0, 0]),
    // By 20/7 a kernel takes 2·⌈40/7⌉ pixels.
    OperatorSample(antialiased(.cubic, [7]), [[1, 1, 20]], makes: "1×1×7")
      .counted([0, 7 * (12 - 1), 7 * 12, 0, 0, 0]),
    OperatorSample(
      .resize(Resize(mode: .nearest, target: .scale([2]))), [[1, 4, h, w]], makes: "1×4×2·H×2·W"),
    OperatorSample(
      .resize(Resize(mode: .linear, target: .scale([2]), alignCorners: true)), [[1, 1, 2, 2, 3]],
      makes: "1×1×4×4×6"),
  ]

  /// With all that a mode has, whether it uses it or not.
  private static func resized(_ mode: Resize.Mode, _ target: Resize.Target) -> Operator {
    var resize = Resize(
      mode: mode, target: target, coordinates: .alignCorners, dimensions: [1, -1])
    (resize.rounding, resize.cubicCoefficient, resize.keepsUnchanged) = (.ceil, -0.5, true)
    resize.usesFloat32 = true
    (resize.antialiases, resize.excludesOutside) = (true, true)
    return .resize(resize)
  }

  private static let document =
    #""coordinates": "alignCorners", "rounding": "ceil", "cubicCoefficient": -0.5, "#
    + #""dimensions": [1, -1], "keepsUnchanged": true, "float32": true, "antialiases": true, "#
    + #""excludesOutside": true"#

  private static func antialiased(_ mode: Resize.Mode, _ sizes: PerAxis<Int>) -> Operator {
    var resize = Resize(mode: mode, target: .size(sizes))
    resize.antialiases = true
    return .resize(resize)
  }

  private static let half = (try? Rational(1, over: 2)) ?? Rational(0)
}
