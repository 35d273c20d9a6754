/// Markdown as GitHub and DocC read it, also in the cell of a table and at the beginning of a line.
/// An outside text is a whole cell or line, or stands among words of ours.
///
/// Underscores inside words and brackets that make no link stay: they mean nothing, and formatters
/// would take the backslash away.
public enum Markdown: EscapingRules {
  public static func escaped(_ outside: String) -> String {
    let visible = Terminal.escaped(outside)
    if visible.isOfBytes({ !isPossiblySpecial($0) }) { return visible }
    let text = MarkdownText(visible)
    var result = String.UnicodeScalarView()
    for index in text.scalars.indices {
      if text.isSpecial(index) { result.append("\\") }
      result.append(text.scalars[index])
    }
    return String(result)
  }

  /// A first look, for the many texts that have none of these.
  private static func isPossiblySpecial(_ byte: UInt8) -> Bool {
    "\\`*|<&~$[]_@#>+-.):".utf8.contains(byte)
  }
}

/// A text whose scalars are looked at in their surroundings.
private struct MarkdownText {
  let scalars: [Unicode.Scalar]
  private let mayLink: Bool
  /// The sign that would make the text a heading, a quote or a list where it begins a line.
  private let blockSign: Int?

  init(_ text: String) {
    scalars = Array(text.unicodeScalars)
    mayLink = Self.mayLink(scalars)
    blockSign = Self.blockSign(scalars)
  }

  func isSpecial(_ index: Int) -> Bool {
    switch scalars[index] {
    case "\\", "`", "*", "|", "<", "&", "~", "$": true
    case "[", "]": mayLink
    case "_": !isInsideWord(index)
    case "@": index == 0
    default: index == blockSign
    }
  }

  /// `[a](b)`, `[a][b]`, `[a]: b`, and at the beginning what could be one, or a box to tick.
  private static func mayLink(_ scalars: [Unicode.Scalar]) -> Bool {
    if scalars.first == "[" { return true }
    return scalars.indices.contains { index in
      guard scalars[index] == "]" else { return false }
      return index + 1 < scalars.count && "([:".unicodeScalars.contains(scalars[index + 1])
    }
  }

  private static func blockSign(_ scalars: [Unicode.Scalar]) -> Int? {
    guard let start = scalars.firstIndex(where: { $0 != " " }) else { return nil }
    switch scalars[start] {
    case ">": return start
    case "#", "+", "-", "=":
      let rest = scalars[start...].drop { $0 == scalars[start] || $0 == " " }
      let run = scalars[start...].prefix { $0 == scalars[start] }
      return rest.isEmpty || rest.startIndex > run.endIndex ? start : nil
    case "0"..."9":
      let end = scalars[start...].firstIndex { !("0"..."9").contains($0) }
      guard let end, ".)".unicodeScalars.contains(scalars[end]) else { return nil }
      return end + 1 == scalars.count || scalars[end + 1] == " " ? end : nil
    default: return nil
    }
  }

  private func isInsideWord(_ index: Int) -> Bool {
    guard isWord(index - 1), isWord(index + 1) else { return false }
    // A run of underscores at the start or end of a word is not inside it.
    let before = scalars[..<index].lastIndex { $0 != "_" }
    let after = scalars[index...].firstIndex { $0 != "_" }
    return [before, after].allSatisfy { $0.map(isWord) ?? false }
  }

  private func isWord(_ index: Int) -> Bool {
    guard scalars.indices.contains(index) else { return false }
    return scalars[index] == "_" || scalars[index].properties.isAlphabetic
      || scalars[index].properties.numericType != nil
  }
}
