import RFKit

/// Help in swift-argument-parser's layout, made from the tables of subcommands and options.
enum HelpText {
  /// Where explanations begin.
  private static let column = 26

  static func usage(of subcommand: Subcommand) -> String {
    let words = ["Usage: " + subcommand.command, subcommand.manual.arguments, "[<options>]"]
    return words.filter { !$0.isEmpty }.joined(separator: " ")
  }

  static func text(of topic: HelpTopic, width: Int) -> String {
    let manual = topic.manual
    return overview(manual, width) + "\nEXAMPLES:\n"
      + manual.examples.map { "  \($0)\n" }.joined()
      + manual.lists.map { section($0.title, $0.entries, width) }.joined()
  }

  private static func overview(_ manual: Manual, _ width: Int) -> String {
    var text = wrapped("OVERVIEW: " + manual.abstract, to: width)
    if !manual.discussion.isEmpty { text += "\n" }
    for line in manual.discussion {
      text += line.isEmpty || line.hasPrefix("  ") ? line + "\n" : wrapped(line, to: width)
    }
    return text
  }

  static func text(of subcommand: Subcommand, width: Int) -> String {
    let manual = subcommand.manual
    var text = overview(manual, width)
    text += "\nUSAGE: " + usage(of: subcommand).dropFirst("Usage: ".count) + "\n"
    text += manual.examples.map { "\n  \($0)" }.joined()
    if !manual.examples.isEmpty { text += "\n" }
    text += section("ARGUMENTS", manual.positionals, width)
    text += section("OPTIONS", options(of: subcommand), width)
    for list in manual.lists { text += section(list.title, list.entries, width) }
    if subcommand == .network {
      text += "\n  See 'rfcalc help <subcommand>' for detailed help.\n"
    }
    return text
  }

  /// What a call without arguments prints.
  static let reminder =
    "Error: Missing expected argument '<network>'.\n\(usage(of: .network))\n"
    + NetworkCommand.manual.examples.map { "\n  \($0)" }.joined()
    + ("\n\n  See 'rfcalc --help' for more information.\n" as Message)

  private static func options(of subcommand: Subcommand) -> [Manual.Entry] {
    Option.allCases.filter(subcommand.takes)
      .sorted { !$0.isLast && $1.isLast }.map { option in
        let spec = option.spec
        var notes: [String] = []
        let values = option.values(in: subcommand)
        if !values.isEmpty { notes.append("values: " + values.joined(separator: ", ")) }
        if let standard = spec.standard { notes.append("default: " + standard) }
        let letter = spec.letter.map { "-\($0), " } ?? ""
        let note = notes.isEmpty ? "" : " (\(notes.joined(separator: "; ")))"
        return (letter + option.usage, spec.help + note)
      }
  }

  private static func section(
    _ title: String, _ entries: [Manual.Entry], _ width: Int
  ) -> String {
    if entries.isEmpty { return "" }
    return "\n\(title):\n" + entries.map { entry($0.name, $0.help, width) }.joined()
  }

  private static func wrapped(_ text: String, to width: Int) -> String {
    Message(escaping: text).wrapped(to: width, indent: 0).description
  }

  /// A label, and its explanation from a fixed column on.
  static func entry(_ label: String, _ text: String, _ width: Int, column: Int = column) -> String {
    let margin = String(repeating: " ", count: column)
    let lines = wrapped(text, to: max(width - column, 14)).split(separator: "\n")
    let body = lines.joined(separator: "\n" + margin)
    let head = "  " + label
    let fits = DisplayWidth.of(head) + 1 < column
    return (fits ? head.padded(to: column, .left) : head + "\n" + margin) + body + "\n"
  }
}

extension Option {
  /// Help and version end the list, as everywhere.
  fileprivate var isLast: Bool { Self.everywhere.contains(self) }
}
