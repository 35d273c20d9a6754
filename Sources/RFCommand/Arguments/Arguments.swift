/// A command line taken apart: nothing of it has been looked up yet.
struct Arguments: Hashable {
  let subcommand: Subcommand
  /// What is neither an option nor the word of the subcommand.
  let operands: [String]
  /// The last value of each option; switches have an empty one.
  private let values: [Option: String]

  init(subcommand: Subcommand, operands: [String], values: [Option: String]) {
    self.subcommand = subcommand
    self.operands = operands
    self.values = values
  }

  subscript(_ option: Option) -> String? { values[option] }

  func has(_ option: Option) -> Bool { values[option] != nil }

  /// Whether the question is about rfcalc itself, whatever else stands on the line.
  var asksForItself: Bool { has(.help) || has(.version) }

  /// The file that the result goes to; nil for standard output.
  var outputFile: String? {
    asksForItself ? nil : values[.output].flatMap { $0 == "-" ? nil : $0 }
  }

  /// Whether the network itself is wanted, not what is known of it.
  var asksForGraph: Bool { values[.format] == Option.graph }

  /// The options given, in the order of the table.
  var options: [Option] { Option.allCases.filter(has) }

  /// Refuses options of other subcommands.
  func requireOwnOptions() throws(Failure) {
    for option in options where !subcommand.takes(option) {
      throw .usage(.optionElsewhere(option, subcommand))
    }
  }

  func requireNoOperands() throws(Failure) {
    if !operands.isEmpty { throw .usage(.unexpectedOperands(operands)) }
  }

  /// The choice of an option whose value is one of a list, or the standard one. The parser has
  /// checked it.
  func choice<Choice: RawRepresentable<String>>(_ option: Option, _ standard: Choice) -> Choice {
    values[option].flatMap(Choice.init(rawValue:)) ?? standard
  }
}
