import Analyses
import ConvArithmetic
import LayerGraph
import Testing

/// Holds explanations against the report's own figures, which come from other code.
struct ExplanationCheck {
  let report: Report
  private(set) var formulas = 0
  /// Sizes, parameters and MACs that are told without a formula.
  private(set) var others = 0
  private(set) var disagreements: [String] = []

  init(_ report: Report) { self.report = report }

  mutating func check() {
    for explanation in report.explanations() { check(explanation) }
  }

  private mutating func check(_ explanation: LayerExplanation) {
    let layer = report.layers[explanation.layer]
    for step in explanation.steps {
      if step.formula != nil { formulas += 1 }
      if step.formula == nil, [.output, .parameters, .macs].contains(step.quantity) { others += 1 }
      if let formula = step.formula, step.result.value != nil, formula.value() != step.result {
        disagreements.append("\(layer.name) \(step.quantity): not its formula's value")
      }
      let figures = figures(of: step, layer)
      if let wrong = figures.first(where: { $0 != step.result }) {
        disagreements.append(
          "\(layer.name) (\(layer.kind) \(layer.summary)) \(step.quantity): "
            + "\(step.result), the report has \(wrong)")
      }
    }
  }

  /// What the report has of it, along each of its axes; none for what only explanations have.
  private func figures(
    of step: LayerExplanation.Step, _ layer: LayerReport
  ) -> [Known<Amount>] {
    switch step.quantity {
    case .output:
      return (step.axes ?? Array(0..<(layer.shape.value?.spatialRank ?? 0))).map { axis in
        layer.shape.map { Amount($0[axis + 2]) }
      }
    case .parameters:
      return [layer.parameters.map { (try? $0.total()).map { Amount($0) } ?? Amount(-1) }]
    case .macs: return [layer.work.map { Amount($0.multiplyAccumulates) }]
    case .flops: return [layer.work.flatMap(\.floatingPointOperations).map { Amount($0) }]
    case .jump: return locals(step, layer).map { $0.jump.map { Amount($0) } }
    case .start:
      return locals(step, layer).map { local in
        local.start.flatMap { $0.map { .known(Amount($0)) } ?? .unknown(.piecewise) }
      }
    case .field:
      return locals(step, layer).flatMap { local -> [Known<Amount>] in
        guard let sizes = try? local.map.sizes() else { return [.unknown(.tooLarge)] }
        guard let phase = step.phase else { return sizes.map { .known(Amount($0)) } }
        return [.known(Amount(sizes[phase.unit]))]
      }
    case .padding, .own, .first, .last, .apart, .shift, .fullyConnected: return []
    }
  }

  private func locals(_ step: LayerExplanation.Step, _ layer: LayerReport) -> [LocalField] {
    let axes = step.axes ?? Array(layer.field.axes.indices)
    return axes.compactMap { axis in
      // Joined steps of all axes leave out those that have no place of their own.
      layer.field.axes[axis].isFolded ? nil : layer.field.axes[axis].local?.value
    }
  }
}
