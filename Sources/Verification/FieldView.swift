import Analyses
import ConvArithmetic
import LayerGraph

/// What is looked at along one axis, and what the report says of it.
struct FieldView {
  let check: FieldCheck
  private(set) var plan: UnitPlan
  private(set) var claims: [FieldCheck.UnitClaim] = []
  /// Whether the plan has every unit there is, and claims of all.
  private(set) var hasEveryUnit: Bool
  /// How many layers say something of the axis.
  private let allLayers: Int

  init(_ check: FieldCheck, _ plan: UnitPlan) {
    (self.check, self.plan) = (check, plan)
    allLayers = Set(plan.slices.keys.map(\.node)).count
    hasEveryUnit = plan.hasEveryUnit
  }

  /// Asks the report for regions; of a deep network in which each takes many steps, in some layers only.
  mutating func claim(_ effort: Effort, on page: inout Ledger.Page) {
    let made = check.claims(plan, steps: effort.regionSteps)
    claims = made.claims
    for _ in 0..<made.leftOut { page.leaveOut(.layersSampled) }
    if made.leftOut > 0 {
      plan = plan.only(Set(claims.map(\.key.value)))
      hasEveryUnit = false
    }
  }

  /// The last layer of whose units the report says anything; what comes after need not be run.
  var lastTold: Int {
    let claimed = claims.lazy.reversed().first { claim in
      if case .failure(.undetermined) = claim.claim { false } else { true }
    }
    let (report, source, axis) = (check.report, check.source, check.axis)
    let inClosedForm = report.layers.indices.last { index in
      report.layers[index].outputs.contains { output in
        guard output.fields[source].axes.indices.contains(axis) else { return false }
        if case .known? = output.fields[source].axes[axis].local { return true }
        return false
      }
    }
    return max(claimed?.key.value.node ?? 0, inClosedForm ?? 0)
  }

  /// What was left out of the fields' sight; nil where nothing was.
  func sample(_ cells: PositionCells?) -> FieldSample? {
    let layers = Set(plan.slices.keys.map(\.node)).count
    if layers == allLayers, cells?.isExact != false { return nil }
    return FieldSample(
      axis: check.axisName, layers: layers, allLayers: allLayers,
      positions: cells?.singles ?? 0, allPositions: cells?.length ?? 0)
  }
}
