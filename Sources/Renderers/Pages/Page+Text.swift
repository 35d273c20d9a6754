import Escaping

extension Page {
  /// For a terminal: everything that is for people.
  func writeText(_ look: Look, to output: TextOutput) {
    output.write(look.paint.bold(title.broken(to: look.width ?? 80)))
    output.write("\n\n")
    let lines: [Message]
    switch body {
    case .table(let table):
      var texts = TableTexts<Terminal>(table, style)
      TextTable(texts, width: look.width, paint: look.paint).write(to: output)
      if let outputs {
        output.write("\n")
        let second = TableTexts<Terminal>(outputs, style, after: texts)
        TextTable(second, width: look.width, paint: look.paint).write(to: output)
        texts = second
      }
      lines = texts.notes + conditions(texts.signs) + legend(texts.signs) + insights
    case .facts(let row, _):
      write(row, look.paint, to: output)
      lines = conditions(row.signs) + legend(row.signs) + insights
    case .blocks(let blocks, _):
      PageBlock.writeText(blocks, look, to: output)
      lines = conditions(TableSigns([])) + insights
    case .lines: lines = insights
    }
    if !lines.isEmpty, !body.isOfLines { output.write("\n") }
    for line in lines { output.write(line.wrapped(to: look.width ?? 80)) }
    for section in sections {
      output.write("\n")
      switch section {
      case .paragraph(let text):
        output.write(Message(escaping: text).wrapped(to: look.width ?? 80, indent: 0))
      case .list(let items): for item in items { output.write("\(item)\n" as Message) }
      }
    }
  }

  private func write(_ row: Table, _ paint: Paint, to output: TextOutput) {
    let width = row.columns.map { DisplayWidth.of($0.title) }.max() ?? 0
    for (heading, cell) in row.facts {
      output.write(paint.dim(Message(escaping: heading.title.padded(to: width, .left))))
      output.write("  \(all: style.text(cell))\n" as Message)
    }
  }
}

extension Table {
  /// The cells of its only row, without the name, which stands above.
  var facts: [(Heading, Cell)] {
    rows.first.map { row in
      zip(columns, row).filter { $0.0.key != Column.layer.rawValue }.map { ($0, $1) }
    } ?? []
  }
}
