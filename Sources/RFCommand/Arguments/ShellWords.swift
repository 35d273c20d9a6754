/// Splits a text into words as a POSIX shell does: blanks separate, '…' and "…" quote, \ escapes.
/// Nothing is expanded.
enum ShellWords {
  /// - Throws: the offset, in scalars, of a quote that is not closed.
  static func split(_ text: String) throws(UnclosedQuote) -> [String] {
    let scalars = Array(text.unicodeScalars)
    var (words, word): ([String], String?) = ([], nil)
    var index = 0
    while index < scalars.count {
      let scalar = scalars[index]
      switch scalar {
      case " ", "\t":
        if let finished = word { words.append(finished) }
        word = nil
      case "'", "\"":
        var quoted = word ?? ""
        try quote(scalars, &index, into: &quoted)
        word = quoted
      case "\\" where index + 1 < scalars.count:
        index += 1
        word = (word ?? "") + String(scalars[index])
      default:
        word = (word ?? "") + String(scalar)
      }
      index += 1
    }
    return words + (word.map { [$0] } ?? [])
  }

  /// Reads from an opening quote to the closing one, where it leaves the index.
  private static func quote(
    _ scalars: [Unicode.Scalar], _ index: inout Int, into word: inout String
  ) throws(UnclosedQuote) {
    let (start, mark) = (index, scalars[index])
    index += 1
    while index < scalars.count, scalars[index] != mark {
      let isEscape = mark == "\"" && scalars[index] == "\\" && index + 1 < scalars.count
      if isEscape, "\"\\$`".unicodeScalars.contains(scalars[index + 1]) { index += 1 }
      word.unicodeScalars.append(scalars[index])
      index += 1
    }
    guard index < scalars.count else { throw UnclosedQuote(offset: start, mark: mark) }
  }
}

struct UnclosedQuote: Error, Hashable {
  let offset: Int
  let mark: Unicode.Scalar
}
