import RFKit

/// What ends a command early.
enum Failure: Error, Hashable {
  /// The command line is wrong.
  case usage(UsageError)
  /// Anything else: what to say, and the exit code.
  case other(Message, ExitCode)

  static func file(_ error: FileError) -> Failure { .other(error.message, error.exitCode) }

  var code: ExitCode {
    switch self {
    case .usage: .usage
    case .other(_, let code): code
    }
  }

  /// What is wrong, without what surrounds it.
  var message: Message {
    switch self {
    case .usage(let error): error.message
    case .other(let message, _): message
    }
  }

  /// As it is printed: for a wrong command line with its usage, and where more is said.
  func text(in subcommand: Subcommand) -> Message {
    guard case .usage = self else { return "Error: \(message)\n" }
    let help: Message =
      subcommand == .network ? "rfcalc --help" : "rfcalc help \(subcommand.rawValue)"
    return "Error: \(message)\n\(HelpText.usage(of: subcommand))\n"
      + "  See '\(help)' for more information.\n"
  }
}

extension String {
  /// With a capital, as sentences begin.
  var sentence: String { prefix(1).uppercased() + dropFirst() }
}
