/// A subcommand: what it says of itself, and what it does. Who conforms keeps the two properties and nothing
/// else; the initializer is then there without being written.
protocol Command {
  static var manual: Manual { get }

  var arguments: Arguments { get }
  var context: Context { get }
  init(arguments: Arguments, context: Context)

  /// Looks for all that can be wrong with the command line and its input; what then comes of it only needs
  /// to be written.
  func run() throws(Failure) -> Outcome
}

extension Arguments {
  /// The command that is asked for.
  ///
  /// `--help` and `--version` are questions of their own: help is given even where options are wrong.
  func command(in context: Context) throws(Failure) -> any Command {
    if !has(.help) { try requireOwnOptions() }
    let type = asksForItself ? HelpCommand.self : subcommand.type
    return type.init(arguments: self, context: context)
  }
}
