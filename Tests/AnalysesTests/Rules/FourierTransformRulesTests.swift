import Analyses
import ConvArithmetic
import Escaping
import LayerGraph
import Testing

@Suite struct FourierTransformRulesTests {
  /// Frames are cut one after the other, each behind the step.
  @Test func framesReadTheirWindow() throws {
    for (length, step, samples, isOneSided) in [
      (4, 2, 11, true), (5, 5, 23, false), (3, 1, 3, true), (2, 7, 20, true),
    ] {
      let starts = Swift.stride(from: 0, to: samples, by: step).filter { $0 + length <= samples }
      let transform = ShortTimeFourier(frameLength: length, step: step, isOneSided: isOneSided)
      let builder = GraphBuilder("signal")
      let signal = builder.input(1, .init(samples))
      let spectrum = signal.permute([0, 2, 1]).then(.shortTimeFourier(transform))
      let map = spectrum.reduce(.l2, dimensions: [3]).permute([0, 2, 1])
      let report = try builder.build(output: map).report()
      let frequencies = isOneSided ? length / 2 + 1 : length
      #expect(
        report.layers[4].shape == .known([1, .init(frequencies), .init(starts.count)]))
      let field = try #require(report.layers[4].field.axes[0].local?.value)
      let start = try Rational(length - 1, over: 2)
      #expect(field.size == .known(length...length) && field.start == .known(start))
      for (unit, start) in starts.enumerated() {
        let region = try report.region(of: report.layers[4].name, unit: [unit])
        #expect(region.axes[0].clipped == Interval(start, start + length - 1))
      }
      #expect(report.total.multiplyAccumulates == 0)
    }
  }

  @Test func frequenciesReadAll() throws {
    for (length, isOneSided, made, seen) in [
      (nil, false, 9, 0...8), (nil, true, 5, 0...8), (6, false, 6, 0...5), (12, true, 7, 0...8),
    ] as [(Int?, Bool, Int, ClosedRange<Int>)] {
      let transform = FourierTransform(
        dimension: 2, length: length.map { .init($0) }, isOneSided: isOneSided)
      let it = try Applied(.fourierTransform(transform), [1, 1, 9, 1])
      #expect(it.shape == [1, 1, .init(made), 2])
      let expected = PositionSet(Interval(seen.lowerBound, seen.upperBound))
      for unit in 0..<made { #expect(try it.seen(unit, 0)[0] == expected) }
    }
  }

  @Test func refusals() throws {
    for (operation, shapes, message) in [
      (
        .fourierTransform(FourierTransform(dimension: -1)), [[1, 4, 2]],
        "it (dft): there is no dimension -1 in 1×4×2; it has -3 to 2"
      ),
      (
        .fourierTransform(FourierTransform(dimension: 1)), [[1, 4, 3]],
        "it (dft): 1×4×3 and 1×4×2 differ in dimension 2, where they must be equal"
      ),
      (
        .shortTimeFourier(ShortTimeFourier(frameLength: 8, step: 2)), [[1, 7, 1]],
        "it (stft): the kernel spans 8 positions, but axis 0 of the input 1×7×1 has 7 with its "
          + "padding; use a larger input, more padding or a smaller kernel"
      ),
      (
        .shortTimeFourier(ShortTimeFourier(frameLength: 4, step: 2, hasWindow: true)),
        [[1, 7, 1], [5]], "it (stft): 5 and 4 differ in dimension 0, where they must be equal"
      ),
    ] as [(Operator, [Shape], String)] {
      let error = #expect(throws: Diagnostic.self) { _ = try Applied(operation, to: shapes) }
      #expect("\(try #require(error))" == message)
    }
  }
}
