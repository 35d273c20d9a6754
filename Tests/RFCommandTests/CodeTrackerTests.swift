import Testing

@testable import RFCommand

/// What is code in a document, by the examples of CommonMark 0.31.2 and others of their kinds.
struct CodeTrackerTests {
  /// Lines, each with "#" before it where it is code and "." where it is none.
  private func check(
    _ marked: [String], _ type: DocumentType = .markdown,
    sourceLocation: SourceLocation = #_sourceLocation
  ) {
    let lines = DocumentLines(Array(marked.map { $0.dropFirst() + "\n" }.joined().utf8)).lines
    var tracker = CodeTracker(type: type)
    for (index, line) in lines.enumerated() {
      let next = index + 1 < lines.count ? lines[index + 1] : nil
      let isCode = tracker.isCode(line, next: next)
      #expect(
        isCode == marked[index].hasPrefix("#"), "line \(index + 1) of \(marked)",
        sourceLocation: sourceLocation)
    }
  }

  private static let indentedCodeLines: [[String]] = [
    // After nothing, a blank line, a heading, a rule, code; not within a paragraph.
    ["#    a"], ["#\ta"], ["#  \ta"], [".   a"], [".", "#    a", ".", "#    b"],
    [".text", ".    a"], [".text", ".\ta", ".", "#\tb"], [".# Title", "#    a"],
    [".Title", ".=====", "#    a"], [".Title", ".---", "#    a"], [".***", "#    a"],
    [".- - -", "#    a"], ["#```", "#```", "#    a"], [".#title", ".    a"],
    [".| a | b |", ".| - | - |", ".    a"], [".<!-- x -->", "#    a"], [".\u{FEFF}text", ".    a"],
    ["#    a", ".text", ".    b"], [".text", ".= =", ".    a"],
    // HTML that goes on.
    [".<!--", ".", ".    a", ".-->", "#    b"], [".<pre>", ".", ".    a", ".</pre>", "#    b"],
    [".<details>", ".    a", ".", "#    b"], [".<prefer>", ".", "#    a"],
    // Quotes: the sign and one blank belong to them.
    [".> a", ".>    b", ".>", ".>    b", ".>", "#>     c"], ["#>\t\ta"], [".>\ta", ".", "#    b"],
    [".> a", ".    b"], [".> # a", "#    b"], [".>", "#    a"],
    // Items: what belongs to them is indented by their signs and the blanks after them.
    [".- a", ".", ".    b", ".", "#      c"], [".- a", ".", ".  b", ".", "#      c"],
    [".1. a", ".", ".    b", ".", "#       c"], [".10) a", ".", ".       b"],
    [".10) a", ".", ".    b", ".", "#        c"],
    [".-    a", ".", ".        b", ".", "#         c"],
    ["#-     a", ".", ".  b", ".", "#      c"], ["#-\t\ta"], [".-\ta", ".", "#        b"],
    [".- a", ".  - b", ".    - c", ".", ".         d", ".", "#          e"],
    [".- a", ".", ".    - b", ".", ".        c"], [".- a", ".", ".text", ".", "#    b"],
    [".- a", ".text", ".", "#      b", ".", ".    c"], [".* a", ".* b", ".", ".    c"],
    [".+ a", ".", ".    b"], [".-a", ".", "#    b"], [".1.a", ".", "#    b"],
    [".1234567890. a", ".", "#    b"],
    [".text", ".2. a", ".", "#    b"], [".text", ".1. a", ".", ".    b"],
    [".text", ".-", "#    a"],
    [".> - a", ".>", ".>     b", ".>", "#>       c"],
    [".- > a", ".  >", "#  >     b", ".", "#      c"],
    [".-", ".  a", ".", ".    b"],
  ]

  @Test(arguments: indentedCodeLines)
  func indentedCode(_ lines: [String]) { check(lines) }

  /// A fence ends with what it stands in.
  private static let fencesLines: [[String]] = [
    ["#- ```", "#  a", ".text"], ["#- ```", "#", "#  a", "#", ".text"], ["#- ```", "#  a", ".- b"],
    ["#1. ~~~", "#   a", "#", ".text"],
    [".- a", "#  ```", "#  b", ".- c"], [".- a", ".  - b", "#    ```", "#    c", ".  d"],
    ["#* ```", "#  a", ".text"], ["#> ```", "#> a", ".", ".text"], ["#> ```", "#> a", "#> b"],
    [".> - a", "#>   ```", "#>   b", ".> c"], ["#- ```", ".a"],
    ["#```", "#    ```", "#a"], ["#~~~", "#```", "#~~", "#~~~~ ", ".a"], ["#   ```", "#a"],
    [".``` `", ".a"], ["#~~~ `", "#a"], [".text", "#```", "#a"], [".text", ".    ```", ".a"],
    ["#``` a", "#```b", "#```\t", ".a"],
    // Signs of comments that are shown.
    ["#/// ```", "#/// a", ".text"], ["# * ```", "# * a", ".text"], [".# ```", ".text"],
  ]

  @Test(arguments: fencesLines)
  func fences(_ lines: [String]) { check(lines) }

  /// Comments hold Markdown; what is indented in them is code only where they are doc comments.
  private static let commentsLines: [([String], DocumentType)] = [
    (["./// a", ".///", "#///     b", ".///    c"], DocumentType.slashes),
    (["./// a", "./// b", ".func c()", "#///     d"], .slashes),
    (["./**", ". * a", ". *", "# *     b", ". */", ".        c"], .slashes),
    ([".    a", ".\tb", ".        /// c"], .slashes),
    (["./// - a", ".///", ".///     b", ".///", "#///       c"], .slashes),
    (["#/// - ```", "#///   a", "./// b"], .slashes),
    (["#/// ```", "#/// a", ".int b;"], .slashes),
    (["#    ```", "#    a", "#    ```", ".b"], .slashes),
    ([".# a", ".#", ".#     b"], .hashes), (["## ```", "## a", "## ```", ".# b"], .hashes),
    (["#;; - ~~~", "#;;   a", ".;; b"], .semicolons),
  ]

  @Test(arguments: commentsLines)
  func comments(_ lines: [String], _ type: DocumentType) { check(lines, type) }
}
