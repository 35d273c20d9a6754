public import Analyses
import ConvArithmetic
package import Escaping
import LayerGraph

extension Report {
  /// The table for a terminal: a header line, the layers, the totals, and what is worth knowing.
  /// - Complexity: O(layers × columns).
  public func text(_ options: RenderOptions = RenderOptions()) -> String {
    TextOutput.text { write(.text, options, to: $0) }
  }

  func writeText(_ options: RenderOptions, to output: TextOutput) {
    let rendering = Rendering(self, options)
    let texts = rendering.texts(by: Terminal.self)
    let paint = options.usesColor ? Paint.ansi : .plain
    output.write(paint.bold(title))
    output.write("\n\n")
    TextTable(texts, width: options.width, paint: paint).write(to: output)
    let remarks =
      rendering.conditions(texts.signs) + (options.showsRemarks ? rendering.insights : [])
    let lines = texts.notes + remarks.map(\.text)
    if !lines.isEmpty { output.write("\n") }
    for line in lines { output.write(line.wrapped(to: options.width ?? 80)) }
  }

  /// "resnet50, input 3×224×224, float32"
  package var title: Message {
    let style = CellStyle(assumptions: options.assumptions)
    let context = RowContext(report: self, pixelOrigin: .zero, of: [])
    let shown = inputs.count > 8 ? 7 : inputs.count
    var shapes: [Message] = inputs.prefix(shown).map { index in
      let shape = style.text(context.shape(layers[index].output))
      return inputs.count == 1 ? "\(all: shape)" : "\(layers[index].name) \(all: shape)"
    }
    if shown < inputs.count { shapes.append("\(inputs.count - shown) more") }
    let input: Message =
      (shapes.count == 1 ? "input " : "inputs ") + shapes.joined(separator: " and ")
    let source: Message = looksAtInputs ? "" : "fields on \(name(ofSource: 0))"
    let types: Message = "\(realElementTypes.map(\.rawValue).listed())"
    let parts: [Message] = ["\(graph.name)", shapes.isEmpty ? "no input" : input, types, source]
    return parts.filter { !$0.isEmpty }.joined(separator: ", ")
  }
}

extension String {
  /// The text broken between words into lines of at most `width` cells, all but the first indented.
  package func wrapped(to width: Int, indent: Int = 2) -> String {
    let margin = String(repeating: " ", count: indent)
    var (lines, line) = ([String](), "")
    for word in split(separator: " ", omittingEmptySubsequences: false) {
      let next = line.isEmpty ? String(word) : line + " " + word
      if !line.isEmpty && DisplayWidth.of(next) > width {
        lines.append(line)
        line = margin + word
      } else {
        line = next
      }
    }
    return (lines + [line]).joined(separator: "\n") + "\n"
  }
}
