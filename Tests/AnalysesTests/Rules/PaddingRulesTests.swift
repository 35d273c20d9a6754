import Analyses
import ConvArithmetic
import LayerGraph
import Testing

@Suite struct PaddingRulesTests {
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
}
