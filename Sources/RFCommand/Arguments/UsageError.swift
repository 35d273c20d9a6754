import RFKit

/// What is wrong with a command line. The evidence is here; the text is made below.
enum UsageError: Error, Hashable {
  case unknownOption(String)
  case missingValue(Option)
  case unexpectedValue(Option, String)
  case invalidValue(Option, String, choices: [String])
  /// A value that is not a list of choices, with what it should be.
  case malformedValue(Option, String, expected: String)
  case optionElsewhere(Option, Subcommand)
  case missingOperand(Subcommand)
  case unexpectedOperands([String])
  /// `models resnet`
  case familyIsOption(String)
  case unknownSubcommand(String)
  case unknownTopic(String)
  case unknownColumn(String)
  case repeatedColumn(String)
  case columnNeeds(String, Option)
  case bothNetworkAndLayers(String)
  case missingOption(Option, why: String)
  case exclusive(Option, Option)
  case needs(Option, Option)
  case notWith(Option, String)
  case inputNotAlone
  /// `net.rf -o net.rf`
  case outputIsInput(String)
}

extension UsageError: MessageConvertible {
  var message: Message {
    switch self {
    case .unknownOption(let name): "Unknown option '\(name)'." + Self.meant(Self.near(name))
    case .missingValue(let option): "Missing value for '\(option.usage)'."
    case .unexpectedValue(let option, let value):
      "The option '\(option.name)' takes no value, but '\(value)' was given."
    case .invalidValue(let option, let value, let choices):
      option.invalid(value) + "."
        + Self.meant(NearestName.suggestion(for: value, among: choices))
        + " Please provide one of \(Self.alternatives(choices))."
    case .malformedValue(let option, let value, let expected):
      option.invalid(value) + ". Please provide \(expected)."
    case .optionElsewhere(let option, let subcommand):
      "'\(subcommand.command)' has no option '\(option.name)'; \(Self.owners(of: option))."
    case .missingOperand(let subcommand):
      "Missing expected argument '\(subcommand.manual.positionals.first?.name ?? "")'."
    case .unexpectedOperands(let operands):
      (operands.count == 1 ? "Unexpected argument " : "\(operands.count) unexpected arguments: ")
        + operands.map { "'\($0)'" }.listed(atMost: Message.longestList) + "."
    case .familyIsOption(let name):
      "Unexpected argument '\(name)'. Did you mean '\(Option.family.name) \(name)'?"
    case .unknownSubcommand(let name):
      "There is no subcommand '\(name)'."
        + Self.meant(NearestName.suggestion(for: name, among: Subcommand.words.map(\.rawValue)))
        + " Please provide one of \(Self.alternatives(Subcommand.words.map(\.rawValue)))."
    case .unknownTopic(let name):
      "There is no help for '\(name)'."
        + Self.meant(NearestName.suggestion(for: name, among: HelpTopic.words))
        + " Please provide one of \(Self.alternatives(HelpTopic.words))."
    case .unknownColumn(let name):
      "There is no column '\(name)'." + Self.meant(Self.nearColumn(name))
        + " Please choose from \(Column.allCases.map { "\($0.rawValue)" }.joined(separator: ", ") as Message)."
    case .repeatedColumn(let name): "The column '\(name)' is named twice."
    case .columnNeeds(let name, let option): "The column '\(name)' needs '\(option.usage)'."
    case .bothNetworkAndLayers(let network):
      "The network is given twice, as '\(network)' and by '--layers'. Please keep one."
    case .missingOption(let option, let why): "Missing option '\(option.usage)', \(why)."
    case .exclusive(let first, let second):
      "'\(first.name)' and '\(second.name)' can't be used together."
    case .needs(let option, let other): "'\(option.name)' needs '\(other.usage)'."
    case .notWith(let option, let reason): "'\(option.name)' can't be used here: \(reason)."
    case .inputNotAlone: "'-' (standard input) can't be combined with other files."
    case .outputIsInput(let path):
      "'\(Option.output.name)' can't be '\(path)': the network is read from that file and would be lost. "
        + "Please name another file."
    }
  }

  /// "'a', 'b' or 'c'"
  static func alternatives(
    _ choices: [String], _ word: Message = "or"
  ) -> Message {
    let quoted = choices.map { "'\($0)'" as Message }
    guard quoted.count > 1, let last = quoted.last else { return quoted.first ?? "" }
    return quoted.dropLast().joined(separator: ", ") + " \(word) " + last
  }

  private static func meant(_ name: String?) -> Message {
    name.map { " Did you mean '\($0)'?" } ?? ""
  }

  private static func near(_ name: String) -> String? {
    guard name.hasPrefix("--") else { return Option.named(name.dropFirst())?.name }
    return NearestName.suggestion(for: name, among: Option.allCases.map(\.name))
  }

  private static func nearColumn(_ name: String) -> String? {
    NearestName.suggestion(for: name, among: Column.allCases.map(\.rawValue))
  }

  private static func owners(of option: Option) -> Message {
    let owners = Subcommand.allCases.filter { $0.takes(option) }
    return "it belongs to " + alternatives(owners.map(\.command), "and")
  }
}
