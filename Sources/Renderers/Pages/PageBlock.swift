package import Escaping

/// A piece of a page that is text with formulas.
package enum PageBlock {
  case heading(Message)
  case words(Message)
  /// Each after a label, which stand below each other.
  case formulas([FormulaLine])
}

/// Mathematics in one of the ways to write it.
package enum Mathematics {
  case unicode(Message)
  case latex(Escaped<LaTeX>)

  /// As it stands on a terminal: LaTeX as its source.
  var message: Message {
    switch self {
    case .unicode(let text): text
    case .latex(let text): Message(text)
    }
  }

  var markdown: Escaped<Markdown> {
    switch self {
    case .unicode(let text): Escaped(text)
    case .latex(let text): Escaped(math: text)
    }
  }
}

/// A formula, in letters and in numbers.
package struct FormulaLine {
  let label: Message
  let equations: [Equation]
  /// Said behind the last result.
  var remark: Message?

  package struct Equation {
    /// "N′ = ⌊(N + 2·P - F)/S⌋ + 1"; nil where the letters stand elsewhere.
    var letters: Mathematics?
    /// "⌊(224 + 2·1 - 3)/1⌋ + 1 = 224"; nil for a formula by itself, and where the result is unknown.
    var numbers: Mathematics?
  }
}

extension PageBlock {
  static func writeText(_ blocks: [PageBlock], _ look: Look, to output: TextOutput) {
    let width = look.width ?? 80
    for (index, block) in blocks.enumerated() {
      switch block {
      case .heading(let text):
        if index > 0 { output.write("\n") }
        output.write(look.paint.bold(text.broken(to: width)) + "\n")
      case .words(let text): output.write("  " + text.broken(to: width - 2) + "\n")
      case .formulas(let lines):
        let column = min(24, lines.map { DisplayWidth.of($0.label.description) }.max() ?? 0)
        for line in lines { line.writeText(look, width, column: column, to: output) }
      }
    }
  }

  static func writeMarkdown(_ blocks: [PageBlock], to output: TextOutput) {
    for (index, block) in blocks.enumerated() {
      switch block {
      case .heading(let text):
        if index > 0 { output.write("\n") }
        output.write("**\(text)**\n\n" as Escaped<Markdown>)
      case .words(let text): output.write("- \(text)\n" as Escaped<Markdown>)
      case .formulas(let lines): for line in lines { line.writeMarkdown(to: output) }
      }
    }
  }
}

extension FormulaLine {
  /// On one line where there is room, or each on its own, the numbers below the letters: never broken within.
  fileprivate func writeText(
    _ look: Look, _ width: Int, column: Int, to output: TextOutput
  ) {
    output.write("  " + look.paint.dim(label.padded(to: column, .left)) + "  ")
    let end = remark.map { [$0] } ?? []
    let line = (equations.map(\.message).filter { !$0.isEmpty } + end).joined(separator: ", ")
    if DisplayWidth.of(line.description) + column + 4 <= width {
      return output.write(line + "\n")
    }
    for (index, equation) in equations.enumerated() {
      if index > 0 { output.write(spaces: column + 4) }
      let end: Message = index < equations.count - 1 ? "" : remark.map { ", " + $0 } ?? ""
      equation.writeText(width, column: column, end: end, to: output)
    }
    if equations.isEmpty { output.write("\n") }
  }

  fileprivate func writeMarkdown(to output: TextOutput) {
    let parts = equations.map(\.markdown).filter { !$0.isEmpty }
    let end: [Escaped<Markdown>] = remark.map { [Escaped($0)] } ?? []
    output.write("- \(label): " + (parts + end).joined(separator: ", ") + "\n")
  }
}

extension FormulaLine.Equation {
  fileprivate var message: Message {
    [letters?.message, numbers?.message].compactMap { $0 }.joined(separator: " = ")
  }

  fileprivate var markdown: Escaped<Markdown> {
    if case .latex(let letters)? = letters, case .latex(let numbers)? = numbers {
      return Escaped(math: letters + " = " + numbers)
    }
    return [letters?.markdown, numbers?.markdown].compactMap { $0 }.joined(separator: " = ")
  }

  fileprivate func writeText(
    _ width: Int, column: Int, end: Message, to output: TextOutput
  ) {
    let line = message + end
    guard DisplayWidth.of(line.description) + column + 4 > width,
      let letters = letters?.message, let numbers = numbers?.message
    else { return output.write(line + "\n") }
    output.write(letters + "\n")
    // Below the first sign of equality.
    let lead = letters.description.prefix { $0 != "=" }
    let isEquation = lead.count < letters.description.count
    output.write(spaces: column + 4 + (isEquation ? DisplayWidth.of(String(lead)) : 0))
    output.write("= " + numbers + end + "\n")
  }
}
