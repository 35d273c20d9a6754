import Analyses
import ConvArithmetic
import LayerGraph

/// Compares what the report says units see with what was measured.
struct FieldCheck {
  let report: Report
  let source: Int
  let axis: Int

  private static let axisNames = ["height", "width", "depth"]

  private var axisName: String {
    let count =
      report.sources.indices.contains(source)
      ? report.layers[report.sources[source].node].outputs[0].fields[source].axes.count : 0
    let name = count == 1 ? "length" : count == 2 ? Self.axisNames[axis] : "axis \(axis)"
    return report.sources.count > 1 ? "input \(source) \(name)" : name
  }

  private func detail(_ key: UnitKey) -> String {
    let output = key.value.output == 0 ? "" : "output \(key.value.output) "
    return output + axisName + (key.dimension == nil ? "" : " unit \(key.unit)")
  }

  /// What the report says of a unit: the positions it sees, or why it can't say.
  typealias Claim = Result<PositionSet, Problem>

  /// The report's word on every unit looked at.
  func claims(_ plan: UnitPlan) -> [(key: UnitKey, claim: Claim)] {
    var claims: [(UnitKey, Claim)] = []
    for index in report.layers.indices {
      for output in report.layers[index].outputs.indices {
        let value = ValueReference(node: index, output: output)
        guard let (dimension, units) = plan.units[value] else { continue }
        for unit in units {
          let key = UnitKey(value: value, dimension: dimension, unit: unit)
          claims.append((key, claim(on: key)))
        }
      }
    }
    return claims
  }

  private func claim(on key: UnitKey) -> Claim {
    do throws(Problem) {
      let seen = try report.positionsSeen(
        by: key.value, unit: key.unit, along: key.dimension, source: source)
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
        page.skip()
      case .failure(let problem):
        page.compare(name, detail(key), analysed: "\(problem)", measured: "a region")
      }
    }
  }

  /// Which units turn NaN when a row of the source does: just those that see it.
  func compareTaint(
    _ claims: [(key: UnitKey, claim: Claim)], _ run: TaintMeasurement, row: Int,
    on page: inout Ledger.Page
  ) {
    for (key, claim) in claims {
      guard case .success(let said) = claim else {
        page.skip()
        continue
      }
      page.compare(
        report.layers[key.value.node].name, "\(detail(key)) sees position \(row)",
        analysed: said.contains(row), measured: run.tainted.contains(key))
    }
  }

  /// The closed form of the middle-most unit whose hull lies inside the image: what is measured there
  /// must be what the formula says, holes included.
  func compareClosedForms(
    _ seen: SeenUnits, _ plan: UnitPlan, length: Int, on page: inout Ledger.Page
  ) {
    let image = Interval(0, length - 1)
    for (value, sample) in plan.units.sorted(by: { $0.key.node < $1.key.node }) {
      let field = report.layers[value.node].outputs[value.output].fields[source].axes[axis]
      guard !field.isGlobal, !field.isFolded, let dimension = sample.dimension,
        case .known(let local)? = field.local, local.isAnchored, let last = sample.units.last
      else { continue }
      let inward = sample.units.sorted { abs(2 * $0 - last) < abs(2 * $1 - last) }
      let middle = inward.first { unit in
        guard let hull = try? local.map.hull(of: unit), !hull.isEmpty else { return false }
        return hull.intersection(image) == hull
      }
      guard let middle, let positions = try? local.map.positions(of: middle) else {
        page.skip()
        continue
      }
      let key = UnitKey(value: value, dimension: dimension, unit: middle)
      page.compare(
        report.layers[value.node].name, detail(key), analysed: positions,
        measured: seen.positions[key] ?? .empty)
    }
  }

  /// Where two aligned chains meet: how far the middles of what they see lie apart.
  func compareAlignment(
    _ seen: SeenUnits, _ plan: UnitPlan, length: Int, on page: inout Ledger.Page
  ) {
    let image = Interval(0, length - 1)
    for index in report.layers.indices where report.layers[index].inputs.count == 2 {
      let merged = report.layers[index].outputs[0].fields[source]
      guard merged.axes.indices.contains(axis), case .known(let local)? = merged.axes[axis].local,
        local.centres.jump != nil, let dimension = merged.axes[axis].dimension,
        let apart = try? local.centres.greatest - local.centres.least
      else { continue }
      var branches: [(value: ValueReference, map: FieldMap)] = []
      for input in report.layers[index].inputs {
        let field = report.layers[input.node].outputs[input.output].fields[source]
        guard field.isReached, field.axes.indices.contains(axis),
          !field.axes[axis].isGlobal, case .known(let branch)? = field.axes[axis].local,
          branch.isAnchored,
          branch.centres.areAligned, branch.map.period == 1,
          field.axes[axis].dimension == dimension
        else { break }
        branches.append((input, branch.map))
      }
      guard branches.count == 2 else { continue }
      guard
        let measured = measuredDistance(branches, dimension, image: image, seen, plan)
      else {
        page.skip()
        continue
      }
      page.compare(
        report.layers[index].name, axisName, analysed: apart, measured: measured)
    }
  }

  /// The distance of two branches' middles at a unit where both lie inside the image.
  private func measuredDistance(
    _ branches: [(value: ValueReference, map: FieldMap)], _ dimension: Int, image: Interval,
    _ seen: SeenUnits, _ plan: UnitPlan
  ) -> Rational? {
    let first = branches[0]
    for unit in plan.units[first.value]?.units ?? [] {
      let key = UnitKey(value: first.value, dimension: dimension, unit: unit)
      let other = UnitKey(value: branches[1].value, dimension: dimension, unit: unit)
      guard let one = seen.positions[key]?.hull, let two = seen.positions[other]?.hull,
        !one.isEmpty, !two.isEmpty,
        let hull = try? first.map.hull(of: unit), hull.intersection(image) == hull,
        let second = try? branches[1].map.hull(of: unit), second.intersection(image) == second
      else { continue }
      let distance = abs((one.lower + one.upper) - (two.lower + two.upper))
      return try? Rational(distance, over: 2)
    }
    return nil
  }
}
