import Analyses
import ConvArithmetic
import LayerGraph

extension FieldCheck {
  /// The closed form of the middle-most unit that meets no border: what is measured there must be what
  /// the formula says, holes included; no more than that where channels were cut away, because closed
  /// forms are of all channels together.
  func compareClosedForms(
    _ seen: SeenUnits, _ cells: PositionCells, _ plan: UnitPlan, _ interior: InteriorUnits,
    on page: inout Ledger.Page
  ) {
    let image = Interval(0, cells.length - 1)
    for value in plan.slices.keys.sorted(by: { ($0.node, $0.output) < ($1.node, $1.output) }) {
      let field = report.layers[value.node].outputs[value.output].fields[source].axes[axis]
      // What sees everything, or nothing, has no closed form to compare.
      guard let form = field.local else { continue }
      guard !isBlind[value.node], !field.isFolded, let dimension = field.dimension,
        case .known(let local) = form,
        local.isAnchored
      else {
        page.leaveOut(isBlind[value.node] ? .stoodInFor : .unknown)
        continue
      }
      if field.isGlobal {
        page.leaveOut(.besideGates)
        continue
      }
      let middle = UnitSample.inward(plan.units(of: value, along: dimension)).first { unit in
        local.map.lies(within: image, at: unit)
          && interior.sight(of: value, unit, along: axis) != .cut
      }
      guard let middle,
        let said = try? local.map.positions(of: middle), let positions = try? cells.rounded(said)
      else {
        page.leaveOut(.atBorders)
        continue
      }
      let key = UnitKey(value: value, dimension: dimension, unit: middle)
      var measured = seen.positions[key] ?? .empty
      let isPart =
        interior.sight(of: value, middle, along: axis) == .part
        || measured.isEmpty && seesNothing(key)
      if isPart, measured.isSubset(of: positions) { measured = positions }
      page.compare(
        report.layers[value.node].name, detail(key), analysed: positions, measured: measured)
    }
  }
}

extension FieldCheck {
  /// Whether the report, too, says that the unit sees nothing at all: every row that it would read along
  /// another axis may lie in a gap of a transposed convolution, of which a closed form along this axis knows
  /// nothing.
  private func seesNothing(_ key: UnitKey) -> Bool {
    guard case .success(let said) = claim(on: key) else { return false }
    return said.isEmpty
  }
}

extension FieldMap {
  /// Whether the unit reads something, and all of it in the image.
  fileprivate func lies(within image: Interval, at unit: Int) -> Bool {
    guard let hull = try? hull(of: unit), !hull.isEmpty else { return false }
    return hull.intersection(image) == hull
  }
}

extension PositionSet {
  fileprivate func isSubset(of other: PositionSet) -> Bool { (try? other.union(self)) == other }
}
