import Escaping

extension String {
  package var visible: String { Terminal.escaped(self) }

  package var markdownEscaped: String { Markdown.escaped(self) }

  /// The text with its middle left out where it would make a table unreadable: a name from a file may be
  /// thousands of characters long.
  package var shortened: String {
    let most = 96
    guard utf8.count > most, count > most else { return self }
    return prefix(most / 2 - 1) + "…" + suffix(most / 2)
  }
}
