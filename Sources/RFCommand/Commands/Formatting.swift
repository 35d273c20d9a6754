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
  func write(
    _ table: Table, title: Message, schema: String, style: CellStyle = CellStyle(),
    to output: TextOutput
  ) {
    switch format {
    case .text:
      output.write(paint.bold(title))
      output.write("\n\n")
      let notes = table.writeText(to: output, style, width: width, paint: paint).unknowns
      if !notes.isEmpty { output.write("\n") }
      for note in notes { output.write(note.wrapped(to: width ?? 80)) }
    case .markdown:
      let notes = table.writeMarkdown(to: output, style).unknowns
      if !notes.isEmpty { output.write("\n") }
      for note in notes { output.write("- \(note)\n" as Escaped<Markdown>) }
    case .csv: table.writeCSV(to: output)
    case .json, .graph:
      JSONValue.object([("schema", .string(schema)), ("rows", table.json)]).write(to: output)
    }
  }
}
