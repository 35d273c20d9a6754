import ConvArithmetic
import LayerGraph

extension Meeting {
  /// The paths that meet, and what would align them.
  func apart(_ pixels: ClosedRange<Rational>, along axis: Int) -> Finding.Apart {
    let paths = zip(makers, inputs).map { layer, field in
      let local = field.axes.indices.contains(axis) ? field.axes[axis].local?.value : nil
      let centre = local?.centres.value.flatMap { (try? $0.centre(of: 0)) ?? nil }
      return Finding.Path(
        layer: layer, start: centre.map { $0.least...$0.greatest }, jump: local?.jump.value)
    }
    return Finding.Apart(pixels: pixels, paths: paths, shift: Self.shift(paths, pixels))
  }

  /// Where each path samples at one place, and all advance alike, the distance in units.
  private static func shift(_ paths: [Finding.Path], _ pixels: ClosedRange<Rational>) -> Int? {
    guard pixels.lowerBound == pixels.upperBound, let jump = paths.first?.jump, jump > 0,
      paths.allSatisfy({ path in
        path.jump == jump && path.start.map { $0.lowerBound == $0.upperBound } ?? false
      }),
      let units = try? pixels.lowerBound / jump, units.isInteger
    else { return nil }
    return units.numerator
  }
}
