import Analyses
import ConvArithmetic
import LayerGraph
import ModelZoo
import TestSupport
import Testing

/// Tiles see what the whole image shows them.
@Suite struct TilePlanTests {
  private static let networks = [
    "unet": 572, "unet-padded": 320, "segnet": 448, "srcnn": 64, "linknet_resnet18": 512,
  ]

  private func problem(_ name: String) throws -> SizeProblem {
    let model = try Zoo.model(name)
    let shape: Shape = [1, model.entry.defaultInput[1], .symbol("H"), .symbol("W")]
    return try SizeProblem(try model.graph(input: shape).report())
  }

  /// A unit of the whole image, in each of three tiles in a row, reads the same positions, and all of them lie in the tile.
  @Test(arguments: networks.keys.sorted()) func keptUnitsSeeTheirTile(name: String) throws {
    let problem = try problem(name)
    let model = try Zoo.model(name)
    let channels = model.entry.defaultInput[1]
    let layer = try #require(problem.report.graph.outputs.first).value.node
    let plan = try problem.tiles(#require(Self.networks[name]), of: layer)
    let output = problem.report.layers[layer].name
    #expect(plan.axes.count == 2)
    let axis = plan.axes[1]
    #expect(axis.step.isMultiple(of: axis.period))
    #expect(axis.kept.count >= axis.unitStep)
    let height = Dim(plan.axes[0].tile)
    let tile = try model.graph(input: [1, channels, height, Dim(axis.tile)]).report()
    let length = axis.tile + 2 * axis.step
    #expect(axis.grid(for: length) == (3, length))
    #expect(axis.grid(for: axis.tile + 1) == (2, axis.tile + axis.step))
    let whole = try model.graph(input: [1, channels, height, Dim(length)]).report()
    let row = plan.axes[0].units / 2
    func read(_ report: Report, _ unit: Int) throws -> PositionSet {
      try report.region(of: output, unit: [row, unit]).axes[1].positions
    }
    // Those at the ends of what is kept, and between.
    let middle = (axis.kept.lowerBound + axis.kept.upperBound) / 2
    for unit in [axis.kept.lowerBound, middle, axis.kept.upperBound] {
      let own = try read(tile, unit)
      for number in 0..<3 {
        let same = try read(whole, unit + number * axis.unitStep)
        #expect(try same == own.shifted(by: number * axis.step), "\(unit) in tile \(number)")
      }
    }
    // The next ones look past the tile.
    for unit in [axis.kept.lowerBound - 1, axis.kept.upperBound + 1]
    where (0..<axis.units).contains(unit) {
      let same = try read(whole, unit + axis.unitStep)
      #expect(try same != read(tile, unit).shifted(by: axis.step), "\(unit)")
    }
  }

  @Test func paddedUNet() throws {
    let problem = try problem("unet-padded")
    let layer = try #require(problem.report.graph.outputs.first).value.node
    let axis = try problem.tiles(512, of: layer).axes[0]
    #expect(axis.tile == 512)
    #expect(axis.period == 16)
    #expect(axis.step.isMultiple(of: 16))
    #expect(axis.kept == 94...417)
    #expect(try axis.haloBefore + axis.haloAfter + Rational(axis.kept.count) == 512)
    // 500 isn't taken.
    #expect(try problem.tiles(500, of: layer).axes[0].tile == 496)
  }

  @Test func refusals() throws {
    let resnet = try problem("resnet18")
    let fc = try resnet.report.requireIndex(of: "fc")
    #expect(throws: TileProblem.everything(layer: "fc")) { try resnet.tiles(512, of: fc) }
    let last = try resnet.report.requireIndex(of: "layer4")
    #expect(throws: TileProblem.tooSmall(tile: 224, field: 435, period: 32)) {
      try resnet.tiles(224, of: last)
    }
    let unet = try problem("unet")
    let output = try #require(unet.report.graph.outputs.first).value.node
    #expect(throws: TileProblem.noSize(symbol: "H", atMost: 100)) {
      try unet.tiles(100, of: output)
    }
  }
}
