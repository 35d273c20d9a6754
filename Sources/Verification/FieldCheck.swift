import Analyses
import ConvArithmetic
import LayerGraph

/// Compares what the report says units see with what was measured.
struct FieldCheck {
  let regions: RegionPass
  let report: Report
  let source: Int
  let axis: Int

  /// - Parameter regions: the pass over this report and source; axes share it.
  init(_ regions: RegionPass, report: Report, source: Int, axis: Int) {
    (self.regions, self.report, self.source, self.axis) = (regions, report, source, axis)
  }

  private static let axisNames = ["height", "width", "depth"]

  var axisName: String {
    let count =
      report.sources.indices.contains(source)
      ? report.layers[report.sources[source].node].outputs[0].fields[source].axes.count : 0
    let name = count == 1 ? "length" : count == 2 ? Self.axisNames[axis] : "axis \(axis)"
    return report.sources.count > 1 ? "input \(source) \(name)" : name
  }

  func detail(_ key: UnitKey) -> String {
    let value = key.value
    let output = value.output == 0 ? "" : "output \(value.output) "
    guard let dimension = key.dimension else { return output + axisName }
    let field = report.layers[value.node].outputs[value.output].fields[source]
    let isOwn = field.axes.indices.contains(axis) && field.axes[axis].dimension == dimension
    return output + axisName + " unit \(key.unit)" + (isOwn ? "" : " of dimension \(dimension)")
  }

  /// What the report says of a unit: the positions it sees, or why it can't say.
  typealias Claim = Result<PositionSet, Problem>

  /// The report's word on every unit looked at.
  func claims(_ plan: UnitPlan) -> [(key: UnitKey, claim: Claim)] {
    var claims: [(UnitKey, Claim)] = []
    // Units of layers that read just the same element see what that element sees.
    var known: [UnitKey: Claim] = [:]
    for (index, layer) in report.layers.enumerated() {
      for output in layer.outputs.indices {
        for key in plan.keys(of: ValueReference(node: index, output: output)) {
          let before = layer.isPointwise ? layer.inputs.first.map { key.moved(to: $0) } : nil
          let claim = before.flatMap { known[$0] } ?? claim(on: key)
          known[key] = claim
          claims.append((key, claim))
        }
      }
    }
    return claims
  }

  private func claim(on key: UnitKey) -> Claim {
    do throws(Problem) {
      let seen = try regions.positionsSeen(
        by: key.value, unit: key.unit, along: key.dimension)
      return .success(seen[axis])
    } catch {
      return .failure(error)
    }
  }

  /// The exact positions of every unit looked at.
  func compareRegions(
    _ claims: [(key: UnitKey, claim: Claim)], _ seen: SeenUnits, on page: inout Ledger.Page
  ) {
    for (key, claim) in claims {
      let name = report.layers[key.value.node].name
      switch claim {
      case .success(let said):
        page.compare(name, detail(key), analysed: said, measured: seen.positions[key] ?? .empty)
      case .failure(.undetermined):
        page.leaveOut(.unknown)
      case .failure(let problem):
        page.compare(name, detail(key), analysed: "\(problem)", measured: "a region")
      }
    }
  }

  /// Which units turn NaN when a row of the source does: just those that see it. Layers that aren't
  /// finite without it can't be told.
  func compareTaint(
    _ claims: [(key: UnitKey, claim: Claim)], _ run: TaintMeasurement, row: Int,
    except untraceable: Set<Int>, on page: inout Ledger.Page
  ) {
    for (key, claim) in claims {
      guard case .success(let said) = claim else {
        page.leaveOut(.unknown)
        continue
      }
      if untraceable.contains(key.value.node) {
        page.leaveOut(.notFinite)
        continue
      }
      page.compare(
        report.layers[key.value.node].name, "\(detail(key)) sees position \(row)",
        analysed: said.contains(row), measured: run.tainted.contains(key))
    }
  }
}
