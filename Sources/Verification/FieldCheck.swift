import Analyses
import ConvArithmetic
import LayerGraph

/// Compares what the report says units see with what was measured.
struct FieldCheck {
  let regions: RegionPass
  let report: Report
  let source: Int
  let axis: Int
  /// For each layer whether what reached it can't be measured.
  let isBlind: [Bool]

  /// - Parameter regions: the pass over this report and source; axes share it.
  init(_ regions: RegionPass, report: Report, source: Int, axis: Int) {
    (self.regions, self.report, self.source, self.axis) = (regions, report, source, axis)
    isBlind = report.layersBehindStandIns
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

  typealias UnitClaim = (key: UnitKey, claim: Claim)

  /// The report's word on every unit looked at; where that takes more than so many steps back through
  /// layers, on those of layers that lie the farther apart the deeper they are, and of the last.
  /// - Returns: also of how many units nothing was asked.
  func claims(_ plan: UnitPlan, steps allowed: Int) -> (claims: [UnitClaim], leftOut: Int) {
    var claims: [UnitClaim] = []
    var leftOut = 0
    let begin = regions.stepCount
    let share = Double(allowed) / Double(max(1, report.layers.count))
    // Units of layers that read just the same element see what that element sees.
    var known: [UnitKey: Claim] = [:]
    for (index, layer) in report.layers.enumerated() {
      let isLate = Double(regions.stepCount - begin) > share * Double(index + 1)
      if isLate, index < report.layers.count - 1 {
        for output in layer.outputs.indices {
          leftOut += plan.keys(of: ValueReference(node: index, output: output)).count
        }
        continue
      }
      for output in layer.outputs.indices {
        for key in plan.keys(of: ValueReference(node: index, output: output)) {
          let before = layer.isPointwise ? layer.inputs.first.map { key.moved(to: $0) } : nil
          let claim = before.flatMap { known[$0] } ?? claim(on: key)
          known[key] = claim
          claims.append((key, claim))
        }
      }
    }
    return (claims, leftOut)
  }

  func claim(on key: UnitKey) -> Claim {
    if isBlind[key.value.node] { return .failure(.undetermined(.dataDependent)) }
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
    _ claims: [UnitClaim], _ seen: SeenUnits, _ cells: PositionCells, on page: inout Ledger.Page
  ) {
    for (key, claim) in claims {
      let name = report.layers[key.value.node].name
      switch claim {
      case .success(let said):
        guard let told = try? cells.rounded(said) else {
          page.leaveOut(.unknown)
          continue
        }
        page.compare(name, detail(key), analysed: told, measured: seen.positions[key] ?? .empty)
      case .failure(.undetermined):
        page.leaveOut(isBlind[key.value.node] ? .stoodInFor : .unknown)
      case .failure(let problem):
        page.compare(name, detail(key), analysed: "\(problem)", measured: "a region")
      }
    }
  }

  /// Which units turn NaN when a row of the source does: just those that see it. Layers that aren't
  /// finite without it can't be told.
  func compareTaint(
    _ claims: [UnitClaim], _ run: TaintMeasurement, row: Int,
    except untraceable: Set<Int>, on page: inout Ledger.Page
  ) {
    for (key, claim) in claims {
      guard case .success(let said) = claim else {
        page.leaveOut(isBlind[key.value.node] ? .stoodInFor : .unknown)
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
