import Escaping

extension Table {
  /// A GitHub table, padded to what formatters make of it, so that they leave it alone.
  package func markdown(_ style: CellStyle) -> String {
    TextOutput.text(TableTexts<Markdown>(self, style).write)
  }
}

extension TableTexts<Markdown> {
  /// As `Table.markdown`.
  func write(to output: TextOutput) {
    let widths = widths.map { max($0, 3) }
    var line = PaddedLine()
    for (column, title) in titles.enumerated() {
      line.append(column == 0 ? "| " : " | ")
      line.append(title, width: widths[column], columns[column].alignment)
    }
    end(&line, to: output)
    for (column, heading) in columns.enumerated() {
      line.append(column == 0 ? "| " : " | ")
      if heading.alignment == .left { line.append(":") }
      for _ in 1..<widths[column] { line.append("-") }
      if heading.alignment == .right { line.append(":") }
    }
    end(&line, to: output)
    for index in 0..<lineCount where output.isOpen {
      for (column, heading) in columns.enumerated() {
        line.append(column == 0 ? "| " : " | ")
        line.append(
          bytes(line: index, column: column), width: widths[column], heading.alignment)
      }
      end(&line, to: output)
    }
  }

  private func end(_ line: inout PaddedLine, to output: TextOutput) {
    line.append(" |\n")
    line.write(to: output)
  }
}
