import ConvArithmetic
import LayerGraph

/// What comes of branches that meet, along one axis of the source.
///
/// A unit sees the hull of what its branches see. The figures' home is `FieldUnion`.
struct MergeSteps {
  typealias Step = LayerExplanation.Step

  struct Branch {
    /// Which of the layer's inputs.
    let input: Int
    let local: LocalField

    func hull(of unit: Int) -> Interval? {
      guard let hull = try? local.map.hull(of: unit), !hull.isEmpty else { return nil }
      return hull
    }
  }

  let axis: Int
  let branches: [Branch]
  let after: LocalField

  var steps: [Step] {
    guard after.isAnchored else { return [jump] }
    return ends + [jump] + fields + [start] + apart
  }

  var remarks: [LayerExplanation.Remark] {
    guard after.isAnchored else { return [.unknown(.openPadding, axis: axis)] }
    return (untold == 0 ? [] : [.others(untold, axis: axis)])
      + (deciding.map { [.decidedBy($0.map(\.input), axis: axis)] } ?? []) + alignment
  }

  // MARK: - Ends

  /// Branches are told one by one up to here.
  private static let branchesShown = 8

  /// All branches that see something, or one of each field, or those that reach furthest.
  private var told: [Branch] {
    let seeing = branches.filter { $0.hull(of: 0) != nil }
    if seeing.count <= Self.branchesShown { return seeing }
    var fields: Set<LocalField> = []
    let different = seeing.filter { fields.insert($0.local).inserted }
    guard different.count > Self.branchesShown else { return different }
    let hulls = different.compactMap { $0.hull(of: 0) }
    let (lower, upper) = (hulls.map(\.lower).min() ?? 0, hulls.map(\.upper).max() ?? 0)
    let furthest = [
      hulls.firstIndex { $0.lower == lower && $0.upper == upper }
        ?? hulls.firstIndex { $0.lower == lower },
      hulls.firstIndex { $0.lower == lower && $0.upper == upper }
        ?? hulls.firstIndex { $0.upper == upper },
    ]
    return Set(furthest.compactMap { $0 }).sorted().map { different[$0] }
  }

  private var untold: Int {
    let count = Set(branches.map(\.local)).count
    return count > Self.branchesShown ? count - told.count : 0
  }

  /// What unit 0 sees by each branch: start − (R − 1)/2 … start + (R − 1)/2.
  private var ends: [Step] {
    told.enumerated().flatMap { number, branch -> [Step] in
      guard let hull = branch.hull(of: 0) else { return [] }
      return [
        end(.first, Letter(.first, number: number + 1), hull.lower, branch),
        end(.last, Letter(.last, number: number + 1), hull.upper, branch),
      ]
    }
  }

  private func end(
    _ quantity: LayerExplanation.Quantity, _ letter: Letter, _ position: Int, _ branch: Branch
  ) -> Step {
    if branch.local.map.period == 1, case .known(let start) = branch.local.start, let start,
      case .known(let size) = branch.local.size
    {
      let half = Formula.quotient(
        .difference(
          .letter(Letter(.field), Amount(size.lowerBound)), .number(1)), .number(2))
      let centre = Formula.letter(Letter(.start), Amount(start))
      let formula: Formula =
        quantity == .first ? .difference(centre, half) : .sum([centre, half])
      if formula.value() == .known(Amount(position)) {
        return Step(quantity, letter, formula, axis: axis, branch: branch.input)
      }
    }
    return Step(
      quantity, letter, told: .known(Amount(position)), axis: axis, branch: branch.input)
  }

  private func ends(of unit: Int) -> (first: Formula, last: Formula)? {
    let branches = told
    var (first, last): ([Formula], [Formula]) = ([], [])
    for (number, branch) in branches.enumerated() {
      guard let hull = branch.hull(of: unit) else { continue }
      let number = branches.count == 1 ? nil : number + 1
      first.append(.letter(Letter(.first, number: number), Amount(hull.lower)))
      last.append(.letter(Letter(.last, number: number), Amount(hull.upper)))
    }
    guard let (one, other) = zip(first, last).first(where: { _ in true }) else { return nil }
    return first.count == 1 ? (one, other) : (.least(first), .greatest(last))
  }

  // MARK: - Field, jump, start

  private var jump: Step {
    Step(
      .jump, Letter(.jump, .after), told: after.jump.map { Amount($0) }, axis: axis)
  }

  private var fields: [Step] {
    guard let sizes = try? after.map.sizes() else {
      return [Step(.field, Letter(.field, .after), told: .unknown(.tooLarge), axis: axis)]
    }
    let isOne = Set(sizes).count == 1
    return AxisSteps.examples(of: sizes).map { unit in
      let phase: LayerExplanation.Phase? = isOne ? nil : .init(unit: unit, period: sizes.count)
      if let (first, last) = ends(of: unit) {
        let formula = Formula.sum([.difference(last, first), .number(1)])
        if formula.value() == .known(Amount(sizes[unit])) {
          return Step(.field, Letter(.field, .after), formula, axis: axis, phase: phase)
        }
      }
      return Step(
        .field, Letter(.field, .after), told: .known(Amount(sizes[unit])), axis: axis,
        phase: phase)
    }
  }

  private var start: Step {
    let letter = Letter(.start, .after)
    guard case .known(let start) = after.start, let start else {
      return Step(.start, letter, told: .unknown(after.start.reason ?? .piecewise), axis: axis)
    }
    if let (first, last) = ends(of: 0) {
      let middle = Formula.quotient(.sum([first, last]), .number(2))
      if middle.value() == .known(Amount(start)) {
        return Step(.start, letter, middle, axis: axis)
      }
    }
    return Step(.start, letter, told: .known(Amount(start)), axis: axis)
  }

  // MARK: - Which decides, and how they lie to one another

  /// Branches that see, at each unit, all that any of them sees.
  /// Nil where units repeat too late to look at all of a period.
  private var deciding: [Branch]? {
    var periods: [Int] = []
    for branch in branches {
      guard let period = common(branch) else { return nil }
      periods.append(period)
    }
    // At most 4,096 each, of as many branches as a layer reads.
    if periods.reduce(0, +) > Self.greatestEffort { return nil }
    return zip(branches, periods).filter { branch, period in
      (0..<period).allSatisfy { unit in
        guard let all = try? after.map.hull(of: unit) else { return false }
        return all.isEmpty || branch.hull(of: unit) == all
      }
    }.map(\.0)
  }

  /// Units of all branches together that are looked at to see which branch decides.
  private static let greatestEffort = 1 << 15

  /// Units after which both the branch and the merge repeat; nil past the bound of fields.
  private func common(_ branch: Branch) -> Int? {
    let (one, other) = (branch.local.map.period, after.map.period)
    guard let product = try? one.times(other / greatestCommonDivisor(one, other)) else {
      return nil
    }
    return product <= FieldMap.maximumPeriod ? product : nil
  }

  /// Where each branch samples, when all have one place each and advance alike.
  private var starts: [Rational]? {
    var starts: [Rational] = []
    for branch in branches {
      guard branch.local.map.period == 1, case .known(let start) = branch.local.start, let start,
        branch.local.jump == branches[0].local.jump,
        case .known(let centres) = branch.local.centres, centres.evenStart == start
      else { return nil }
      starts.append(start)
    }
    return starts
  }

  private var apart: [Step] {
    guard let starts, case .known(let jump) = after.jump else { return [] }
    let places = Set(starts).sorted()
    guard places.count > 1 else {
      return []
    }
    let letters = places.map { Formula.letter(Letter(.start), Amount($0)) }
    let distance = Formula.difference(.greatest(letters), .least(letters))
    guard case .known(let pixels) = distance.value() else { return [] }
    let units = Formula.quotient(
      .letter(Letter(.apart), pixels), .letter(Letter(.jump, .after), Amount(jump)))
    return [
      Step(.apart, Letter(.apart), distance, axis: axis), Step(.shift, nil, units, axis: axis),
    ]
  }

  private var alignment: [LayerExplanation.Remark] {
    guard let starts, case .known(let jump) = after.jump else {
      guard case .known(let apart) = after.apart, let apart else { return [] }
      return [.apart(apart, axis: axis)]
    }
    guard let least = starts.min(), let greatest = starts.max(), least < greatest else {
      return [.apart(0...0, axis: axis)]
    }
    guard let units = try? (try greatest - least) / jump else { return [] }
    if Set(starts).count > 2, let distance = try? greatest - least {
      return [.apart(distance...distance, axis: axis)]
    }
    guard units.isInteger, let crop = starts.firstIndex(of: least) else {
      return [.betweenUnits(units, axis: axis)]
    }
    return [.alignable(crop: branches[crop].input, units: units.numerator, axis: axis)]
  }
}
