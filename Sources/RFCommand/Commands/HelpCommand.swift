/// What there is to tell of rfcalc itself: `rfcalc help [<subcommand>]`, `--help` and `--version`.
struct HelpCommand: Command {
  static let manual = Manual(
    arguments: "[<subcommand>]",
    abstract: "Show help for a subcommand.",
    positionals: [("<subcommand>", "The subcommand to explain.")],
    standsInDocuments: false)

  let arguments: Arguments
  let context: Context

  func run() throws(Failure) -> Outcome {
    if arguments.has(.help) { return help(for: arguments.subcommand) }
    if arguments.has(.version) { return .lines("rfcalc \(Version.current)") }
    if arguments.operands.count > 1 {
      throw .usage(.unexpectedOperands(Array(arguments.operands.dropFirst())))
    }
    guard let word = arguments.operands.first else { return help(for: .network) }
    guard let subcommand = Subcommand.named(word) else {
      throw .usage(.unknownSubcommand(word))
    }
    return help(for: subcommand)
  }

  private func help(for subcommand: Subcommand) -> Outcome {
    .lines(HelpText.text(of: subcommand, width: context.terminal.textWidth))
  }
}
