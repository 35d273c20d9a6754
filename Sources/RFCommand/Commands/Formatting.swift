import RFKit

/// How the result of a command is to look.
struct Formatting {
  let format: OutputFormat
  /// The limit for the width of text.
  let width: Int?
  let usesColor: Bool

  init(_ arguments: Arguments, _ context: Context) {
    // A graph is a document of JSON.
    format =
      arguments.asksForGraph
      ? .json : arguments.choice(.format, context.isDocument ? .markdown : .text)
    let goesElsewhere = arguments.outputFile != nil || context.isDocument
    width = goesElsewhere ? nil : context.terminal.tableWidth
    usesColor =
      switch arguments.choice(.color, ColorChoice.auto) {
      case .auto: !goesElsewhere && context.terminal.wantsColor
      case .always: !context.isDocument
      case .never: false
      }
  }

  func outcome(of page: some Page, code: ExitCode = .done) -> Outcome {
    Outcome(code: code) {
      format.write(page, Look(width: width, usesColor: usesColor), to: $0)
    }
  }
}

extension Command {
  var formatting: Formatting { Formatting(arguments, context) }
}
