extension MarkerComment {
  /// A comment whose "<" is missing: `!-- /rfcalc -->`, `/rfcalc -->`, `rfcalc: x -->`. That one was meant
  /// is told by its end.
  init?(unopenedIn line: String) {
    guard let end = Self.unopenedEnd(in: line) else { return nil }
    var content = line[..<end.place]
    let mark = content.ranges(of: "!-").last { content[..<$0.lowerBound].last != "<" }
    if let mark {
      content = content[mark.upperBound...].drop { Self.isBlank($0) || Self.dashes.contains($0) }
    } else {
      if content.contains("<") { return nil }
      content = Self.behindSigns(content)
    }
    guard let meant = Self.meant(by: content) else { return nil }
    // Words before an arrow are seldom a command.
    if meant == .opening, !content.prefix(16).contains(":") || !end.isLast && mark == nil {
      return nil
    }
    let start = mark?.lowerBound ?? content.startIndex
    if InlineCode.spans(in: line).contains(where: { $0.contains(start) }) { return nil }
    (self.start, self.meant) = (start, meant)
  }

  /// Where a comment ends: before the first "-->", or before dashes and a ">" at the end of the line.
  private static func unopenedEnd(in line: String) -> (place: String.Index, isLast: Bool)? {
    guard line.utf8.contains(UInt8(ascii: ">")) else { return nil }
    if let end = line.firstRange(of: "-->") {
      return (end.lowerBound, line[end.upperBound...].allSatisfy(isBlank))
    }
    var rest = line[...]
    while let last = rest.last, isBlank(last) { rest.removeLast() }
    guard rest.popLast() == ">" else { return nil }
    while let last = rest.last, isBlank(last) { rest.removeLast() }
    guard let dash = rest.last, dashes.contains(dash) else { return nil }
    return (rest.index(before: rest.endIndex), true)
  }

  /// A line without the signs of comments, quotes and lists that it begins with.
  static func behindSigns(_ line: Substring) -> Substring {
    var rest = line.drop { $0.isWhitespace || $0 == "\u{FEFF}" }
    if ["//", "/*"].contains(where: rest.hasPrefix) { rest = rest.drop { "/*!".contains($0) } }
    return rest.drop { isBlank($0) || ">*#;!:".contains($0) || dashes.contains($0) }
  }

  /// Whether what follows a "<" begins a comment in which nothing stands yet.
  static func isSign(_ text: Substring) -> Bool {
    text.first == "!" && text.contains { dashes.contains($0) }
      && text.dropFirst().allSatisfy { dashes.contains($0) || isBlank($0) }
  }
}
