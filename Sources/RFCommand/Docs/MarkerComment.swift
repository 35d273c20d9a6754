import RFKit

/// A comment that is a marker, or that a slip of the pen has kept from being one: `<!-- rfclac: x -->`,
/// `<!-- RFCalc: x -->`, `<!- rfcalc: x -->`, `<!-- rfcalc x -->`, `<!-- / rfcalc -->`.
struct MarkerComment {
  let start: String.Index
  /// What it was meant to be; nil when it begins as a marker does.
  let meant: Meant?

  enum Meant {
    case opening, closing

    var text: Message { self == .opening ? "<!-- rfcalc: … -->" : "<!-- /rfcalc -->" }
  }

  /// - Parameter start: the place of a "<".
  /// - Returns: nil for any other comment, and for what is none.
  init?(at start: String.Index, in line: String) {
    let rest = line[line.index(after: start)...]
    let sign = rest.prefix { Self.isBlank($0) || "!-–—:".contains($0) }
    let marks = sign.filter { !Self.isBlank($0) }
    let content = rest[sign.endIndex...]
    // An arrow, or the beginning of a tag, unless the very word follows.
    guard marks.contains(where: { $0 != "-" }) || Self.isTheWord(content, after: marks) else {
      return nil
    }
    self.start = start
    guard let meant = Self.meant(by: content) else { return nil }
    let isComment = marks == "!--" && sign.hasPrefix(marks)
    self.meant = isComment && Self.isExact(content) ? nil : meant
  }

  /// What a comment with this content was meant to be; nil for any other.
  static func meant(by content: Substring) -> Meant? {
    if isExact(content) { return content.hasPrefix("/") ? .closing : .opening }
    guard let first = content.first, first.isLetter || slashes.contains(first) else { return nil }
    // No name is longer, and a line may be.
    let beginning = content.utf8.prefix(longest)
    let end = beginning.indices.first { beginning[$0...].starts(with: "--".utf8) }
    return slip(content[..<(end ?? beginning.endIndex)])
  }

  /// Whether a content begins as that of a marker does.
  private static func isExact(_ content: Substring) -> Bool {
    content.hasPrefix("rfcalc:") || content.hasPrefix("/rfcalc")
  }

  /// In bytes: of a name with what belongs to it, and of a few words.
  private static let (longest, longestWords) = (200, 40)

  static func isBlank(_ character: Character) -> Bool { character.isWhitespace }

  static let dashes = "-–—"
  private static let slashes = "/\\／∕⁄"

  private static func isTheWord(_ content: Substring, after marks: String) -> Bool {
    marks.hasPrefix("--") && content.hasPrefix("rfcalc:")
      || content.first.map(slashes.contains) == true && content.dropFirst().hasPrefix("rfcalc")
  }

  /// What a content was meant to be that begins as no marker does; nil for other comments.
  private static func slip(_ content: Substring) -> Meant? {
    let slash = content.prefix { slashes.contains($0) || isBlank($0) }
    if slash.contains(where: { !isBlank($0) }) {
      let name = content[slash.endIndex...]
      let isMeant =
        isNear(name.prefix { !isBlank($0) }) || isNear(name) || letters(name).hasPrefix("rfc")
      return isMeant ? .closing : nil
    }
    if content.utf8.count < longestWords,
      ["endrfcalc", "rfcalcend", "closerfcalc"].contains(letters(content))
    {
      return .closing
    }
    // A name and a colon, or a sign that is easily taken for one: "rf-calc :", "rfclac;".
    let beginning = content.prefix(16)
    if let colon = beginning.firstIndex(where: { ":：;=,".contains($0) }),
      isNear(content[..<colon])
    {
      return .opening
    }
    let name = content.prefix { !isBlank($0) }
    guard name.utf8.count < longestWords, letters(name) == "rfcalc" else { return nil }
    return isCommand(content[name.endIndex...]) ? .opening : nil
  }

  /// Whether a text could be a command line, not the words of a sentence: one word, options or a
  /// subcommand.
  private static func isCommand(_ text: Substring) -> Bool {
    let words = text.split(whereSeparator: isBlank)
    guard words.count > 1 else { return true }
    return Subcommand.named(String(words[0])) != nil
      || words.contains { $0.hasPrefix("--") } || words[1].contains("=")
  }

  private static func letters(_ text: Substring) -> String {
    text.lowercased().filter(\.isLetter)
  }

  /// Whether a name is so like "rfcalc" that no other word is meant: "recall" is one.
  private static func isNear(_ name: Substring) -> Bool {
    let word = letters(name)
    guard NearestName.suggestion(for: word, among: ["rfcalc"]) != nil else { return false }
    return ["rf", "fr"].contains(where: word.hasPrefix) || word.hasSuffix("calc")
  }
}
