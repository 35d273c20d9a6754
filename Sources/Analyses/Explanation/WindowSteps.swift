import ConvArithmetic
import LayerGraph

/// Padding, output size and own field of a window along one axis.
///
/// The formulas' homes are `Window.resolve` and `Window.resolveTransposed`; these are their printed forms.
struct WindowSteps {
  typealias Step = LayerExplanation.Step

  let use: Workings.WindowUse
  let axis: Int
  let length: Dim
  let output: Dim
  private let resolved: ResolvedPadding

  init(
    _ use: Workings.WindowUse, axis: Int, length: Dim, output: Dim
  ) throws(ArithmeticError) {
    (self.use, self.axis, self.length, self.output) = (use, axis, length, output)
    switch use.movement {
    case .sliding(let rounding):
      resolved = try use.window.resolve(use.padding, length: length, rounding: rounding)
    case .transposed(let outputPadding):
      resolved = try use.window.resolveTransposed(
        use.padding, length: length, outputPadding: outputPadding)
    }
  }

  var isTransposed: Bool { if case .transposed = use.movement { true } else { false } }

  /// Padding before; nil where an open size decides.
  var before: Int? { resolved.before }

  var steps: [Step] {
    padding
      + [Step(.output, Letter(.length, .output), outputSize, axis: axis), own].compactMap { $0 }
  }

  var remarks: [LayerExplanation.Remark] {
    leavesLastOut ? [.lastWindowLeftOut(axis: axis)] : []
  }

  // MARK: - Letters

  var size: Formula { .size(.kernel, Dim(use.window.size)) }
  var stride: Formula { .size(.stride, Dim(use.window.stride)) }
  private var positions: Formula { .size(.length, length) }

  /// F − 1, or D·(F − 1).
  var span: Formula {
    let gaps = Formula.difference(size, .number(1))
    return use.window.dilation == 1
      ? gaps : .product([.size(.dilation, Dim(use.window.dilation)), gaps])
  }

  /// What the window takes off a sum: F, or D·(F − 1) and 1.
  private func less(_ sum: Formula) -> Formula {
    use.window.dilation == 1
      ? .difference(sum, size) : .difference(.difference(sum, span), .number(1))
  }

  /// 2·P, or P + Q; nothing for none.
  private func margins(_ before: Int, _ after: Int) -> [Formula] {
    if before == 0, after == 0 { return [] }
    let first = Formula.size(.paddingBefore, Dim(before))
    return before == after
      ? [.product([.number(2), first])] : [first, .size(.paddingAfter, Dim(after))]
  }

  // MARK: - Output

  private var outputSize: Formula {
    switch (use.movement, use.padding) {
    case (.sliding, .sameUpper), (.sliding, .sameLower): .ceiling(.quotient(positions, stride))
    case (.transposed, .sameUpper), (.transposed, .sameLower): .product([positions, stride])
    case (.sliding(let rounding), .explicit(let before, let after)):
      slid(before, after, rounding)
    case (.transposed(let outputPadding), .explicit(let before, let after)):
      spread(before, after, outputPadding)
    }
  }

  /// ⌊(N + 2·P − F)/S⌋ + 1; in ceil mode ⌈ ⌉, less a last window that would begin after the input.
  private func slid(_ before: Int, _ after: Int, _ rounding: WindowRounding) -> Formula {
    let steps = Formula.quotient(less(.sum(of: [positions] + margins(before, after))), stride)
    guard rounding == .ceil else { return .sum([.floor(steps), .number(1)]) }
    let windows = Formula.sum([.ceiling(steps), .number(1)])
    if windows.value() == .known(Amount(output)) { return windows }
    let fewer = Formula.difference(windows, .number(1))
    if fewer.value() == .known(Amount(output)) { return fewer }
    // Which of the two depends on the open size: the single floor that covers both.
    let last = Formula.least([
      .number(0),
      .sum([less(.size(.paddingAfter, Dim(after))), stride]),
    ])
    let slack = Formula.difference(
      .sum(of: [positions, before == 0 ? nil : .size(.paddingBefore, Dim(before)), last]),
      .number(1))
    return .sum([.floor(.quotient(slack, stride)), .number(1)])
  }

  private var leavesLastOut: Bool {
    if case .difference(.sum, .number(1)) = outputSize, use.movement == .sliding(.ceil) {
      true
    } else {
      false
    }
  }

  /// (N − 1)·S − 2·P + F + A
  private func spread(_ before: Int, _ after: Int, _ outputPadding: Int) -> Formula {
    let apart = Formula.product([.difference(positions, .number(1)), stride])
    let extent = use.window.dilation == 1 ? [size] : [span, .number(1)]
    let cropped = margins(before, after).reduce(apart) { .difference($0, $1) }
    return .sum(
      of: [cropped] + extent
        + [outputPadding == 0 ? nil : .size(.outputPadding, Dim(outputPadding))])
  }

  // MARK: - SAME padding

  private var padding: [Step] {
    guard use.padding == .sameUpper || use.padding == .sameLower else { return [] }
    let letter = Letter(.paddingBefore)
    let half = Formula.quotient(.greatest([lacking, .number(0)]), .number(2))
    let formula: Formula = use.padding == .sameUpper ? .floor(half) : .ceiling(half)
    guard let before = resolved.before else {
      return [Step(.padding, letter, formula, unknown: .openPadding, axis: axis)]
    }
    // Of an open size it may be known all the same, but by no formula of that size.
    guard formula.value() == .known(Amount(before)) else {
      return [Step(.padding, letter, told: .known(Amount(before)), axis: axis)]
    }
    return [Step(.padding, letter, formula, axis: axis)]
  }

  /// (N′ − 1)·S + F − N, or of a transposed window F + A − S.
  private var lacking: Formula {
    let extent = use.window.dilation == 1 ? [size] : [span, .number(1)]
    guard case .transposed(let outputPadding) = use.movement else {
      let windows = Formula.size(.length, output, .output)
      return .difference(
        .sum([.product([.difference(windows, .number(1)), stride])] + extent), positions)
    }
    return .difference(
      .sum(of: extent + [outputPadding == 0 ? nil : .size(.outputPadding, Dim(outputPadding))]),
      stride)
  }

  // MARK: - Own field

  /// What a unit spans of the layer before; a transposed window is told with its phases.
  private var own: Step? {
    if isTransposed { return nil }
    return Step(
      .own, Letter(.own), use.window.dilation == 1 ? size : .sum([span, .number(1)]), axis: axis)
  }
}
