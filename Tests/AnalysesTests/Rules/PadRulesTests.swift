import Analyses
import ConvArithmetic
import Escaping
import LayerGraph
import Testing

@Suite struct PadRulesTests {
  /// torch.nn.functional.pad on numbered positions: what each output position holds.
  private func padded(_ n: Int, _ before: Int, _ after: Int, _ mode: PaddingMode) -> [Int?] {
    (-before..<n + after).map { position in
      if (0..<n).contains(position) { return position }
      switch mode {
      case .zeros: return nil
      case .replicate: return position < 0 ? 0 : n - 1
      case .reflect: return position < 0 ? -position : 2 * (n - 1) - position
      case .circular: return position < 0 ? position + n : position - n
      }
    }
  }

  @Test func everyModeReadsWhatItRepeats() throws {
    for mode in PaddingMode.allCases {
      for n in 1...5 {
        for (before, after) in [(0, 0), (1, 0), (0, 2), (2, 3), (-1, 1), (1, -2), (-1, -1)] {
          let operation = Operator.pad(
            Pad(before: PerAxis(before), after: PerAxis(after), mode: mode))
          let widest = max(before, after)
          let isTooWide = mode == .reflect ? widest >= n : mode == .circular && widest > n
          guard n + before + after > 0, !isTooWide else {
            #expect(throws: Diagnostic.self) { try Applied(operation, [1, 1, Dim(n)]) }
            continue
          }
          let it = try Applied(operation, [1, 1, Dim(n)])
          let holds = padded(n, before, after, mode)
          #expect(it.shape == [1, 1, Dim(holds.count)])
          #expect(it.layer.work == .known(.none))
          for (unit, source) in holds.enumerated() {
            #expect(try it.seen(unit)[0].hull == source.map { Interval($0, $0) } ?? .empty)
          }
        }
      }
    }
  }

  /// Any dimensions by name: those of a map with channels last, and the channels themselves.
  @Test func dimensionsAreChosen() throws {
    let last = try Applied(
      .pad(Pad(before: [1, 0], after: [2, 3], dimensions: [1, -2])), [1, 4, 5, 3])
    #expect(last.shape == [1, 7, 8, 3])
    // The first axis of the source is dimension 2, which is not moved; the second is the channels'.
    #expect(try last.seen(4, 2).map(\.hull) == [Interval(4, 4), Interval(2, 2)])
    #expect(try last.seen(5, 2).map(\.hull) == [.empty, .empty])
    for mode in PaddingMode.allCases {
      let channels = try Applied(
        .pad(Pad(before: 1, after: 2, dimensions: [1], mode: mode)), [1, 4, 5])
      #expect(channels.shape == [1, 7, 5])
      #expect(try channels.seen(3)[0].hull == Interval(3, 3))
    }
    let row = try Applied(.pad(Pad(before: 2, after: 0, dimensions: [0], mode: .replicate)), [3])
    #expect(row.shape == [5])
  }

  /// Amounts may be sizes: up to the next multiple of 7 after the end, or on both sides.
  @Test func amountsMayBeOpen() throws {
    let h = Dim.symbol("H")
    let whole = try h.floorDivided(by: 7) * 7
    let rest = try whole + 7 - h
    let after = try Applied(.pad(Pad(before: 2, after: [rest])), [1, 3, h])
    #expect(after.shape?.description == "1×3×(7·⌊H/7⌋ + 9)")
    #expect(after.report.requirements.isEmpty)
    #expect(after.layer.field.axes[0].local?.value?.start == .known(-2))
    #expect(after.layer.summary == "2:-H + 7·⌊H/7⌋ + 7")
    let before = try Applied(.pad(Pad(before: [rest], after: 0)), [1, 3, h])
    #expect(before.shape?.description == "1×3×(7·⌊H/7⌋ + 7)")
    #expect(before.layer.field.axes[0].local == .unknown(.openSize(rest)))
    let mirrored = try Applied(.pad(Pad(before: 3, after: [rest], mode: .reflect)), [1, 3, h])
    #expect(mirrored.report.requirements.map(\.description) == ["H ≥ 4", "2·H - 7·⌊H/7⌋ - 7 ≥ 1"])
    // A size of another axis, while this one is a number: nobody may say what is read.
    let other = try Applied(.pad(Pad(before: [0, h], after: 0)), [1, 3, h, 5])
    #expect(other.shape?.description == "1×3×H×(H + 5)")
    #expect(throws: Diagnostic.self) { try other.report.region(of: "it", unit: []) }
  }

  @Test func sidesAndAxesAreIndependent() throws {
    let pad = try Applied(.pad(Pad(before: [1, 2], after: [0, 3])), [1, 3, 4, 5])
    #expect(pad.shape == [1, 3, 5, 10])
    let crop = try Applied(.crop(Crop(before: [1, 0, 2], after: [0, 1, 2])), [1, 3, 4, 5, 6])
    #expect(crop.shape == [1, 3, 3, 4, 2])
    #expect(try crop.seen(0, 0, 0).map(\.hull.lower) == [1, 0, 2])
    // U-Net's skip: 64 cut to 56 loses 4 before; 9 to 6 loses 1.
    let like = try Applied(.cropLike(CropLike()), [1, 8, 64, 9], [1, 2, 56, 6])
    #expect(like.shape == [1, 8, 56, 6])
    #expect(try like.seen(0, 0).map(\.hull.lower) == [4, 1])
    #expect(like.layer.outputs[0].fields[1].isReached == false)
  }

  /// Both ends are cut; cut to the size of another, the odd position goes behind.
  @Test func cropsCutBothEnds() throws {
    let it = try Applied(.crop(Crop(before: [1, 2], after: 3)), [1, 2, 9, 10])
    #expect(it.shape == [1, 2, 5, 5])
    #expect(it.layer.work == .known(.none))
    #expect(try it.seen(0, 4).map(\.hull) == [Interval(1, 1), Interval(6, 6)])
    let open = try Applied(.crop(Crop(before: 1, after: 1)), [1, 2, .symbol("H")])
    #expect(open.report.requirements.map(\.description) == ["H ≥ 3"])
    let like = try Applied(.cropLike(CropLike()), [1, 2, 9, 8], [1, 5, 6, 8])
    #expect(like.shape == [1, 2, 6, 8])
    #expect(try like.seen(0, 0).map(\.hull) == [Interval(1, 1), Interval(0, 0)])
    for (operation, inputs) in [
      (.crop(Crop(before: 2, after: 1)), [[1, 1, 3]]),
      (.cropLike(CropLike()), [[1, 1, 3], [1, 1, 4]]),
    ] as [(Operator, [Shape])] {
      #expect(throws: Diagnostic.self) { try Applied(operation, to: inputs) }
    }
  }
}
