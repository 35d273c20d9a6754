import Analyses
import ConvArithmetic
import Escaping
import LayerGraph
import Testing

@Suite struct ResizeRulesTests {
  @Test func sizesAreRoundedDown() throws {
    let half = try Rational(1, over: 2)
    let cases: [(Resize.Target, Shape, Shape)] = [
      (.scale([2]), [1, 3, 5, 7], [1, 3, 10, 14]),
      (.scale([2, 3]), [1, 3, 5, 7], [1, 3, 10, 21]),
      (.scale([half]), [1, 3, 5, 7], [1, 3, 2, 3]),
      (.scale([try Rational(3, over: 2)]), [1, 1, 5], [1, 1, 7]),
      (.scale([1, 2, 2]), [1, 2, 3, 4, 5], [1, 2, 3, 8, 10]),
      (.size([13, 9]), [1, 3, 5, 7], [1, 3, 13, 9]), (.size([4]), [1, 3, 5, 7], [1, 3, 4, 4]),
    ]
    for mode in Resize.Mode.allCases {
      for (target, input, output) in cases {
        #expect(try Applied(.resize(Resize(mode: mode, target: target)), input).shape == output)
      }
      let like = Resize(mode: mode, target: .like)
      #expect(try Applied(.resize(like), [1, 3, 5, 7], [1, 9, 4, 8]).shape == [1, 3, 4, 8])
      let named: [(Resize.Target, [Int], Shape)] = [
        (.scale(2), [1, 2], [1, 10, 14, 3]), (.size([9, 4]), [2, -1], [1, 5, 9, 4]),
        (.like, [1], [1, 2, 7, 3]),
      ]
      for (target, dimensions, output) in named {
        let resize = Resize(mode: mode, target: target, dimensions: dimensions)
        let others: [Shape] = target == .like ? [[1, 2, 9, 9]] : []
        #expect(try Applied(.resize(resize), to: [[1, 5, 7, 3]] + others).shape == output)
      }
    }
  }

  /// A product for each tap and the adds between them; nearest only copies.
  @Test func workIsASumOverTheTaps() throws {
    let cases: [(Resize.Mode, Shape, each: Int)] = [
      (.nearest, [1, 2, 3, 3], 0), (.linear, [1, 2, 3], 2 + 1),
      (.linear, [1, 2, 3, 3], 4 + 3), (.linear, [1, 2, 3, 3, 3], 8 + 7),
      (.cubic, [1, 2, 3, 3], 16 + 15),
    ]
    for (mode, input, each) in cases {
      let it = try Applied(.resize(Resize(mode: mode, target: .scale([2]))), input)
      let outputs = try #require(try it.shape?.elements().constant)
      #expect(it.floatingPointOperations == outputs * each)
      #expect(it.parameters == .zero)
    }
  }

  /// The sampling points of ONNX and PyTorch, in floating point; a tap of weight 0 is not read.
  @Test func everyUnitReadsTheTapsAroundItsPoint() throws {
    var compared = 0
    for n in 1...5 {
      for o in 1...9 {
        for resize in Self.variants(.size([Dim(o)])) {
          compared += try compare(resize, n: n, o: o, scale: Double(o) / Double(n))
        }
      }
      for (numerator, denominator) in [(2, 1), (3, 2), (2, 3), (7, 5), (5, 6), (21, 20)] {
        let o = n * numerator / denominator
        guard o > 0 else { continue }
        let factor = try Rational(numerator, over: denominator)
        for resize in Self.variants(.scale([factor])) {
          compared += try compare(
            resize, n: n, o: o, scale: Double(numerator) / Double(denominator))
        }
      }
    }
    #expect(compared > 5000)
  }

  /// All that makes a difference, for one target.
  private static func variants(_ target: Resize.Target) -> [Resize] {
    var all = Resize.Mode.allCases.map { Resize(mode: $0, target: target) }
    all.append(.nearestExact(target))
    for coordinates in Resize.Coordinates.allCases {
      all += Resize.Rounding.allCases.map {
        Resize(mode: .nearest, target: target, coordinates: coordinates, rounding: $0)
      }
      all.append(Resize(mode: .linear, target: target, coordinates: coordinates))
      all += [-0.75, 0].map {
        Resize(
          mode: .cubic, target: target, coordinates: coordinates, cubicCoefficient: $0)
      }
    }
    return all
  }

  private func compare(_ resize: Resize, n: Int, o: Int, scale: Double) throws -> Int {
    let it = try Applied(.resize(resize), [1, 1, Dim(n)])
    #expect(it.shape == [1, 1, Dim(o)])
    for unit in 0..<o {
      let isCopied = resize.keepsUnchanged && n == o
      let point = isCopied ? Double(unit) : resize.coordinates.point(unit, n, o, scale)
      let wanted = resize.taps(point).map { min(max($0, 0), n - 1) }
      let expected = try PositionSet(union: Set(wanted).map { Interval($0, $0) })
      #expect(try it.seen(unit)[0] == expected, "\(n) → \(o) \(resize) unit \(unit)")
    }
    return o
  }

  /// A size that is open: in closed form where it is always as many times the input's.
  @Test func openSizes() throws {
    let (h, w) = (Dim.symbol("H"), Dim.symbol("W"))
    let half = try h.floorDivided(by: 2)
    let cases: [(Dim, Dim, jump: Known<Rational>)] = [
      (h, try h * 3, .known(try Rational(1, over: 3))),
      (try half * 2, try half * 5, .known(try Rational(2, over: 5))),
      (try h + 1, try h * 2 + 2, .known(try Rational(1, over: 2))),
      (h, try h * 2 + 2, .unknown(.openSize(h))), (h, w, .unknown(.openSize(h))),
      (7, w, .unknown(.openSize(w))), (half, h, .unknown(.openSize(half))),
    ]
    for (input, output, jump) in cases {
      for mode in Resize.Mode.allCases {
        let it = try Applied(
          .resize(Resize(mode: mode, target: .size([output]))), [1, 3, input])
        #expect(it.shape == [1, 3, output])
        let local = try #require(it.layer.field.axes[0].local)
        switch (local, jump) {
        case (.known(let field), _): #expect(field.jump == jump)
        case (.unknown(let reason), _): #expect(jump == .unknown(reason))
        }
        let like = try Applied(
          .resize(Resize(mode: mode, target: .like)), [1, 3, input], [1, 1, output])
        #expect(like.layer.field.axes[0].local == local)
      }
    }
    let less = try Applied(
      .resize(Resize(mode: .linear, target: .size([try h - 3]))), [1, 3, h])
    #expect(less.report.requirements.map(\.description) == ["H ≥ 4"])
  }

  /// Points that depend on the sizes themselves: known where the sizes are, or where it cancels.
  @Test func pointsThatDependOnSizes() throws {
    let h = Dim.symbol("H")
    func applied(
      _ coordinates: Resize.Coordinates, _ factor: Rational, _ length: Dim = .symbol("H")
    ) throws -> Applied {
      try Applied(
        .resize(Resize(mode: .linear, target: .scale([factor]), coordinates: coordinates)),
        [1, 1, length])
    }
    let half = try Rational(1, over: 2)
    let known = try applied(.halfPixelSymmetric, 2)
    #expect(known.layer.field.axes[0].local?.value?.jump == .known(half))
    let rest = try h - h.floorDivided(by: 2) * 2
    let open = try applied(.halfPixelSymmetric, half)
    #expect(open.layer.field.axes[0].local == .unknown(.openSize(rest)))
    #expect(try applied(.alignCorners, 2).layer.field.axes[0].local == .unknown(.openSize(h)))
    #expect(try applied(.alignCorners, 1).layer.field.axes[0].local?.value?.map == .identity)
    // A single output would be another matter.
    #expect(try applied(.pytorchHalfPixel, 2).report.requirements.isEmpty)
    let single = try applied(.pytorchHalfPixel, half)
    #expect(single.report.requirements.map(\.description) == ["H ≥ 4"])
    #expect(single.layer.field.axes[0].local?.value?.jump == .known(2))
    let image = GraphBuilder("few").input(1, h)
    let resize = Resize(mode: .linear, target: .scale([half]), coordinates: .pytorchHalfPixel)
    let graph = try image.builder.build(output: image.then(.resize(resize), named: "it"))
    let few = try #require(Assumptions.none.adding("H", atLeast: 2, atMost: 3))
    let report = try graph.report(.init(assumptions: few))
    #expect(report["it"]?.shape == .known([1, 1, 1]))
    #expect(report["it"]?.field.axes[0].local?.value?.size == .known(1...1))
  }
}

extension Resize.Coordinates {
  /// ONNX Resize, operator set 19, word for word.
  fileprivate func point(_ unit: Int, _ n: Int, _ o: Int, _ scale: Double) -> Double {
    let centre = (Double(unit) + 0.5) / scale - 0.5
    switch self {
    case .halfPixel: return centre
    case .pytorchHalfPixel: return o > 1 ? centre : 0
    case .asymmetric: return Double(unit) / scale
    case .alignCorners: return o == 1 ? 0 : Double(unit) * Double(n - 1) / Double(o - 1)
    case .halfPixelSymmetric:
      let adjustment = Double(o) / (scale * Double(n))
      return Double(n) / 2 * (1 - adjustment) + centre
    }
  }
}

extension Resize {
  /// The pixels with a weight around a point, which is whole where it is so but for rounding.
  fileprivate func taps(_ point: Double) -> [Int] {
    let rounded = point.rounded()
    let isWhole = abs(point - rounded) < 1e-9
    let base = isWhole ? Int(rounded) : Int(point.rounded(.down))
    if isWhole { return [base] }
    let fraction = point - Double(base)
    switch mode {
    case .linear: return [base, base + 1]
    case .cubic: return cubicCoefficient == 0 ? [base, base + 1] : Array(base - 1...base + 2)
    case .nearest:
      switch rounding {
      case .floor: return [base]
      case .ceil: return [base + 1]
      case .roundPreferFloor: return [fraction > 0.5 + 1e-9 ? base + 1 : base]
      case .roundPreferCeil: return [fraction > 0.5 - 1e-9 ? base + 1 : base]
      }
    }
  }
}
