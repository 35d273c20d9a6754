/// What there is to tell of rfcalc itself: `rfcalc help [<topic>]`, `--help` and `--version`.
struct HelpCommand: Command {
  static let manual = Manual(
    arguments: "[<topic>]",
    abstract: "Show help for a subcommand, for layer strings or for findings: rfcalc help layers.",
    positionals: [
      (
        "<topic>",
        "A subcommand; layers: the language of layer strings, with all names and keys; or findings: their codes."
      )
    ],
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
    if let subcommand = Subcommand.named(word) { return help(for: subcommand) }
    guard let topic = HelpTopic(rawValue: word) else { throw .usage(.unknownTopic(word)) }
    return .lines(HelpText.text(of: topic, width: context.terminal.textWidth))
  }

  private func help(for subcommand: Subcommand) -> Outcome {
    .lines(HelpText.text(of: subcommand, width: context.terminal.textWidth))
  }
}
