import RFKit

/// The shapes given by `--input`, one for each input of the network.
enum InputShapes {
  static func parse(_ arguments: Arguments) throws(Failure) -> [InputShape] {
    guard let text = arguments[.input] else { return [] }
    var shapes: [InputShape] = []
    for part in text.split(separator: ",", omittingEmptySubsequences: false) {
      do throws(InputShapeError) {
        shapes.append(try InputShape(parsing: String(part).trimmed))
      } catch {
        throw .other(
          "The value '\(text.visible)' is invalid for '\(Option.input.usage)': \(error.message)\n"
            + error.place.excerpt, .usage)
      }
    }
    return shapes
  }
}

extension String {
  /// Without blanks at both ends.
  var trimmed: String {
    let start = drop { $0 == " " || $0 == "\t" }
    guard let end = start.lastIndex(where: { $0 != " " && $0 != "\t" }) else { return "" }
    return String(start[...end])
  }
}
