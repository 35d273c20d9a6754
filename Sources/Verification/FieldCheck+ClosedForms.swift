import Analyses
import ConvArithmetic
import LayerGraph

extension FieldCheck {
  /// The closed form of the middle-most unit that meets no border: what is measured there must be what
  /// the formula says, holes included; no more than that where channels were cut away, because closed
  /// forms are of all channels together.
  func compareClosedForms(
    _ seen: SeenUnits, _ plan: UnitPlan, _ interior: InteriorUnits, length: Int,
    on page: inout Ledger.Page
  ) {
    let image = Interval(0, length - 1)
    for value in plan.slices.keys.sorted(by: { ($0.node, $0.output) < ($1.node, $1.output) }) {
      let field = report.layers[value.node].outputs[value.output].fields[source].axes[axis]
      guard !field.isGlobal, !field.isFolded, let dimension = field.dimension,
        case .known(let local)? = field.local, local.isAnchored
      else { continue }
      let middle = UnitSample.inward(plan.units(of: value, along: dimension)).first { unit in
        local.map.lies(within: image, at: unit) && interior.sight(of: value, unit) != .cut
      }
      guard let middle, let positions = try? local.map.positions(of: middle) else {
        page.leaveOut(.atBorders)
        continue
      }
      let key = UnitKey(value: value, dimension: dimension, unit: middle)
      var measured = seen.positions[key] ?? .empty
      if interior.sight(of: value, middle) == .part, measured.isSubset(of: positions) {
        measured = positions
      }
      page.compare(
        report.layers[value.node].name, detail(key), analysed: positions, measured: measured)
    }
  }

  /// Where two aligned chains meet: how far the middles of what they see lie apart.
  func compareAlignment(
    _ seen: SeenUnits, _ plan: UnitPlan, _ interior: InteriorUnits, length: Int,
    on page: inout Ledger.Page
  ) {
    let image = Interval(0, length - 1)
    for index in report.layers.indices where report.layers[index].inputs.count == 2 {
      let merged = report.layers[index].outputs[0].fields[source]
      guard merged.axes.indices.contains(axis), case .known(let local)? = merged.axes[axis].local,
        local.centres.jump != nil, interior.readsInPlace(index),
        let dimension = merged.axes[axis].dimension,
        let apart = try? local.centres.greatest - local.centres.least,
        let branches = branches(meetingIn: index, dimension)
      else { continue }
      let unit = plan.units(of: branches[0].value, along: dimension).first { unit in
        branches.allSatisfy {
          $0.map.lies(within: image, at: unit) && interior.sight(of: $0.value, unit) != .cut
        }
      }
      let middles = branches.compactMap { branch in
        unit.flatMap {
          seen.positions[UnitKey(value: branch.value, dimension: dimension, unit: $0)]?
            .doubledMiddle
        }
      }
      guard middles.count == 2, let measured = try? Rational(abs(middles[0] - middles[1]), over: 2)
      else {
        page.leaveOut(.atBorders)
        continue
      }
      page.compare(report.layers[index].name, axisName, analysed: apart, measured: measured)
    }
  }

  private typealias Branch = (value: ValueReference, map: FieldMap)

  /// The two values that a layer reads, where both are aligned chains of their own; else nil.
  private func branches(meetingIn index: Int, _ dimension: Int) -> [Branch]? {
    var branches: [Branch] = []
    for input in report.layers[index].inputs {
      let field = report.layers[input.node].outputs[input.output].fields[source]
      guard field.isReached, field.axes.indices.contains(axis),
        !field.axes[axis].isGlobal, case .known(let branch)? = field.axes[axis].local,
        branch.isAnchored, branch.centres.areAligned, branch.map.period == 1,
        field.axes[axis].dimension == dimension
      else { return nil }
      branches.append((input, branch.map))
    }
    return branches
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

  /// First and last position added up; nil for the empty set.
  fileprivate var doubledMiddle: Int? { hull.isEmpty ? nil : hull.lower + hull.upper }
}
