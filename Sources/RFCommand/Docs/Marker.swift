import RFKit

/// One of the two comments around a generated table.
enum Marker: Hashable {
  /// `<!-- rfcalc: … -->`: what stands before it on the line, and the command line in it with the
  /// column, from 1, where that begins.
  case opening(prefix: String, command: String, column: Int)
  /// `<!-- /rfcalc -->`, and what stands before it.
  case closing(prefix: String)

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
    guard let comment = try comment(in: line) else {
      if let slip = MarkerComment(unopenedIn: line), let meant = slip.meant {
        throw mistake(at: slip.start, in: line, meant)
      }
      return nil
    }
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
    if content == "/rfcalc" { return .closing(prefix: String(prefix)) }
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
    if isBegun(in: line) { return true }
    do throws(Mistake) { return try read(line) != nil } catch { return true }
  }

  /// Whether a comment begins at the end of a line, so that what it holds stands in the next.
  static func isBegun(in line: String) -> Bool {
    guard let start = line.lastIndex(of: "<"),
      MarkerComment.isSign(line[line.index(after: start)...])
    else { return false }
    return !InlineCode.spans(in: line).contains { $0.contains(start) }
  }

  /// What is wrong with a line that goes on with a comment, should that have been meant as a marker.
  static func mistake(goingOnIn line: String) -> Mistake? {
    let content = MarkerComment.behindSigns(line[...])
    guard let meant = MarkerComment.meant(by: content) else { return nil }
    return Mistake(
      column: column(of: content.startIndex, in: line),
      text: "a marker must stand on one line; write '\(meant.text)' there")
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
      throw mistake(at: start, in: line, meant)
    }
    return nil
  }

  private static func mistake(
    at place: String.Index, in line: String, _ meant: MarkerComment.Meant
  ) -> Mistake {
    Mistake(
      column: column(of: place, in: line),
      text: "this is no marker; did you mean '\(meant.text)'? Write others in `code`")
  }

  private static func column(of place: String.Index, in line: String) -> Int {
    line.distance(from: line.startIndex, to: place) + 1
  }
}
