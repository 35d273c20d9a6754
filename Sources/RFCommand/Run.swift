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
  var (subcommand, outcome) = (Subcommand.network, Outcome())
  do throws(Failure) {
    let arguments = try Arguments(parsing: arguments)
    subcommand = arguments.subcommand
    outcome = try arguments.command(in: context).run()
    try context.write(outcome, to: arguments.outputFile)
  } catch {
    outcome.said += error.text(in: subcommand)
    outcome.code = error.code
  }
  return CommandResult(err: context.warnings.text + outcome.said, code: outcome.code)
}

/// The version of the program; the formats it writes have versions of their own.
enum Version {
  static let current = "0.1.0"
}
