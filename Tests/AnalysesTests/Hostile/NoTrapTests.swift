import Analyses
import ConvArithmetic
import Escaping
import Foundation
import LayerGraph
@testable import TestSupport
import Testing

/// Whatever the settings and shapes, every question is answered: with a number, with a reason or with
/// an error, soon: in release the slowest of two million took 0.2 s; the limit here leaves room for a
/// debug build on a busy machine. (A trap would end the run; RFCALC_TRACE=1 prints each case's number.)
@Suite struct NoTrapTests {
  @Test(arguments: 0..<4) func noInputTraps(quarter: Int) throws {
    let environment = ProcessInfo.processInfo.environment
    let isTraced = environment["RFCALC_TRACE"] != nil
    let first = (Int(environment["RFCALC_FIRST_CASE"] ?? "") ?? 0) + quarter * 5000
    var tally = Tally()
    var slowest: (case: Int, time: Duration) = (0, .zero)
    let count = WideRun.cases(5000)
    for number in first..<(first + count) {
      if isTraced { FileHandle.standardError.write(Data("case \(number)\n".utf8)) }
      let time = ContinuousClock().measure { tally.run(seed: UInt64(number)) }
      if time > slowest.time { slowest = (number, time) }
      #expect(time < .seconds(30), "case \(number): \(Hostile.describe(UInt64(number)))")
    }
    print("Random graphs of extreme numbers: \(tally.summary), slowest \(slowest.time)")
    #expect(tally.refused > count / 5)
    #expect(tally.reported > count / 4)
    #expect(tally.regions > count * 3 / 10)
    #expect(tally.kinds.count > 45)
  }
}

private struct Tally {
  var refused = 0
  var reported = 0
  var regions = 0
  var text = 0
  /// The layers that were reported.
  var kinds: Set<String> = []

  var summary: String {
    "\(reported) reported, \(refused) refused, \(regions) regions, \(kinds.count) kinds of layers"
  }

  mutating func run(seed: UInt64) {
    var hostile = Hostile(seed: seed)
    do {
      let graph = try hostile.graph()
      let report = try Report(
        of: graph, options: Report.Options(allowsOpaque: hostile.chance(50)))
      reported += 1
      read(report, &hostile)
    } catch {
      refused += 1
      text += "\(error)".utf8.count
    }
  }

  /// Asks for everything there is to know.
  private mutating func read(_ report: Report, _ hostile: inout Hostile) {
    for layer in report.layers {
      read(layer)
      kinds.insert(layer.kind)
    }
    for requirement in report.requirements { text += requirement.description.utf8.count }
    let total = report.total
    let sums = [
      total.parameters, total.multiplyAccumulates, total.floatingPointOperations,
      total.activationBytes, total.peakActivationBytes, total.parameterBytes,
    ]
    for sum in sums { text += sum.description.utf8.count }
    for _ in 0..<2 {
      let layer = hostile.pick(report.layers)
      ask(layer, report, on: nil, &hostile)
      ask(layer, report, on: hostile.pick(report.layers).name, &hostile)
    }
    text += "\(report.positionsRead(ofInput: hostile.number(0...1)))".utf8.count
    text += (try? report.lookingAt("input0"))?.layers.count ?? 0
  }

  private mutating func read(_ layer: LayerReport) {
    text += "\(layer.shape) \(layer.activationBytes) \(layer.summary)".utf8.count
    for output in layer.outputs {
      for field in output.fields {
        for case .known(let local)? in field.axes.map(\.local) {
          text += "\(local.size) \(local.jump) \(local.start) \(local.paddingBefore)".utf8.count
          text += "\(local.coverage) \(local.apart)".utf8.count
          text += "\(local.paddingAfter(units: Dim(.max), length: Dim(.min)))".utf8.count
          text += "\(local.paddingAfter(units: 7, length: 9))".utf8.count
        }
      }
    }
  }

  /// A region and a projection, for places that exist and places that don't.
  private mutating func ask(
    _ layer: LayerReport, _ report: Report, on source: String?, _ hostile: inout Hostile
  ) {
    let axes = layer.shape.value.map { max($0.spatialRank, min(1, $0.rank)) } ?? 1
    let wanted = hostile.chance(90) ? axes : hostile.below(4)
    let unit = (0..<wanted).map { _ in hostile.number(0...3) }
    do {
      let region = try report.region(of: layer.name, unit: unit, on: source)
      regions += 1
      for axis in region.axes { text += "\(axis.positions) \(axis.centre)".utf8.count }
    } catch {
      text += "\(error)".utf8.count
    }
    do {
      let projection = try report.projection(of: unit, at: layer.name, on: source)
      for units in projection { text += (units ?? .empty).description.utf8.count }
    } catch {
      text += "\(error)".utf8.count
    }
  }
}
