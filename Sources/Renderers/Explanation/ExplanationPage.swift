package import Analyses
import ConvArithmetic
package import Escaping
package import LayerGraph

/// How numbers come about: the formulas of a lecture, in letters and in a network's numbers.
package struct ExplanationPage: Page {
  private let report: Report
  private let explanations: [LayerExplanation]
  /// The layer or module that is told whole; nil where all layers are told shortly.
  private let name: String?
  private let math: MathStyle
  private let text: ExplanationText

  /// How formulas are written. The raw values are their names on the command line.
  package enum MathStyle: String, CaseIterable, Sendable {
    case unicode, latex
  }

  /// All layers, or those of one layer or module.
  /// - Throws: a `Diagnostic` for a name that nothing has, with the nearest.
  package init(_ report: Report, at name: String?, math: MathStyle) throws(Diagnostic) {
    (self.report, self.name, self.math) = (report, name, math)
    text = ExplanationText(report: report, math: math)
    guard let name else {
      explanations = report.explanations()
      return
    }
    let index = try report.requireIndex(of: name)
    let module =
      report.layers[index].name == name
      ? nil : report.modules.first { $0.name == name && $0.layers.last == index }
    let layers = (module?.layers ?? [index]).filter { report.isExplained($0) }
    explanations = (layers.isEmpty ? [index] : layers).map { report.explanation(ofLayer: $0) }
  }

  package var title: Message {
    "\(name.map { "\($0) of " } ?? "")\(report.title), explained"
  }

  package var style: CellStyle { CellStyle(assumptions: report.known) }

  package var body: PageBody { .blocks(name == nil ? short : whole, records: table) }

  package func conditions(_ signs: TableSigns) -> [Message] {
    Conditions(report: report, signs: signs).remarks
  }

  // MARK: - Blocks

  /// Each layer with all its formulas, first in letters.
  private var whole: [PageBlock] {
    [.words(legend)]
      + explanations.flatMap { explanation in
        [PageBlock.heading(text.heading(explanation.layer))]
          + blocks(explanation.steps, explanation.remarks, of: explanation.layer, inLetters: true)
      }
  }

  /// The formulas once, then each layer with its numbers; what is as in an equal layer before isn't said again.
  private var short: [PageBlock] {
    var blocks: [PageBlock] = [.words(legend), .heading("Formulas"), .formulas(formulas)]
    var known: [ExplanationText.Alike: LayerExplanation] = [:]
    for explanation in explanations {
      let alike = text.alike(explanation.layer)
      var heading = text.heading(explanation.layer)
      var (steps, remarks) = (explanation.steps, explanation.remarks)
      if let first = known[alike] {
        heading += ", as \(report.layers[first.layer].name)"
        let told = Set(first.steps)
        steps = steps.filter { !told.contains($0) }
        remarks = remarks.filter { !first.remarks.contains($0) }
      } else {
        known[alike] = explanation
        steps = steps.filter { Self.shortQuantities.contains($0.quantity) }
      }
      blocks.append(.heading(heading))
      blocks += self.blocks(steps, remarks, of: explanation.layer, inLetters: false)
    }
    return blocks
  }

  private func blocks(
    _ steps: [LayerExplanation.Step], _ remarks: [LayerExplanation.Remark], of layer: Int,
    inLetters: Bool
  ) -> [PageBlock] {
    let lines = text.lines(steps, of: layer, inLetters: inLetters)
    return (lines.isEmpty ? [] : [.formulas(lines)])
      + text.words(remarks, of: layer).map { .words($0) }
  }

  private static let shortQuantities = LayerExplanation.Quantity.allCases.filter {
    $0 != .fullyConnected && $0 != .own
  }

  /// Each formula in letters, once.
  private var formulas: [FormulaLine] {
    var lines: [FormulaLine] = []
    for quantity in Self.shortQuantities {
      var (seen, isNamed): (Set<String>, Bool) = ([], false)
      for explanation in explanations {
        for step in explanation.steps where step.quantity == quantity {
          guard let letters = text.letters(step) else { continue }
          // Ends of all branches are worked out alike.
          let key =
            step.branch == nil ? letters.message.description : quantity.rawValue
          if seen.insert(key).inserted {
            lines.append(
              FormulaLine(
                label: isNamed ? "" : quantity.title,
                equations: [.init(letters: letters)]))
            isNamed = true
          }
        }
      }
    }
    return lines
  }

  /// What the letters are.
  private var legend: Message {
    var letters: Set<Letter.Name> = []
    for explanation in explanations {
      for step in explanation.steps
      where name != nil || Self.shortQuantities.contains(step.quantity) {
        if let letter = step.letter { letters.insert(letter.name) }
        step.formula?.collectLetters(into: &letters)
      }
    }
    return Letter.Name.allCases.filter(letters.contains).map { name in
      "\(name.rawValue): \(name.meaning)" as Message
    }.joined(separator: "; ") + (letters.isEmpty ? "" : ".")
  }

  // MARK: - For programs

  private var table: Table {
    let columns: [Table.Heading] = [
      .left("layer"), .left("quantity"), .left("axes"), .left("formula"), .left("numbers"),
      .right("result"),
    ]
    return Table(
      columns: columns,
      rows: explanations.flatMap { explanation in
        explanation.steps.map { text.cells($0, of: explanation.layer) }
      })
  }

  package var json: JSONValue {
    .object([
      ("schema", .string("rfcalc/explanation/1")), ("network", .string(report.graph.name)),
      (
        "layers",
        .lines(explanations) { [text] explanation in
          text.json(explanation)
        }
      ),
    ])
  }
}

extension Formula {
  fileprivate func collectLetters(into letters: inout Set<Letter.Name>) {
    switch self {
    case .letter(let letter, _): letters.insert(letter.name)
    case .number: break
    case .sum(let parts), .product(let parts), .greatest(let parts), .least(let parts):
      for part in parts { part.collectLetters(into: &letters) }
    case .difference(let one, let other), .quotient(let one, let other):
      one.collectLetters(into: &letters)
      other.collectLetters(into: &letters)
    case .floor(let body), .ceiling(let body): body.collectLetters(into: &letters)
    }
  }
}
