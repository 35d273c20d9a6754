package import Analyses
import ConvArithmetic
package import Escaping
import LayerGraph

/// One stack of layers set against another: what each sees and costs, and how they compare.
package struct StackPage: Page {
  /// A stack under the name that people know it by.
  package struct Stack {
    let name: String
    let report: Report
    let figures: StackFigures

    package init(name: String, report: Report, figures: StackFigures) {
      (self.name, self.report, self.figures) = (name, report, figures)
    }
  }

  private let stacks: [Stack]
  private let math: ExplanationPage.MathStyle

  package init(_ one: Stack, against other: Stack, math: ExplanationPage.MathStyle) {
    stacks = [one, other]
    self.math = math
  }

  package var title: Message { "\(stacks[0].name) against \(stacks[1].name)" }

  package var style: CellStyle { CellStyle(assumptions: stacks[0].report.known) }

  package var body: PageBody {
    .blocks(stacks.flatMap(blocks) + [.heading("Against each other")] + words, records: table)
  }

  private func blocks(_ stack: Stack) -> [PageBlock] {
    let text = ExplanationText(report: stack.report, math: math)
    let lines = text.lines(stack.figures.steps, of: 0, inLetters: false)
    return [
      .heading(
        "\(stack.name): \(text.shape(stack.figures.read)) → \(text.shape(stack.figures.made))"),
      .formulas(lines),
    ]
  }

  // MARK: - Words

  private var words: [PageBlock] {
    [fields, share(.parameters, "parameters"), share(.macs, "multiply-accumulates"), room]
      .compactMap { $0 }.map { .words($0) }
  }

  private var fields: Message? {
    let axes = stacks[0].report.layers.last?.field.axes.count ?? 0
    let fields = stacks.map { stack in
      (0..<max(1, axes)).map { stack.figures.result(.field, axis: $0) }
    }
    guard fields.allSatisfy({ !$0.contains(nil) }) else { return nil }
    let texts = fields.map { sizes in
      sizes.map { size in
        size?.value?.size.map { "\($0)" as Message } ?? "?"
      }.joined(separator: "×")
    }
    return texts[0] == texts[1]
      ? "Both see \(texts[0]) positions of what they read."
      : "\(stacks[0].name) sees \(texts[0]) positions of what it reads, \(stacks[1].name) \(texts[1])."
  }

  private func share(_ quantity: LayerExplanation.Quantity, _ what: StaticString) -> Message? {
    guard let one = stacks[0].figures.result(quantity)?.value?.size,
      let other = stacks[1].figures.result(quantity)?.value?.size, one != 0, one != other,
      let share = other.ratio(to: one)
    else { return nil }
    return "\(stacks[1].name) takes \(Message(escaping: Digits.percent(share))) of the "
      + "\(Message(stringLiteral: what)) of \(stacks[0].name)."
  }

  private var room: Message {
    let counts = stacks.map(\.figures.layersWithProducts)
    let many: Message = counts[0] == 1 ? "non-linearity" : "non-linearities"
    return "With one behind each layer with weights \(stacks[0].name) has \(counts[0]) \(many), "
      + "\(stacks[1].name) \(counts[1])."
  }

  // MARK: - For programs

  private var table: Table {
    Table(
      columns: [
        .left("stack"), .left("quantity"), .left("axes"), .left("numbers"), .right("result"),
      ],
      rows: stacks.flatMap { stack in
        let text = ExplanationText(report: stack.report, math: math)
        return stack.figures.steps.map { step in
          var cells = text.cells(step, of: 0)
          cells[0] = .text(stack.name)
          cells.remove(at: 3)
          return cells
        }
      })
  }

  package var json: JSONValue {
    let assumptions = stacks[0].report.options.assumptions
    return .object([
      ("schema", .string("rfcalc/stacks/1")),
      (
        "stacks",
        .array(
          stacks.map { stack in
            .object([
              ("name", .string(stack.name)),
              ("input", .shape(stack.figures.read, assumptions)),
              ("output", .shape(stack.figures.made, assumptions)),
              ("layersWithProducts", .integer(stack.figures.layersWithProducts)),
              (
                "steps",
                .lines(stack.figures.steps) { [math] step in
                  ExplanationText(report: stack.report, math: math).json(
                    step, of: stack.report.layers[0])
                }
              ),
            ])
          })
      ),
    ])
  }
}
