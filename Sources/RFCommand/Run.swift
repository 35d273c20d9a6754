/// The whole program as a function; its only effects are those on `files`.
/// - Parameters:
///   - arguments: without the program's name.
///   - progress: where long work may say how far it is.
public func run(
  arguments: [String], files: any FileSystem, terminal: Terminal, progress: ProgressOutput? = nil
) -> CommandResult {
  if arguments.isEmpty { return CommandResult(err: HelpText.reminder, code: .usage) }
  let context = Context(files: files, terminal: terminal, progress: progress)
  var subcommand = Subcommand.network
  do throws(Failure) {
    let parsed = try Arguments(parsing: arguments)
    subcommand = parsed.subcommand
    try parsed.requireOwnOptions()
    if parsed.has(.help) {
      return CommandResult(out: HelpText.text(of: subcommand, width: terminal.textWidth))
    }
    if parsed.has(.version) { return CommandResult(out: "rfcalc \(Version.current)\n") }
    if subcommand == .docs { return try DocsCommand(parsed, context).run() }
    var (text, code) = ("", ExitCode.done)
    if subcommand == .verify {
      let verdict = try VerifyCommand(parsed, context).verdict()
      (text, code) = (verdict.text, verdict.holds ? .done : .checkFailed)
    } else {
      text = try output(of: parsed, context)
    }
    let warnings = context.warnings.text
    guard let path = parsed.outputFile else {
      return CommandResult(out: text, err: warnings, code: code)
    }
    try context.write(Array(text.utf8), to: path)
    return CommandResult(err: warnings, code: code)
  } catch {
    return CommandResult(
      err: context.warnings.text + error.text(in: subcommand), code: error.code)
  }
}

/// The text that a command makes; blocks in documents use this too.
func output(of arguments: Arguments, _ context: Context) throws(Failure) -> String {
  switch arguments.subcommand {
  case .network: try NetworkCommand(arguments, context).text()
  case .region: try RegionCommand(arguments, context).text()
  case .verify: try VerifyCommand(arguments, context).verdict().text
  case .models: try ModelsCommand(arguments, context).text()
  case .formats: try FormatsCommand(arguments, context).text()
  case .help: try HelpCommand(arguments, context).text()
  case .docs: throw .other("'rfcalc docs' makes no text of its own", .defect)
  }
}

/// The version of the program; the formats it writes have versions of their own.
enum Version {
  static let current = "0.1.0"
}
