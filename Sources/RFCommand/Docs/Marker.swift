/// One of the two comments around a generated table.
enum Marker: Hashable {
  /// `<!-- rfcalc: … -->`: what stands before it on the line, and the command line in it with the
  /// column, from 1, where that begins.
  case opening(prefix: String, command: String, column: Int)
  case closing

  /// Something that was meant to be a marker and is none.
  struct Mistake: Error, Hashable {
    let column: Int
    let text: String
    /// Whether it also counts where everything else is generated text.
    var isInsideBlock = false
  }

  /// What a marker may follow on its line: indentation, quotes and comment signs, which then begin
  /// every generated line too.
  private static let prefixCharacters = Set<Character>(" \t>/*#!;\u{FEFF}")

  /// - Returns: nil for a line that has no marker, or has one only inside `code`.
  static func read(_ line: String) throws(Mistake) -> Marker? {
    guard let start = Self.start(in: line) else { return nil }
    let column = line.distance(from: line.startIndex, to: start) + 1
    let prefix = line[..<start]
    let body = line[start...].dropFirst("<!--".count)
    guard let end = body.firstRange(of: "-->") else {
      throw Mistake(column: column, text: "the marker must end on its line, with '-->'")
    }
    let isAlone =
      prefix.allSatisfy(prefixCharacters.contains)
      && body[end.upperBound...].allSatisfy(\.isWhitespace)
    guard isAlone else {
      throw Mistake(
        column: column, text: "a marker must stand alone on its line; write others in `code`")
    }
    let content = String(body[..<end.lowerBound]).trimmed
    if content == "/rfcalc" { return .closing }
    guard content.hasPrefix("rfcalc:") else {
      throw Mistake(column: column, text: "the closing marker is '<!-- /rfcalc -->'")
    }
    let command = String(content.dropFirst("rfcalc:".count)).trimmed
    let place = command.isEmpty ? nil : body.firstRange(of: command)?.lowerBound
    return .opening(
      prefix: String(prefix.filter { $0 != "\u{FEFF}" }), command: command,
      column: place.map { line.distance(from: line.startIndex, to: $0) + 1 } ?? column)
  }

  /// The first comment outside code whose content begins as a marker's does.
  private static func start(in line: String) -> String.Index? {
    guard line.contains("rfcalc") else { return nil }
    let code = InlineCode.spans(in: line)
    for range in line.ranges(of: "<!--") where !code.contains(where: { $0.overlaps(range) }) {
      let content = line[range.upperBound...].drop { $0 == " " || $0 == "\t" }
      if content.hasPrefix("rfcalc:") || content.hasPrefix("/rfcalc") { return range.lowerBound }
    }
    return nil
  }
}

/// Code spans of one line: from a run of backticks to the next run of the same length.
enum InlineCode {
  static func spans(in line: String) -> [Range<String.Index>] {
    var runs: [Range<String.Index>] = []
    var index = line.startIndex
    while let start = line[index...].firstIndex(of: "`") {
      index = line[start...].firstIndex { $0 != "`" } ?? line.endIndex
      runs.append(start..<index)
    }
    var (spans, next) = ([Range<String.Index>](), 0)
    while next < runs.count {
      let length = line.distance(from: runs[next].lowerBound, to: runs[next].upperBound)
      let end = runs[(next + 1)...].firstIndex {
        line.distance(from: $0.lowerBound, to: $0.upperBound) == length
      }
      if let end { spans.append(runs[next].lowerBound..<runs[end].upperBound) }
      next = (end ?? next) + 1
    }
    return spans
  }
}
