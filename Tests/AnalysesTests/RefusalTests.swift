import Analyses
import ConvArithmetic
import Escaping
import LayerGraph
import Testing

/// What the analyses refuse once sizes are known, word for word; and why what is not refused can be
/// unknown.
@Suite struct RefusalTests {
  private static let h = Dim.symbol("H")

  private func refusal(of operation: Operator, on inputs: [Shape]) -> String {
    do {
      return "accepted: \(try Applied(operation, to: inputs).shapes)"
    } catch {
      return "\(error)"
    }
  }

  @Test func shapesThatCantMeet() {
    for (operation, input, expected) in Self.windows + Self.channels + Self.shapes {
      #expect(refusal(of: operation, on: [input]) == expected)
    }
    for (operation, inputs, expected) in Self.pairs + Self.picks {
      #expect(refusal(of: operation, on: inputs) == expected)
    }
    let literal = (Self.windows + Self.channels + Self.shapes).map(\.2) + Self.pairs.map(\.2)
    #expect(Set(literal).count > 45)
  }

  /// Sizes that are open, but can't ever fit.
  @Test func openSizesThatCantMeet() throws {
    let (even, odd) = (try 2 * Self.h, try 2 * Self.h + 1)
    #expect(
      refusal(of: .elementwise(Elementwise(.add)), on: [[1, 3, even], [1, 3, odd]])
        == "it (add): 1×3×2·H and 1×3×(2·H + 1) differ in dimension 2: sizes must be equal or 1; "
        + "project (1×1 conv) or resize one of them")
    #expect(
      refusal(of: .pixelUnshuffle(PixelUnshuffle(factor: 2)), on: [[1, 3, odd]])
        == "it (pixel unshuffle): dimension 2 (2·H + 1) must be a multiple of the factor (2); "
        + "change one to fit the other")
    #expect(
      refusal(of: .crop(Crop(before: 1, after: 0)), on: [[1, 3, Dim(1)]])
        == "it (crop): axis 0 of the output would have 0 positions from the input 1×3×1; "
        + "take less off or use a larger input")
  }

  /// Why a field has no closed form, provoked by networks that have none.
  @Test func reasonsForUnknownFields() throws {
    func reason(_ build: (Value) -> Value, _ shape: Shape = [1, 4, 64]) throws -> String {
      let image = GraphBuilder("unknown").input(shape)
      let report = try image.builder.build(output: build(image)).report()
      return report.layers.last?.field.axes.first?.local?.description ?? "no local part"
    }
    let cases: [(String, String)] = [
      (
        try reason { $0.maxPool(2).concat([$0.conv(4, 3, padding: 1)], dimension: 2) },
        "unknown: it is made of pieces set side by side"
      ),
      (
        try reason { $0.conv(4, 3, stride: 2, padding: 1).add($0.crop(before: 0, after: 32)) },
        "unknown: the branches advance at different rates"
      ),
      (
        try reason { $0.resize(.nearest, .scale([5000])) },
        "unknown: the pattern repeats too late for a closed form"
      ),
      (
        try reason({ $0.reshape([.value(1), .value(3), .value(8)]) }, [1, 4, 6]),
        "unknown: the axis was folded with others and cut up again"
      ),
      (
        try reason { $0.gather(dimension: 2, [3, 2, 1]) },
        "unknown: the positions that it reads follow no formula"
      ),
      (
        try reason {
          $0.gather(
            dimension: 2, at: $0.builder.constant([5], isLearned: false), shape: [5])
        },
        "unknown: which positions are read depends on values, not on sizes"
      ),
      (
        try reason({ $0.adaptiveAveragePool([7]) }, [1, 4, Self.h]),
        "unknown: depends on H, which is open"
      ),
      (
        try reason(
          { $0.conv(4, kernel: 3, stride: 2, padding: .sameUpper).add($0.conv(4, 1, stride: 2)) },
          [1, 4, Self.h]),
        "unknown: SAME padding depends on the remainder of an open size"
      ),
      (
        try reason(
          { value in
            (0..<8).reduce(value) { value, _ in
              value.conv(4, kernel: PerAxis(.max / 4), padding: .symmetric(PerAxis(.max / 8)))
            }
          }),
        "unknown: too large for exact arithmetic"
      ),
    ]
    for (given, expected) in cases { #expect(given == expected) }
    // Wide at full size or deep at half size: which needs more depends on the size.
    let image = GraphBuilder("peak").input(1, Self.h)
    let deep = image.conv(10, 1).maxPool(64, ceil: true).conv(400, 1)
    #expect(
      try image.builder.build(output: deep).report().total.peakActivationBytes.description
        == "unknown: which moment needs most depends on the open sizes")
  }
}
