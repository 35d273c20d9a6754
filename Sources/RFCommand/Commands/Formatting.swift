import RFKit

/// How the output of a command is to look.
struct Formatting {
  let format: OutputFormat
  /// The limit for the width of text.
  let width: Int?
  let usesColor: Bool

  init(_ arguments: Arguments, _ context: Context) {
    format = arguments.choice(.format, context.isDocument ? .markdown : .text)
    let goesElsewhere = arguments.outputFile != nil || context.isDocument
    width = goesElsewhere ? nil : context.terminal.tableWidth
    usesColor =
      switch arguments.choice(.color, ColorChoice.auto) {
      case .auto: !goesElsewhere && context.terminal.wantsColor
      case .always: !context.isDocument
      case .never: false
      }
  }

  var paint: Paint { usesColor ? .ansi : .plain }

  /// A table without more around it than a title and why parts of it are unknown.
  func text(_ table: Table, title: String, schema: String, style: CellStyle = CellStyle()) -> String
  {
    let notes = table.unknowns
    let gap = notes.isEmpty ? "" : "\n"
    return switch format {
    case .text:
      paint.bold(title) + "\n\n" + table.text(style, width: width, paint: paint) + gap
        + notes.map { $0.wrapped(to: width ?? 80) }.joined()
    case .markdown:
      table.markdown(style) + gap + notes.map { "- \($0.markdownEscaped)\n" }.joined()
    case .csv: table.csv()
    case .json, .graph:
      JSONValue.object([("schema", .string(schema)), ("rows", .array(table.json))]).text()
    }
  }
}
