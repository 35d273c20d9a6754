import ConvArithmetic
import Escaping
import LayerGraph
import Testing

@Suite struct SettingsTests {
  @Test func oneNumberHoldsForAllAxes() {
    let one: PerAxis<Int> = 3
    let two: PerAxis<Int> = [3, 5]
    #expect([one[0], one[1], one[7]] == [3, 3, 3])
    #expect([two[0], two[1]] == [3, 5])
    #expect((0...4).map { one.fits(rank: $0) } == [true, true, true, true, true])
    #expect((0...4).map { two.fits(rank: $0) } == [false, false, true, false, false])
    let none: PerAxis<Int> = []
    #expect(!none.fits(rank: 2))
    #expect(one.isUniform && ([2, 2] as PerAxis<Int>).isUniform && !two.isUniform)
    #expect([one, two, [2, 2], []].map(\.description) == ["3", "3×5", "2×2", ""])
  }

  @Test func shapesCountAndPrint() throws {
    let (h, w) = (Dim.symbol("H"), Dim.symbol("W"))
    let shape: Shape = [1, 64, h, w]
    #expect(shape.rank == 4)
    #expect(shape.spatialRank == 2)
    #expect(!shape.isConcrete)
    #expect(shape.description == "1×64×H×W")
    #expect(try shape.elements() == 64 * h * w)
    #expect(Shape([]).description == "scalar")
    // Sums go into brackets, beside others.
    let sums: Shape = [try h - 2, try (w + 1).floorDivided(by: 2), try 2 * h]
    #expect(sums.description == "(H - 2)×⌈W/2⌉×2·H" && "\(sums.message)" == sums.description)
    #expect(([try h - 2] as Shape).description == "H - 2")
    #expect(([try h - 2, w] as PerAxis<Dim>).message.description == "(H - 2)×W")
    #expect(Reshape([.value(try h - 2), .copy, .infer]).summary == "(H - 2)×=×?")
    #expect(try Shape([]).elements() == 1)
    #expect([Shape([]), [1], [1, 2], [1, 2, 3]].map(\.spatialRank) == [0, 0, 0, 1])
    let huge: Shape = [1, 1_000_000_000_000_000_000, 1_000_000_000_000_000_000]
    #expect(throws: ArithmeticError.tooLarge) { try huge.elements() }
  }

  @Test func paddingBecomesAPolicyPerAxis() {
    let padding = Padding.explicit(before: [1, 2], after: 3)
    #expect(padding.policy(axis: 0) == .explicit(before: 1, after: 3))
    #expect(padding.policy(axis: 1) == .explicit(before: 2, after: 3))
    #expect(Padding.sameUpper.policy(axis: 5) == .sameUpper)
    #expect(Padding.sameLower.policy(axis: 0) == .sameLower)
    #expect(Padding.valid.policy(axis: 0) == .valid)
    #expect((1...3).map { padding.fits(rank: $0) } == [false, true, false])
    #expect(Padding.sameUpper.fits(rank: 9))
    let four: Padding = 4
    #expect(four == .symmetric(4))
    let borders: [AxisMap.Border] = [.nothing, .reflect, .clamp, .wrap]
    #expect(PaddingMode.allCases.map(\.border) == borders)
  }

  @Test(arguments: [
    (WindowSettings(kernel: 3), "3"),
    (WindowSettings(kernel: 7, stride: 2, padding: 3), "7 s2 p3"),
    (WindowSettings(kernel: [3, 3], stride: [2, 1], padding: 1), "3×3 s2×1 p1"),
    (WindowSettings(kernel: [1, 7], padding: .symmetric([0, 3])), "1×7 p0×3"),
    (WindowSettings(kernel: 3, padding: .explicit(before: 0, after: 1)), "3 p0:1"),
    (WindowSettings(kernel: 3, padding: .sameUpper, dilation: 2), "3 psame d2"),
    (WindowSettings(kernel: 3, padding: .sameLower, dilation: [2, 4]), "3 psamelower d2×4"),
  ])
  func windowsSayWhatIsNotDefault(window: WindowSettings, expected: String) {
    #expect(window.summary == expected)
  }

  @Test(arguments: [
    (Resize(mode: .nearest, target: .scale(2)), "nearest resize", "×2"),
    (Resize(mode: .cubic, target: .size([9, 5])), "cubic resize", "to 9×5"),
    (
      Resize(mode: .linear, target: .like, alignCorners: true), "linear resize",
      "to second align corners"
    ),
    (.nearestExact(.size([.symbol("H"), 2])), "nearest-exact resize", "to H×2"),
    (
      Resize(mode: .nearest, target: .scale(2), coordinates: .asymmetric, rounding: .floor),
      "nearest resize", "×2"
    ),
    (
      Resize(mode: .nearest, target: .scale(2), coordinates: .halfPixel), "nearest resize",
      "×2 half pixel round prefer floor"
    ),
    (
      Resize(
        mode: .nearest, target: .scale(2), coordinates: .halfPixelSymmetric,
        rounding: .roundPreferCeil), "nearest resize", "×2 half pixel symmetric round prefer ceil"
    ),
    (
      Resize(mode: .nearest, target: .scale(2), coordinates: .asymmetric, rounding: .ceil),
      "nearest resize", "×2 ceil"
    ),
    (
      Resize(
        mode: .cubic, target: .scale(2), coordinates: .pytorchHalfPixel, cubicCoefficient: -0.5,
        dimensions: [1, -1]), "cubic resize", "×2 pytorch half pixel a -0.5 dims 1,-1"
    ),
    (
      Resize(
        mode: .linear, target: .scale(2), coordinates: .asymmetric, rounding: .ceil,
        cubicCoefficient: -0.5, dimensions: [3]), "linear resize", "×2 asymmetric dim 3"
    ),
  ])
  func resizesSayWhatIsNotUsual(resize: Resize, kind: String, summary: String) {
    #expect(resize.kind == kind)
    #expect(resize.summary == summary)
  }

  @Test func windowsCountTheirTaps() throws {
    let window = WindowSettings(kernel: [3, 5], stride: 2, dilation: [1, 2])
    #expect(try window.taps(rank: 2) == 15)
    #expect(try WindowSettings(kernel: 3).taps(rank: 3) == 27)
    #expect(window.window(axis: 1) == Window(size: 5, stride: 2, dilation: 2))
    #expect(throws: ArithmeticError.tooLarge) {
      try WindowSettings(kernel: .init(.max)).taps(rank: 2)
    }
  }
}
