import RFKit

/// One of the two comments around a generated table.
enum Marker: Hashable {
  /// `<!-- rfcalc: … -->`: what stands before it on the line, and the command line in it with the
  /// column, from 1, where that begins.
  case opening(prefix: String, command: String, column: Int)
  case closing

  /// Something that was meant to be a marker and is none.
  struct Mistake: Error, Hashable {
    let column: Int
    let text: Message
  }

  /// What a marker may follow on its line: indentation, quotes and comment signs, which then begin
  /// every generated line too.
  private static let prefixCharacters = Set<Character>(" \t>/*#!;\u{FEFF}")

  /// - Returns: nil for a line that has no marker, or has one only inside `code`.
  static func read(_ line: String) throws(Mistake) -> Marker? {
    guard let comment = try comment(in: line) else { return nil }
    let start = comment.start
    let column = column(of: start, in: line)
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
      column: place.map { Self.column(of: $0, in: line) } ?? column)
  }

  /// Whether a line is a marker or would be taken for a mistaken one.
  static func isSeen(in line: String) -> Bool {
    do throws(Mistake) { return try read(line) != nil } catch { return true }
  }

  /// The first comment outside code whose content begins as a marker's does.
  private static func comment(in line: String) throws(Mistake) -> MarkerComment? {
    guard line.utf8.contains(UInt8(ascii: "<")) else { return nil }
    var code = InlineCode.spans(in: line)[...]
    for start in line.indices where line[start] == "<" {
      code = code.drop { $0.upperBound <= start }
      if code.first?.contains(start) == true { continue }
      guard let comment = MarkerComment(at: start, in: line) else { continue }
      guard let meant = comment.meant else { return comment }
      throw Mistake(
        column: column(of: start, in: line),
        text: "this is no marker; did you mean '\(meant.rawValue)'? Write others in `code`")
    }
    return nil
  }

  private static func column(of place: String.Index, in line: String) -> Int {
    line.distance(from: line.startIndex, to: place) + 1
  }
}
