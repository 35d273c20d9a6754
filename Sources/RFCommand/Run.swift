import RFKit

/// The whole program as a function; its only effects are those on `files`.
/// - Parameters:
///   - arguments: without the program's name.
///   - files: also standard output, to which results are written as they are made.
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
      try context.write(.lines(HelpText.text(of: subcommand, width: terminal.textWidth)), to: nil)
      return CommandResult()
    }
    if parsed.has(.version) {
      try context.write(.lines("rfcalc \(Version.current)"), to: nil)
      return CommandResult()
    }
    if subcommand == .docs { return try DocsCommand(parsed, context).run().written(in: context) }
    let output = try output(of: parsed, context)
    try context.write(output, to: parsed.outputFile)
    return CommandResult(err: context.warnings.text, code: output.code)
  } catch {
    return CommandResult(
      err: context.warnings.text + error.text(in: subcommand), code: error.code)
  }
}

/// What a command has to say; blocks in documents use this too.
func output(of arguments: Arguments, _ context: Context) throws(Failure) -> CommandOutput {
  switch arguments.subcommand {
  case .network: try NetworkCommand(arguments, context).output()
  case .region: try RegionCommand(arguments, context).output()
  case .verify: try VerifyCommand(arguments, context).output()
  case .models: try ModelsCommand(arguments, context).output()
  case .formats: try FormatsCommand(arguments, context).output()
  case .help: try HelpCommand(arguments, context).output()
  case .docs: throw .other("'rfcalc docs' makes no text of its own", .defect)
  }
}

/// The version of the program; the formats it writes have versions of their own.
enum Version {
  static let current = "0.1.0"
}
