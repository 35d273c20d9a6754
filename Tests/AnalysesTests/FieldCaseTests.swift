import Analyses
import ConvArithmetic
import LayerGraph
import Testing

/// Fields that other tools get wrong (conventions.md 3c): truth by gradients of positive weights.
@Suite struct FieldCaseTests {
  struct Case: Sendable {
    let name: String
    let input: Shape
    /// Per axis.
    let sizes: [ClosedRange<Int>]
    let jump: Rational
    /// The centre of unit 0, where it is the same whatever the phase.
    let start: Rational?
    let build: @Sendable (Value) -> Value
  }

  static let cases: [Case] = [
    Case(name: "dilated by two", input: [1, 4, 65], sizes: [5...5], jump: 1, start: 0) {
      $0.conv(4, 3, padding: 2, dilation: 2)
    },
    Case(name: "dilated twice", input: [1, 4, 65], sizes: [9...9], jump: 1, start: 0) {
      $0.conv(4, 3, padding: 2, dilation: 2).conv(4, 3, padding: 2, dilation: 2)
    },
    Case(name: "stem", input: [1, 3, 65, 65], sizes: [19...19, 19...19], jump: 4, start: 0) {
      $0.conv(4, 7, stride: 2, padding: 3).maxPool(3, stride: 2, padding: 1).conv(4, 3, padding: 1)
    },
    Case(name: "1×7 then 5×1", input: [1, 3, 65, 65], sizes: [5...5, 7...7], jump: 1, start: 0) {
      $0.conv(4, kernel: [1, 7], padding: .symmetric([0, 3]))
        .conv(4, kernel: [5, 1], padding: .symmetric([2, 0]))
    },
    Case(name: "residual with projection", input: [1, 4, 65], sizes: [7...7], jump: 2, start: 0) {
      $0.conv(4, 3, stride: 2, padding: 1).conv(4, 3, padding: 1).add($0.conv(4, 1, stride: 2))
    },
    Case(name: "misaligned", input: [1, 4, 64], sizes: [3...3], jump: 2, start: 0) {
      $0.conv(4, 3, stride: 2, padding: 1).add($0.averagePool(2))
    },
    Case(name: "transposed", input: [1, 4, 33], sizes: [2...2], jump: half, start: minusHalf) {
      $0.transposedConv(4, kernel: 4, stride: 2, padding: 1)
    },
    Case(name: "down and up", input: [1, 4, 64], sizes: [3...3], jump: 1, start: 0) {
      $0.conv(4, 3, stride: 2, padding: 1).transposedConv(4, kernel: 2, stride: 2)
    },
    // It reads pixels −1 and 0, and samples at (0 + ½)/2 − ½ between them, half a pixel before unit 1.
    Case(name: "linear ×2", input: [1, 4, 33], sizes: [2...2], jump: half, start: minusQuarter) {
      $0.upsample(2, mode: .linear)
    },
    Case(name: "even kernels", input: [1, 4, 64], sizes: [6...6], jump: 2, start: threeHalves) {
      $0.conv(4, kernel: 4, stride: 2, padding: 1).conv(4, 2)
    },
    Case(name: "ceil pool", input: [1, 4, 64], sizes: [3...3], jump: 2, start: 1) {
      $0.maxPool(3, stride: 2, ceil: true)
    },
    Case(name: "TF's SAME by hand", input: [1, 4, 64], sizes: [3...3], jump: 2, start: 1) {
      $0.pad(before: 0, after: 1).conv(4, 3, stride: 2)
    },
    Case(name: "concat of 1×1 and 5×5", input: [1, 4, 64], sizes: [7...7], jump: 1, start: 0) {
      $0.conv(4, 1).concat([$0.conv(4, 5, padding: 2)]).conv(4, 3, padding: 1)
    },
    Case(name: "chain", input: [1, 4, 64], sizes: [15...15], jump: 4, start: nil) {
      $0.conv(4, 3).conv(4, 3, stride: 2).averagePool(2).conv(4, 3)
    },
    Case(name: "dilated pool", input: [1, 4, 64], sizes: [11...11], jump: 2, start: nil) {
      $0.conv(4, 3).maxPool(3, stride: 2, dilation: 2).conv(4, 3)
    },
    Case(name: "1-D dilated, pool, 5", input: [1, 4, 64], sizes: [14...14], jump: 2, start: nil) {
      $0.conv(4, 3, dilation: 2).maxPool(2).conv(4, 5)
    },
    Case(
      name: "3-D", input: [1, 2, 9, 33, 33], sizes: [3...3, 9...9, 9...9], jump: 1, start: nil
    ) {
      $0.conv(4, kernel: [3, 5, 5], stride: [1, 2, 2]).conv(4, kernel: [1, 3, 3])
    },
  ]

  private static let half = (try? Rational(1, over: 2)) ?? 0
  private static let minusQuarter = (try? Rational(-1, over: 4)) ?? 0
  private static let minusHalf = (try? Rational(-1, over: 2)) ?? 0
  private static let threeHalves = (try? Rational(3, over: 2)) ?? 0

  @Test(arguments: cases.indices)
  func sizesJumpsAndStarts(index: Int) throws {
    let expected = Self.cases[index]
    let image = GraphBuilder(expected.name).input(expected.input)
    let report = try image.builder.build(output: expected.build(image)).report()
    let fields = try #require(report.layers.last).field.axes.compactMap(\.local?.value)
    #expect(fields.map(\.size.value) == expected.sizes, "\(expected.name)")
    #expect(fields.first?.jump.value == expected.jump, "\(expected.name)")
    if let start = expected.start {
      #expect(fields.first?.start.value == start, "\(expected.name)")
    }
  }

  @Test func holesAreSeen() throws {
    let image = GraphBuilder("holes").input(4, 65)
    let report = try image.builder.build(
      output: image.conv(4, 3, padding: 2, dilation: 2, named: "a")
        .conv(4, 3, padding: 2, dilation: 2, named: "b")
    ).report()
    // 3 of 5 and 5 of 9 positions.
    for (name, coverage) in [("a", try Rational(3, over: 5)), ("b", try Rational(5, over: 9))] {
      #expect(report[name]?.field.axes[0].local?.value?.coverage.value == coverage)
    }
    #expect(try report.region(of: "b", unit: [30]).axes[0].positions.count() == 5)
    // 1×1 with stride 2, then 3: density 0.6 of 5.
    let strided = GraphBuilder("strided").input(4, 65)
    let pointwise = try strided.builder.build(
      output: strided.conv(4, 1, stride: 2).conv(4, 3, padding: 1, named: "b")
    ).report()
    #expect(
      pointwise["b"]?.field.axes[0].local?.value?.coverage.value == (try Rational(3, over: 5)))
    #expect(pointwise["b"]?.field.axes[0].local?.value?.size == .known(5...5))
  }

  @Test func branchesThatLookElsewhereAreMisaligned() throws {
    let image = GraphBuilder("misaligned").input(4, 64)
    let report = try image.builder.build(
      output: image.conv(4, 3, stride: 2, padding: 1).add(image.averagePool(2), named: "sum")
    ).report()
    let local = try #require(report["sum"]?.field.axes[0].local?.value)
    let centres = try #require(local.centres.value)
    let half = try Rational(1, over: 2)
    #expect(!centres.areAligned)
    #expect(try centres.centre(of: 0) == .init(least: 0, greatest: half))
    #expect(centres.jump == 2)
    #expect(local.apart == .known(half...half))
  }

  /// A skip beside a level that halves and comes back by a transposed convolution: 10 in both phases,
  /// at different offsets. By hand: 2m reads 2m − 5 … 2m + 4, 2m + 1 reads 2m − 3 … 2m + 6.
  @Test func phasesOfAMiniUNet() throws {
    let image = GraphBuilder("unet").input(4, 64)
    let skip = image.conv(4, 3, padding: 1)
    let up = skip.maxPool(2).conv(4, 3, padding: 1).transposedConv(4, kernel: 2, stride: 2)
    let merged = skip.concat([up]).conv(4, 3, padding: 1, named: "last")
    let report = try image.builder.build(output: merged).report()
    let field = try #require(report["last"]?.field.axes[0].local?.value)
    #expect(field.size == .known(10...10))
    #expect(field.jump == .known(1))
    for m in 3...25 {
      for (unit, hull) in [
        (2 * m, Interval(2 * m - 5, 2 * m + 4)), (2 * m + 1, Interval(2 * m - 3, 2 * m + 6)),
      ] {
        let region = try report.region(of: "last", unit: [unit]).axes[0]
        #expect(region.clipped == hull)
        #expect(region.unclipped == hull)
        #expect(try field.map.hull(of: unit) == hull)
      }
    }
  }

  @Test func adaptiveWindowsOverlap() throws {
    let image = GraphBuilder("adaptive").input(4, 7)
    let report = try image.builder.build(
      output: image.adaptiveAveragePool([2], named: "pool")
    ).report()
    #expect(try report.region(of: "pool", unit: [0]).axes[0].clipped == Interval(0, 3))
    #expect(try report.region(of: "pool", unit: [1]).axes[0].clipped == Interval(3, 6))
    #expect(report["pool"]?.field.axes[0].local?.value?.size == .known(4...4))
  }

  /// A gate from the whole map widens the field to all of it, and keeps the local part.
  @Test func gatesAreGlobalBesideTheLocalPart() throws {
    let image = GraphBuilder("se").input(16, 32, 32)
    let gated = image.conv(16, 5, padding: 2).squeezeExcite(channels: 16, squeeze: 4, named: "se")
    let report = try image.builder.build(output: gated).report()
    let field = try #require(report["se.mul"]?.field)
    #expect(field.isGlobal)
    #expect(field.axes[0].local?.value?.size == .known(5...5))
    #expect(
      try report.region(of: "se.mul", unit: [3, 4]).axes.map(\.clipped) == [
        Interval(0, 31), Interval(0, 31),
      ])
    #expect(report["se.fc1"]?.field.axes[0].local == nil)
    #expect(report["se.fc1"]?.field.isGlobal == true)
  }
}
