extension Escaped<Terminal> {
  /// The text in lines of at most `width` cells, broken at spaces; lines after the first are
  /// indented. Words are never cut.
  /// - Complexity: O(length).
  package func wrapped(to width: Int, indent: Int = 2) -> Message {
    broken(to: width, indent: indent) + "\n"
  }

  /// The same without an end of the last line.
  package func broken(to width: Int, indent: Int = 2) -> Message {
    let margin = String(repeating: " ", count: indent)
    var (lines, taken) = ("", 0)
    for (index, word) in description.split(separator: " ", omittingEmptySubsequences: false)
      .enumerated()
    {
      let cells = DisplayWidth.of(String(word))
      if index > 0, taken + 1 + cells > width {
        lines += "\n" + margin + word
        taken = indent + cells
      } else {
        lines += (index > 0 ? " " : "") + word
        taken += (index > 0 ? 1 : 0) + cells
      }
    }
    return Message(safe: lines)
  }
}
