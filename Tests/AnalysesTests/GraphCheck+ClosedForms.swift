@testable import Analyses
import ConvArithmetic
import LayerGraph
@testable import TestSupport

extension GraphCheck {
  /// Closed forms describe units away from the image's ends: a unit whose walk met no border must see
  /// just what they say, one that met a border no more than that.
  func checkClosedForms(_ tally: inout WalkTally) {
    let field = report.layers[values.count - 1].outputs[0].fields[0]
    if field.isReached != last.isReached { tally.disagree(name("reached: \(field.isReached)")) }
    guard last.isReached, field.axes.count == axes.planes.count else { return }
    for (axis, form) in field.axes.enumerated() {
      if case .unknown(let reason) = form.local {
        tally.withoutForm["\(reason)", default: 0] += 1
        continue
      }
      // What reads all that is left of an axis of which some was cut off sees no more than that, but for what a
      // circular border puts in its place: closed forms leave out where the image ends.
      let disagrees =
        form.isGlobal
        ? !last.global.contains(axis) && !isSeenAsAWhole(axis)
        : last.global.contains(axis) && sees(wholeOf: axis) && !hasFilledBorders
      if disagrees, !last.mixed.contains(axis) {
        tally.disagree(name("axis \(axis) global: \(form.isGlobal)"))
      }
      tally.globals += form.isGlobal ? 1 : 0
      guard case .known(let local) = form.local, !form.isGlobal, !form.isFolded,
        let dimension = form.dimension
      else { continue }
      if let known = last.axes.firstIndex(of: axis), known != dimension - 1 {
        tally.disagree(name("axis \(axis) lies in dimension \(dimension)"))
        return
      }
      tally.closedForms += 1
      do {
        try check(local, axis: axis, dim: dimension - 1, &tally)
        try checkCentres(local.centres, axis: axis, dim: dimension - 1, &tally)
      } catch {
        tally.disagree(name("axis \(axis) \(local): \(error)"))
      }
    }
  }

  /// Whether, in a graph that cuts dimensions up, every element sees the whole axis: of places that were
  /// repeated some are all.
  private func isSeenAsAWhole(_ axis: Int) -> Bool {
    let isCut = graph.nodes.contains {
      if case .reshape = $0.operation { true } else { false }
    }
    let whole = axes.shadows(of: .max)[axis]
    return isCut && last.seen.allSatisfy { axes.shadows(of: $0)[axis] == whole }
  }

  /// Whether some element sees every position of an axis.
  private func sees(wholeOf axis: Int) -> Bool {
    let whole = axes.shadows(of: .max)[axis]
    return last.seen.contains { axes.shadows(of: $0)[axis] == whole }
  }

  private func check(
    _ local: LocalField, axis: Int, dim: Int, _ tally: inout WalkTally
  ) throws {
    let length = axes.planes[axis].count
    let image = Interval(0, length - 1)
    let cutsChannels = graph.nodes.contains { $0.operation.cutsChannels }
    let seen = last.seen(along: dim).map { axes.shadows(of: $0)[axis] }
    let touched = last.combined(last.marks, along: dim)
    let clean = last.cleanUnits(along: dim, holesAllowedOn: axis)
    var (first, sizes): (Interval?, Set<Int>) = (nil, [])
    for unit in seen.indices {
      let hull = try local.map.hull(of: unit)
      let closed = try local.map.positions(of: unit) ?? PositionSet(hull)
      let inside = mask(of: closed.intersection(image))
      if seen[unit] & ~inside != 0 {
        if touched[unit] & 1 << UInt8(axis) != 0, hasFilledBorders { continue }
        tally.disagree(name("axis \(axis) unit \(unit) sees more than \(closed)"))
        return
      }
      guard clean[unit], !cutsChannels else { continue }
      tally.exactForms += 1
      sizes.insert(try hull.count())
      if closed.intersection(image) != closed
        || (local.map.coverage == .unknown ? closed.hull != hull : seen[unit] != inside)
      {
        tally.disagree(name("axis \(axis) unit \(unit) does not see all of \(closed)"))
        return
      }
      if unit % local.map.period == 0, !hull.isEmpty { first = hull }
      if first != nil, unit % local.map.period == 0 {
        try checkStart(local, unit, seen[unit], axis: axis, &tally)
      }
    }
    if case .known(let size) = local.size, sizes.isSubset(of: Set(size)) { return }
    tally.disagree(name("axis \(axis) sizes \(sizes), not \(local.size)"))
  }

  /// Start, jump and padding, from a unit that saw no border, moved back to unit 0 (and to the last).
  private func checkStart(
    _ local: LocalField, _ unit: Int, _ seen: UInt64, axis: Int, _ tally: inout WalkTally
  ) throws {
    let (lower, upper) = (seen.trailingZeroBitCount, 63 - seen.leadingZeroBitCount)
    let moved = local.map.advance * (unit / local.map.period)
    let jump = try Rational(local.map.advance, over: local.map.period)
    var start = try Rational(lower + upper, over: 2) - jump * Rational(unit)
    // Phases may sample evenly though their ends don't lie so; how units sample is measured in AlignmentTests.
    if local.map.period > 1, let even = local.centres.value?.evenStart {
      start = even
    }
    let isRight =
      local.jump == .known(jump) && local.start == .known(start)
      && local.paddingBefore == .known(moved - lower)
      && local.paddingAfter(
        units: Dim(unit + 1), length: Dim(axes.planes[axis].count))
        == .known(upper + 1 - axes.planes[axis].count)
    if !isRight { tally.disagree(name("axis \(axis) start \(local.start) not \(start)")) }
  }

  /// Whether places beyond an end are filled from inside, which closed forms leave out.
  private var hasFilledBorders: Bool {
    graph.nodes.contains { node in
      switch node.operation {
      case .convolution(let layer): layer.paddingMode != .zeros
      case .pad(let layer): layer.mode != .zeros
      case .resize, .tile: true
      case .concat(let layer):
        layer.dimension > 1 || node.inputs.contains { values[$0.node][$0.output].axes[0] != nil }
      default: false
      }
    }
  }
}

extension Operator {
  /// Closed forms are of all channels together.
  fileprivate var cutsChannels: Bool {
    switch self {
    case .slice(let layer): layer.dimension == 1
    case .split(let layer): layer.dimension == 1
    case .gather(let layer): layer.dimension == 1
    case .pad(let layer): layer.dimensions?.contains(1) ?? false
    case .resize(let layer): layer.dimensions?.contains(1) ?? false
    default: false
    }
  }
}

extension DependencyWalk.Value {
  /// For each unit along `dim` whether no element met a border along it, and at some place in the other
  /// dimensions nothing was met at all.
  func cleanUnits(along dim: Int, holesAllowedOn axis: Int) -> [Bool] {
    let own: UInt8 = 1 << UInt8(axis)
    let touched = combined(marks, along: dim).map { $0 & own != 0 }
    // All channels of a place together.
    let places = dim == 0 ? elements : dims.dropFirst().reduce(1, *)
    var placeMarks = [UInt8](repeating: 0, count: places)
    for (index, marks) in marks.enumerated() { placeMarks[index % places] |= marks & ~(own << 4) }
    let inner = dims[(dim + 1)...].reduce(1, *)
    var isSomewhereClean = [Bool](repeating: false, count: dims[dim])
    for (place, marks) in placeMarks.enumerated() where marks == 0 {
      isSomewhereClean[place / inner % dims[dim]] = true
    }
    return zip(touched, isSomewhereClean).map { !$0 && $1 }
  }
}
