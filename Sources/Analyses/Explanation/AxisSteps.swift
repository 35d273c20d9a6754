import ConvArithmetic
import LayerGraph

/// Jump, field and start along one axis of the source, of a layer that reads one value.
///
/// Where the units of the layer before are all alike, the course's recurrences hold: Rₙ = Rₙ₋₁ + (F − 1)·jₙ₋₁ and
/// startₙ = startₙ₋₁ + ((F − 1)/2 − P)·jₙ₋₁. Behind phases they don't, and the ends of what a unit sees are told
/// instead. The figures' home is `FieldMap`.
struct AxisSteps {
  typealias Step = LayerExplanation.Step

  let axis: Int
  let before: LocalField
  let after: LocalField
  let map: AxisMap
  let window: WindowSteps?
  /// The layer's own field, on the layer before.
  private let local: LocalField?

  init(
    axis: Int, before: LocalField, after: LocalField, map: AxisMap, window: WindowSteps?,
    lengths: (before: Dim, after: Dim)
  ) {
    (self.axis, self.before, self.after, self.map) = (axis, before, after, map)
    (self.window, self.lengths) = (window, lengths)
    local = try? LocalField.identity.following(map)
  }

  /// Of the units of a period one of each size is told, up to so many.
  static let sizesShown = 4

  /// The first unit of each size.
  static func examples(of sizes: [Int]) -> [Int] {
    var seen: Set<Int> = []
    return Array(sizes.indices.filter { seen.insert(sizes[$0]).inserted }.prefix(sizesShown))
  }

  let lengths: (before: Dim, after: Dim)

  /// A shift moves the start and nothing else.
  var steps: [Step] {
    if isInPlace { return [] }
    return isShift ? [start] : [jump] + own + fields + [start]
  }

  /// Whether each unit reads the one in its place, by no window.
  var isInPlace: Bool { map.isIdentity && window == nil }

  private var isShift: Bool {
    if case .window(let taps) = map.kind {
      window == nil && taps.stride == 1 && taps.count == 1
    } else {
      false
    }
  }

  var remarks: [LayerExplanation.Remark] {
    if isInPlace { return [.keepsPlaces] }
    var remarks: [LayerExplanation.Remark] = []
    if let rate, rate < 1 { remarks.append(.upsampled(by: Rational(1).over(rate), axis: axis)) }
    if after.map.period > 1, case .known(let sizes) = sizes, Set(sizes).count > 1 {
      let shares = Dictionary(grouping: sizes) { $0 }.sorted { $0.key < $1.key }.map {
        LayerExplanation.Share(size: $0.key, units: $0.value.count)
      }
      remarks.append(.phases(sizes: shares, period: after.map.period, axis: axis))
      for unit in Self.examples(of: sizes) {
        guard let read = try? map.positions(readBy: unit).hull(), !read.isEmpty,
          let sees = try? after.map.hull(of: unit), !sees.isEmpty
        else { continue }
        remarks.append(.reads(unit: unit, read, sees: sees, axis: axis))
      }
    }
    return remarks
  }

  private var rate: Rational? { local?.jump.value }

  private var sizes: Known<[Int]> {
    .init(arithmetic: { () throws(ArithmeticError) in try after.map.sizes() })
  }

  private func letter(_ name: Letter.Name, _ mark: Letter.Mark) -> Letter { Letter(name, mark) }

  // MARK: - Jump

  private var jumpBefore: Formula? {
    before.jump.value.map { .letter(letter(.jump, .before), Amount($0)) }
  }

  private var jump: Step {
    let told = Step(
      .jump, letter(.jump, .after), told: after.jump.map { Amount($0) }, axis: axis)
    guard let jumpBefore, case .known(let result) = after.jump else { return told }
    var formula: Formula?
    if let window {
      formula =
        window.isTransposed
        ? .quotient(jumpBefore, window.stride) : .product([jumpBefore, window.stride])
    } else if let rate, rate != 1, scale.value() == .known(Amount(rate)) {
      formula = .product([jumpBefore, scale])
    }
    guard let formula, formula.value() == .known(Amount(result)) else { return told }
    return Step(.jump, letter(.jump, .after), formula, axis: axis)
  }

  // MARK: - Field

  /// What units of a transposed window span of the layer before: ⌊(u + P)/S⌋ − ⌈(u + P − F + 1)/S⌉ + 1.
  private var own: [Step] {
    guard let window, window.isTransposed, let padding = window.before, let local,
      window.use.window.dilation == 1
    else { return [] }
    guard let sizes = try? local.map.sizes() else { return [] }
    return Self.examples(of: sizes).compactMap { unit in
      let size = sizes[unit]
      let place = Formula.sum(of: [
        .size(.unit, Dim(unit)), padding == 0 ? nil : .size(.paddingBefore, Dim(padding)),
      ])
      let first = Formula.ceiling(
        .quotient(.sum([.difference(place, window.size), .number(1)]), window.stride))
      let formula = Formula.sum([
        .difference(.floor(.quotient(place, window.stride)), first), .number(1),
      ])
      guard formula.value() == .known(Amount(size)) else { return nil }
      return Step(
        .own, Letter(.own), formula, axis: axis,
        phase: Set(sizes).count == 1 ? nil : .init(unit: unit, period: sizes.count))
    }
  }

  private var fields: [Step] {
    let name = letter(.field, .after)
    if !after.isAnchored, after.map.period > 1 {
      return [Step(.field, name, told: told(after.size), axis: axis)]
    }
    guard case .known(let sizes) = sizes else {
      return [Step(.field, name, told: .unknown(.tooLarge), axis: axis)]
    }
    if Set(sizes).count == 1 {
      return [field(of: 0, sizes[0], phase: nil)]
    }
    return Self.examples(of: sizes).map {
      field(of: $0, sizes[$0], phase: .init(unit: $0, period: sizes.count))
    }
  }

  private func told(_ size: Known<ClosedRange<Int>>) -> Known<Amount> {
    size.flatMap { $0.count == 1 ? .known(Amount($0.lowerBound)) : .unknown(.openPadding) }
  }

  private func field(of unit: Int, _ size: Int, phase: LayerExplanation.Phase?) -> Step {
    let name = letter(.field, .after)
    if let formula = recurrence(of: unit), formula.value() == .known(Amount(size)) {
      return Step(.field, name, formula, axis: axis, phase: phase)
    }
    guard let hull = try? after.map.hull(of: unit), !hull.isEmpty else {
      return Step(.field, name, told: .known(Amount(size)), axis: axis, phase: phase)
    }
    let ends = Formula.sum([
      .difference(.size(.last, Dim(hull.upper)), .size(.first, Dim(hull.lower))), .number(1),
    ])
    return Step(.field, name, ends, axis: axis, phase: phase)
  }

  /// Rₙ₋₁ + (F − 1)·jₙ₋₁, or with the units that this one spans in place of F.
  private func recurrence(of unit: Int) -> Formula? {
    guard let jumpBefore, case .known(let size) = before.size, size.count == 1, let local else {
      return nil
    }
    let field = Formula.letter(letter(.field, .before), Amount(size.lowerBound))
    if let window, !window.isTransposed {
      return .sum([field, .product([window.span, jumpBefore])])
    }
    guard let own = try? local.map.hull(of: unit).count(), own > 0 else { return nil }
    let spans = Formula.difference(.letter(Letter(.own), Amount(own)), .number(1))
    return .sum([field, .product([spans, jumpBefore])])
  }

  // MARK: - Start

  private var start: Step {
    let name = letter(.start, .after)
    guard case .known(let start) = after.start, let start else {
      let reason = after.start.reason
      return Step(
        .start, name, told: reason.map { .unknown($0) } ?? .unknown(.piecewise), axis: axis)
    }
    if let formula = startRecurrence, formula.value() == .known(Amount(start)) {
      return Step(.start, name, formula, axis: axis)
    }
    if let hull = try? after.map.hull(of: 0), !hull.isEmpty {
      let middle = Formula.quotient(
        .sum([.size(.first, Dim(hull.lower)), .size(.last, Dim(hull.upper))]), .number(2))
      if middle.value() == .known(Amount(start)) {
        return Step(.start, name, middle, axis: axis)
      }
    }
    return Step(.start, name, told: .known(Amount(start)), axis: axis)
  }

  /// startₙ₋₁ + ((F − 1)/2 − P)·jₙ₋₁, or with the place where unit 0 samples the layer before.
  private var startRecurrence: Formula? {
    guard let jumpBefore, case .known(let start) = before.start, let start else { return nil }
    let first = Formula.letter(letter(.start, .before), Amount(start))
    if let window, !window.isTransposed, let padding = window.before {
      let middle = Formula.quotient(window.span, .number(2))
      let moved: Formula =
        padding == 0
        ? middle : .difference(middle, .size(.paddingBefore, Dim(padding)))
      return .sum([first, .product([moved, jumpBefore])])
    }
    guard case .known(let own)? = local?.start, let own else { return nil }
    let place = places.first { $0.value() == .known(Amount(own)) }
    return .sum([first, .product([place ?? .letter(Letter(.sample), Amount(own)), jumpBefore])])
  }

  /// N/N′, the positions of the layer before for each unit.
  private var scale: Formula {
    .quotient(.size(.length, lengths.before), .size(.length, lengths.after, .output))
  }

  /// Where unit 0 samples the layer before, of a transposed window, the middle of the first and the last unit that it
  /// reads, (⌈(P − F + 1)/S⌉ + ⌊P/S⌋)/2; of resizing with half pixels (N/N′ − 1)/2.
  private var places: [Formula] {
    guard let window, window.isTransposed else {
      return rate == 1 ? [] : [.quotient(.difference(scale, .number(1)), .number(2))]
    }
    guard let before = window.before, window.use.window.dilation == 1 else { return [] }
    let padding = Formula.size(.paddingBefore, Dim(before))
    let first = Formula.ceiling(
      .quotient(.sum([.difference(padding, window.size), .number(1)]), window.stride))
    return [.quotient(.sum([first, .floor(.quotient(padding, window.stride))]), .number(2))]
  }
}

extension Rational {
  fileprivate func over(_ other: Rational) -> Rational { (try? self / other) ?? 0 }
}
