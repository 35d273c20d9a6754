import Escaping

extension Page {
  /// For a document: the table and the conditions that its numbers stand on; what is worth knowing is left
  /// to the text around.
  func writeMarkdown(to output: TextOutput) {
    let lines: [Message]
    switch body {
    case .table(let table):
      var texts = TableTexts<Markdown>(table, style)
      texts.write(to: output)
      if let outputs {
        output.write("\n")
        texts = TableTexts<Markdown>(outputs, style, after: texts)
        texts.write(to: output)
      }
      lines = texts.notes + conditions(texts.signs)
    case .facts(let row, let name):
      let facts = Table(
        columns: [.left("fact"), .left("value", name)],
        rows: row.facts.map { [.text($0.title), .text(style.text($1))] })
      TableTexts<Markdown>(facts, style).write(to: output)
      lines = conditions(row.signs)
    case .blocks(let blocks, _):
      PageBlock.writeMarkdown(blocks, to: output)
      lines = conditions(TableSigns([]))
    case .lines: lines = insights
    }
    if !lines.isEmpty, !body.isOfLines { output.write("\n") }
    for line in lines { output.write("- \(line)\n" as Escaped<Markdown>) }
    for section in sections {
      output.write("\n")
      switch section {
      case .paragraph(let text): output.write(lines: text)
      case .list(let items): for item in items { output.write("- \(item)\n" as Escaped<Markdown>) }
      }
    }
  }
}
