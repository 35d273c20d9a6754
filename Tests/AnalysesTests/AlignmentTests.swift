import Analyses
import ConvArithmetic
import LayerGraph
import Testing

/// How far apart branches sample, as reports of whole networks say it.
@Suite struct AlignmentTests {
  struct Case: CustomTestStringConvertible, Sendable {
    let name: String
    /// In halves of a pixel; nil where branches drift apart.
    let halves: ClosedRange<Int>?
    let network: @Sendable (Value) -> Value
    var testDescription: String { name }
  }

  private static func down(_ value: Value) -> Value {
    value.conv(2, 3, stride: 2, padding: 1)
  }

  private static func resized(_ value: Value, _ coordinates: Resize.Coordinates) -> Value {
    value.then(
      .resize(Resize(mode: .linear, target: .scale(PerAxis(2)), coordinates: coordinates)))
  }

  @Test(arguments: [
    Case(name: "nearest from 4 to 2", halves: 0...4) {
      let fine = down($0)
      return fine.add(down(fine).upsample(2))
    },
    Case(name: "a pyramid adds up", halves: 0...6) {
      let fine = down($0)
      let coarse = down(fine)
      return $0.add(fine.add(coarse.upsample(2)).upsample(2))
    },
    Case(name: "bilinear, half pixels", halves: 1...1) {
      $0.add(down($0).upsample(2, mode: .linear))
    },
    Case(name: "bilinear, asymmetric", halves: 0...0) { $0.add(resized(down($0), .asymmetric)) },
    Case(name: "bilinear, aligned corners", halves: nil) {
      $0.add(down($0).resize(.linear, like: $0, alignCorners: true))
    },
    Case(name: "pooled and brought up by nearest", halves: 1...1) {
      $0.add($0.maxPool(2).upsample(2))
    },
    Case(name: "pooled and brought up bilinearly", halves: 0...0) {
      $0.add($0.maxPool(2).upsample(2, mode: .linear))
    },
    Case(name: "cubic", halves: 1...1) { $0.add(down($0).upsample(2, mode: .cubic)) },
    Case(name: "transposed 2", halves: 0...2) {
      $0.add(down($0).transposedConv(2, kernel: 2, stride: 2))
    },
    Case(name: "transposed 4", halves: 0...2) {
      $0.add(down($0).transposedConv(2, kernel: 4, stride: 2, padding: 1))
    },
    Case(name: "transposed 3", halves: 0...0) {
      $0.add(down($0).transposedConv(2, kernel: 3, stride: 2, padding: 1, outputPadding: 1))
    },
    Case(name: "dilation", halves: 0...0) { $0.add($0.conv(2, 3, padding: 4, dilation: 4)) },
    Case(name: "even kernel", halves: 1...1) {
      $0.add($0.pad(before: 0, after: 1).conv(2, 2))
    },
    Case(name: "adaptive windows", halves: 1...1) {
      down($0).add($0.adaptiveAveragePool([8]))
    },
    Case(name: "pixels dealt out", halves: 0...2) {
      $0.add(down($0).conv(4, 1).then(.pixelShuffle(PixelShuffle(factor: 2))))
    },
    Case(name: "causal", halves: 2...2) { $0.add($0.pad(before: 2, after: 0).conv(2, 3)) },
  ]) func apart(_ example: Case) throws {
    let image = GraphBuilder("branches").input(2, 16)
    let report = try image.builder.build(output: example.network(image)).report()
    let last = try #require(report.layers.last)
    guard let halves = example.halves else {
      #expect(last.field.axes[0].local == .unknown(.ratesDiffer))
      return
    }
    let local = try #require(last.field.axes[0].local?.value)
    let least = try Rational(halves.lowerBound, over: 2)
    let greatest = try Rational(halves.upperBound, over: 2)
    #expect(local.apart == .known(least...greatest))
    #expect(local.centres.value?.areAligned == (halves == 0...0))
  }
}
