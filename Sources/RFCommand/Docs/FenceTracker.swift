/// Follows fenced code (``` and ~~~) line by line, also inside quotes, lists and comments.
struct FenceTracker {
  private var open: Fence?

  var isOpen: Bool { open != nil }

  private struct Fence {
    let mark: Character
    let length: Int
    /// The signs of the quote or comment around it: ">", "///". A line without them ends the fence.
    let container: String
    /// How far the content begins from there; a mark indented by four columns more is code.
    let indentation: Int
  }

  /// Whether the line is part of fenced code, its fences included.
  /// - Parameter behindSign: whether only a fence behind the sign of a comment begins code.
  mutating func isCode(_ line: String, next: String?, behindSign: Bool = false) -> Bool {
    if let fence = open {
      guard let inside = Self.content(of: line, in: fence.container) else {
        open = nil
        return isCode(line, next: next, behindSign: behindSign)
      }
      let run = inside.prefix { $0 == fence.mark }
      let blanks = line[..<inside.startIndex].reversed().prefix { $0 == " " || $0 == "\t" }
      if run.count >= fence.length, inside[run.endIndex...].allSatisfy(\.isWhitespace),
        Self.columns(of: blanks) < fence.indentation + 4
      {
        open = nil
      }
      return true
    }
    open = Self.opening(line, next: next)
    if behindSign, open?.container.allSatisfy({ $0 == ">" }) == true { open = nil }
    return open != nil
  }

  private static func opening(_ line: String, next: String?) -> Fence? {
    let signs = line.prefix { " \t>/*#!;\u{FEFF}".contains($0) }
    var container = signs.filter { ">/*#!;".contains($0) }
    // A lone star or hash that does not go on in the next line is a list or a heading, no comment.
    if let next, !container.isEmpty, content(of: next, in: container) == nil {
      if container.contains("#") { return nil }
      container = container.filter { $0 != "*" }
    }
    let content = line[signs.endIndex...].withoutBullet
    guard let mark = content.first, mark == "`" || mark == "~" else { return nil }
    let run = content.prefix { $0 == mark }
    guard run.count >= 3 else { return nil }
    if mark == "`" && content[run.endIndex...].contains("`") { return nil }
    let before = line[..<content.startIndex].reversed().prefix { !">/*#!;".contains($0) }
    return Fence(
      mark: mark, length: run.count, container: container, indentation: columns(of: before))
  }

  private static func columns(of text: some Sequence<Character>) -> Int {
    text.reduce(0) { $0 + ($1 == "\t" ? 4 : 1) }
  }

  /// What follows the container's signs, without blanks; nil when they are missing.
  private static func content(of line: String, in container: String) -> Substring? {
    var rest = line.drop { $0 == " " || $0 == "\t" }
    for sign in container {
      guard rest.first == sign else { return nil }
      rest = rest.dropFirst().drop { $0 == " " || $0 == "\t" }
    }
    return rest
  }
}

extension Substring {
  /// Without "- ", "+ ", "12. " or "3) " before it.
  fileprivate var withoutBullet: Substring {
    let digits = prefix { $0.isASCII && $0.isNumber }
    let rest = self[digits.endIndex...]
    guard let sign = rest.first, (digits.isEmpty ? "-+" : ".)").contains(sign),
      rest.dropFirst().first == " "
    else { return self }
    return rest.dropFirst().drop { $0 == " " }
  }
}
