import Analyses
import ConvArithmetic
import Escaping
import LayerGraph

/// The lines, words and cells of explanations.
struct ExplanationText: Sendable {
  let report: Report
  let math: ExplanationPage.MathStyle

  var style: CellStyle { CellStyle(assumptions: report.known) }

  // MARK: - Headings

  /// What layers have in common whose numbers are worked out alike.
  struct Alike: Hashable {
    let kind, settings: String
    let read, made: [Known<Shape>]
  }

  func alike(_ index: Int) -> Alike {
    let layer = report.layers[index]
    return Alike(
      kind: layer.kind, settings: layer.summary,
      read: layer.inputs.map { report.layers[$0.node].outputs[$0.output].shape },
      made: layer.outputs.map(\.shape))
  }

  /// "features.0: conv 3×3 p1, 3×224×224 → 64×224×224"
  func heading(_ index: Int) -> Message {
    let (layer, alike) = (report.layers[index], alike(index))
    let settings: Message = alike.settings.isEmpty ? "" : " \(alike.settings)"
    let read = Array(alike.read.prefix(4)).map { shape($0) }
    let more: Message = alike.read.count > 4 ? " and \(alike.read.count - 4) more" : ""
    let made = shape(layer.shape)
    return
      "\(layer.name): \(alike.kind)\(settings), \(read.joined(separator: ", "))\(more) → \(made)"
  }

  func shape(_ shape: Known<Shape>) -> Message {
    let context = RowContext(report: report, pixelOrigin: .zero, of: [])
    return "\(all: style.text(context.shape(shape)))"
  }

  // MARK: - Lines

  func letters(_ step: LayerExplanation.Step) -> Mathematics? {
    guard let formula = step.formula else { return nil }
    switch math {
    case .unicode:
      let text = FormulaText<Terminal>(inNumbers: false, style: style).text(formula)
      return .unicode((step.letter.map { $0.unicode + " = " } ?? "") + text)
    case .latex:
      let text = FormulaText<LaTeX>(inNumbers: false, style: style).text(formula)
      return .latex((step.letter.map { $0.latex + " = " } ?? "") + text)
    }
  }

  /// "⌊(224 + 2·1 - 3)/1⌋ + 1 = 224"; the result alone where there is no formula; nil where it is unknown.
  private func numbers(_ step: LayerExplanation.Step) -> Mathematics? {
    if step.formula == nil, step.result.value == nil { return nil }
    switch math {
    case .unicode:
      return .unicode(equation(step, FormulaText<Terminal>(inNumbers: true, style: style)))
    case .latex:
      return .latex(equation(step, FormulaText<LaTeX>(inNumbers: true, style: style)))
    }
  }

  private func equation<Rules>(
    _ step: LayerExplanation.Step, _ text: FormulaText<Rules>
  ) -> Escaped<Rules> {
    let sides = [step.formula.map(text.text), step.result.value.map(text.text)].compactMap { $0 }
    return sides.first == sides.last ? sides[0] : sides.joined(separator: " = ")
  }

  /// A line for each step; both ends of what a branch sees stand on one.
  func lines(
    _ steps: [LayerExplanation.Step], of layer: Int, inLetters: Bool
  ) -> [FormulaLine] {
    steps.compactMap { step in
      if step.quantity == .last { return nil }
      let last = step.quantity == .first ? steps.first { $0.isLast(of: step) } : nil
      return FormulaLine(
        label: label(step, of: layer),
        equations: ([step] + (last.map { [$0] } ?? [])).map { equation($0, inLetters: inLetters) },
        remark: remark(step, of: layer))
    }
  }

  /// Why the result is unknown, as far as it is.
  private func remark(_ step: LayerExplanation.Step, of layer: Int) -> Message? {
    guard let reason = step.result.reason else { return nil }
    if let cases = cases(of: step, layer) { return cases }
    return step.formula != nil && reason == .openPadding
      ? "which the remainder decides" : "unknown: \(reason)"
  }

  /// Where a remainder of an open size decides where unit 0 lies: "1 if H % 2 = 0, else 0".
  private func cases(of step: LayerExplanation.Step, _ layer: Int) -> Message? {
    guard step.quantity == .start, step.result.reason == .openPadding else { return nil }
    let context = RowContext(report: report, pixelOrigin: .zero, of: [])
    let cell = context.start(ShownValue(ValueReference(node: layer), in: report))
    guard case .places(let parts) = cell, parts.contains(where: \.hasCases) else { return nil }
    return "\(all: style.text(cell))"
  }

  private func equation(
    _ step: LayerExplanation.Step, inLetters: Bool
  ) -> FormulaLine.Equation {
    FormulaLine.Equation(
      letters: inLetters ? letters(step) ?? lone(step) : nil, numbers: numbers(step))
  }

  /// The letter of a figure without a formula.
  private func lone(_ step: LayerExplanation.Step) -> Mathematics? {
    step.result.value == nil
      ? nil : step.letter.map { math == .unicode ? .unicode($0.unicode) : .latex($0.latex) }
  }

  /// "output", "field, unit 1", "start, height", "layer1.0.bn3 from"
  private func label(_ step: LayerExplanation.Step, of layer: Int) -> Message {
    var label = step.branch.map { shortName(ofBranch: $0, of: layer) } ?? step.quantity.title
    if let axes = step.axes { label += ", " + axes.map(axisName).listed() }
    if let phase = step.phase { label += ", unit \(phase.unit)" }
    return label
  }

  private func axisName(_ axis: Int) -> Message {
    guard let axes = report.axes.first, axes.dimensions.indices.contains(axis) else {
      return "axis \(axis + 1)"
    }
    return "\(AxisWords(axis: axis, of: axes).name)"
  }

  /// The layer that makes the branch, without the module that it shares with this one.
  private func shortName(ofBranch branch: Int, of layer: Int) -> Message {
    let (inputs, own) = (report.layers[layer].inputs, report.layers[layer].name)
    guard inputs.indices.contains(branch), let end = own.lastIndex(of: ".") else {
      return name(ofBranch: branch, of: layer)
    }
    let name = report.layers[inputs[branch].node].name
    return name.hasPrefix(own[...end])
      ? "\(name.dropFirst(own[...end].count))" : "\(name)"
  }

  private func name(ofBranch branch: Int, of layer: Int) -> Message {
    let inputs = report.layers[layer].inputs
    guard inputs.indices.contains(branch) else { return "branch \(branch + 1)" }
    return "\(report.layers[inputs[branch].node].name)"
  }

  // MARK: - Words

  func words(_ remarks: [LayerExplanation.Remark], of layer: Int) -> [Message] {
    var lines: [Message] = []
    for remark in remarks {
      let line = words(remark, of: layer)
      // What is so along all axes is said once.
      if !lines.contains(line) { lines.append(line) }
    }
    return lines
  }

  private func words(_ remark: LayerExplanation.Remark, of layer: Int) -> Message {
    switch remark {
    case .seesAll: "Each unit sees the whole input."
    case .unknown(let reason, _): "Where its units look is unknown: \(reason)."
    case .lastWindowLeftOut:
      "The last window would begin in the padding after the input, and is left out."
    case .phases(let sizes, let period, _): phases(sizes, period)
    case .reads(let unit, let read, let seen, _):
      "Unit \(unit) reads \(read.words) of the layer before, which \(read.isSingle ? "sees" : "see") "
        + "\(seen.lower) … \(seen.upper) of the input."
    case .keepsPlaces:
      "Each unit reads the one in its place: field, jump and start are those of the layer before."
    case .upsampled(let factor, _):
      "It upsamples: \(Message(escaping: factor.mixedDescription)) units lie where the layer before has one, "
        + "and a jump is that much shorter."
    case .others(let count, _):
      "\(count) more branches, with other fields, reach no further at unit 0."
    case .decidedBy(let branches, _): decided(branches, of: layer)
    case .alignable(let branch, let units, _): alignable(branch, units, of: layer)
    case .betweenUnits(let units, _):
      "They are \(Message(escaping: units.mixedDescription)) of a unit apart, which no whole crop or padding "
        + "aligns; an odd kernel in place of an even one would."
    case .apart(let range, _) where range == 0...0:
      "The branches sample the same places: they are aligned."
    case .apart(let range, _):
      "The branches sample the input \(Message(escaping: Digits.distances(range))) positions apart"
        + (range.lowerBound == range.upperBound ? "." : ", depending on the unit.")
    case .drifting(let rates, _):
      "The branches advance by \(rates.map { Message(escaping: $0.mixedDescription) }.listed()) and are further "
        + "apart with every unit: there is no one field."
    case .sharedWeights(let name): "Its weights are those of \(name), counted there."
    }
  }

  /// "Of 4 units in a row 2 see 5 and 2 see 6 positions."
  private func phases(_ sizes: [LayerExplanation.Share], _ period: Int) -> Message {
    let shares = sizes.map { "\($0.units) see\($0.units == 1 ? "s" : "") \($0.size)" as Message }
    return "Units are not all alike: of \(period) in a row \(shares.listed(atMost: 8)) positions."
  }

  private func decided(_ branches: [Int], of layer: Int) -> Message {
    let names = branches.map { name(ofBranch: $0, of: layer) }
    switch names.count {
    case 0: return "No branch sees all of it: what one leaves out another sees."
    case report.layers[layer].inputs.count: return "All branches see the same."
    default:
      return
        "\(names.listed()) decide\(names.count == 1 ? "s" : ""): what the others see lies within."
    }
  }

  private func alignable(_ branch: Int, _ units: Int, of layer: Int) -> Message {
    let name = name(ofBranch: branch, of: layer)
    let many: Message = units == 1 ? "unit" : "units"
    return "To align them, crop \(units) \(many) of \(name) at the start of the axis, or give "
      + "the others \(units) \(many) more padding there."
  }
}

extension Interval {
  /// "unit 3", "units 3 … 5"
  fileprivate var words: Message { isSingle ? "unit \(lower)" : "units \(lower) … \(upper)" }
}

extension LayerExplanation.Step {
  /// Whether it is the other end of what a branch sees.
  fileprivate func isLast(of first: Self) -> Bool {
    quantity == .last && branch == first.branch && axes == first.axes
  }
}

extension LayerExplanation.Quantity {
  /// For people.
  var title: Message {
    switch self {
    case .padding: "padding"
    case .output: "output"
    case .own: "own field"
    case .jump: "jump"
    case .first: "branch"
    case .last: ""
    case .field: "field"
    case .start: "start"
    case .apart: "apart"
    case .shift: "in units"
    case .parameters: "parameters"
    case .fullyConnected: "fully connected"
    case .macs: "MACs"
    case .flops: "FLOPs"
    }
  }
}

extension Letter.Name {
  /// Behind the letter in a legend.
  var meaning: Message {
    switch self {
    case .length: "positions along an axis (N′ after the layer)"
    case .kernel: "kernel"
    case .stride: "stride"
    case .paddingBefore: "padding before"
    case .paddingAfter: "padding after"
    case .dilation: "dilation"
    case .channels: "channels (C′ after the layer)"
    case .groups: "groups"
    case .outputPadding: "output padding"
    case .batch: "samples at once"
    case .rows: "rows"
    case .features: "features"
    case .columns: "columns"
    case .keys: "keys that a row attends to"
    case .heads: "heads"
    case .directions: "directions"
    case .gates: "gates"
    case .hidden: "hidden units"
    case .field: "field on the input"
    case .jump: "jump, the product of all strides up to the layer"
    case .start: "centre of unit 0 on the input"
    case .first: "first position seen"
    case .last: "last position seen"
    case .own: "field on the layer before"
    case .sample: "place on the layer before"
    case .unit: "number of a unit"
    case .apart: "how far apart branches sample"
    case .macs: "multiply-accumulates"
    case .flops: "floating-point operations"
    case .parameters: "learned numbers"
    }
  }
}
