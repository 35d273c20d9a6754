import Analyses
import ConvArithmetic
import Escaping
import LayerGraph

/// Explanations for programs: every formula in letters and in numbers, both ways of writing.
extension ExplanationText {
  func cells(_ step: LayerExplanation.Step, of layer: Int) -> [Cell] {
    let axes = step.axes.map { $0.map(String.init).joined(separator: " ") } ?? ""
    return [
      .text(report.layers[layer].name), .text(step.quantity.rawValue), .text(axes),
      .text(unicode(step, inNumbers: false) ?? ""), .text(unicode(step, inNumbers: true) ?? ""),
      step.result.cell,
    ]
  }

  private func unicode(_ step: LayerExplanation.Step, inNumbers: Bool) -> String? {
    step.formula.map {
      FormulaText<Terminal>(inNumbers: inNumbers, style: style).text($0).description
    }
  }

  private func latex(_ step: LayerExplanation.Step, inNumbers: Bool) -> String? {
    step.formula.map {
      FormulaText<LaTeX>(inNumbers: inNumbers, style: style).text($0).description
    }
  }

  func json(_ explanation: LayerExplanation) -> [(String, JSONValue)] {
    let layer = report.layers[explanation.layer]
    let assumptions = report.options.assumptions
    return [
      ("name", .string(layer.name)), ("kind", .string(layer.kind)),
      ("settings", .string(layer.summary)),
      (
        "inputs",
        .array(
          layer.inputs.map {
            .shape(report.layers[$0.node].outputs[$0.output].shape, assumptions)
          })
      ),
      ("output", .shape(layer.shape, assumptions)),
      ("steps", .lines(explanation.steps) { json($0, of: layer) }),
      (
        "remarks",
        .array(words(explanation.remarks, of: explanation.layer).map { .string($0.description) })
      ),
    ]
  }

  func json(
    _ step: LayerExplanation.Step, of layer: LayerReport
  ) -> [(String, JSONValue)] {
    var members: [(String, JSONValue)] = [("quantity", .string(step.quantity.rawValue))]
    if let axes = step.axes { members.append(("axes", .array(axes.map { .integer($0) }))) }
    if let phase = step.phase {
      members += [("unit", .integer(phase.unit)), ("period", .integer(phase.period))]
    }
    if let branch = step.branch, layer.inputs.indices.contains(branch) {
      members.append(("branch", .string(report.layers[layer.inputs[branch].node].name)))
    }
    if let letter = step.letter {
      members += [("letter", .string(letter.unicode.description))]
    }
    if let letters = unicode(step, inNumbers: false), let numbers = unicode(step, inNumbers: true) {
      members += [("formula", .string(letters)), ("numbers", .string(numbers))]
    }
    if let letters = latex(step, inNumbers: false), let numbers = latex(step, inNumbers: true) {
      members += [("latex", .string(letters)), ("latexNumbers", .string(numbers))]
    }
    members.append(("result", step.result.cell.json))
    if let reason = step.result.reason {
      members.append(("unknown", .string(reason.message.description)))
    }
    return members
  }
}

extension Known<Amount> {
  fileprivate var cell: Cell {
    switch self {
    case .unknown(let reason): .unknown(reason)
    case .known(let amount):
      amount.size.map { .count($0) } ?? amount.fraction.map { .fraction($0) }
        ?? .text("(\(amount.numerator.description))/\(amount.denominator)")
    }
  }
}
