/// `rfcalc help [<subcommand>]`.
struct HelpCommand {
  let arguments: Arguments
  let context: Context

  init(_ arguments: Arguments, _ context: Context) {
    self.arguments = arguments
    self.context = context
  }

  func output() throws(Failure) -> CommandOutput {
    if arguments.operands.count > 1 {
      throw .usage(.unexpectedOperands(Array(arguments.operands.dropFirst())))
    }
    let width = context.terminal.textWidth
    guard let word = arguments.operands.first else {
      return .lines(HelpText.text(of: .network, width: width))
    }
    guard let subcommand = Subcommand.named(word) else {
      throw .usage(.unknownSubcommand(word))
    }
    return .lines(HelpText.text(of: subcommand, width: width))
  }
}
