/// The blocks of Markdown, line by line, as far as they decide what is code: quotes and list items, which
/// hold others, paragraphs, which go on whatever their indentation, and code itself.
///
///     - item            what belongs to the item is indented by 2
///       ```             code, until its end or that of the item
///     text              the item has ended, and so has the code
///
///         indented      by 4 more than what it stands in, after a blank line: code
///
/// Source: CommonMark 0.31.2, "Container blocks", "Leaf blocks" and the algorithm in its appendix.
/// - Complexity: O(bytes) of a line, since what is nested deeper than `mostNested` is taken for text.
struct MarkdownBlocks {
  private static let mostNested = 64
  private var containers: [Container] = []
  private var leaf = Leaf.none

  enum Code {
    case fenced, indented
  }

  private enum Container {
    case quote
    /// The columns by which what belongs to it is indented.
    case item(Int)
  }

  /// The innermost block, which further lines may belong to.
  private enum Leaf {
    case none, paragraph
    case fence(MarkdownFence)
    /// HTML that blank lines don't end.
    case html(MarkdownHTML)
  }

  /// What code the next line is; nil for all else.
  mutating func code(_ bytes: [UInt8], from start: Int = 0) -> Code? {
    var line = MarkdownLine(bytes, from: start)
    let count = matchedContainers(&line)
    if count == containers.count {
      switch leaf {
      case .fence(let fence):
        if fence.isClosed(by: line) { leaf = .none }
        return .fenced
      case .html(let html):
        if html.isClosed(by: line.rest) { leaf = .none }
        return nil
      case .none, .paragraph: break
      }
    }
    return begin(line, within: count)
  }

  /// What follows does not continue what came before.
  mutating func interrupt() { leaf = .none }

  /// How many of the containers the line belongs to, and the line behind their signs.
  private func matchedContainers(_ line: inout MarkdownLine) -> Int {
    for (index, container) in containers.enumerated() {
      switch container {
      case .quote:
        var inside = line
        inside.skipBlanks()
        guard line.indentation < 4, inside.skip(sign: ">") else { return index }
        line = inside
      case .item(let width):
        if line.isBlank { continue }
        guard line.indentation >= width else { return index }
        line.skip(columns: width)
      }
    }
    return containers.count
  }

  /// Reads what begins in a line that belongs to the first containers only.
  private mutating func begin(_ line: MarkdownLine, within count: Int) -> Code? {
    var (line, count) = (line, count)
    var isParagraph = if case .paragraph = leaf { true } else { false }
    while true {
      if line.isBlank {
        close(to: count, leaving: .none)
        return nil
      }
      if line.indentation >= 4 {
        // A paragraph goes on, even in a container whose signs are missing.
        if isParagraph { return nil }
        close(to: count, leaving: .none)
        return .indented
      }
      let goesOn = isParagraph && count == containers.count
      guard count < Self.mostNested, !line.isRule(under: goesOn),
        let container = container(&line, interrupting: goesOn)
      else { break }
      close(to: count, leaving: .none)
      containers.append(container)
      (count, isParagraph) = (count + 1, false)
    }
    return leaf(line, within: count, isParagraph: isParagraph)
  }

  private func container(
    _ line: inout MarkdownLine, interrupting isParagraph: Bool
  ) -> Container? {
    var inside = line
    inside.skipBlanks()
    if inside.skip(sign: ">") {
      line = inside
      return .quote
    }
    guard let width = line.skipListSign(interrupting: isParagraph) else { return nil }
    return .item(width)
  }

  private mutating func leaf(
    _ line: MarkdownLine, within count: Int, isParagraph: Bool
  ) -> Code? {
    var line = line
    let isRule = line.isRule(under: isParagraph && count == containers.count)
    line.skipBlanks()
    if let fence = MarkdownFence(line.rest) {
      close(to: count, leaving: .fence(fence))
      return .fenced
    }
    if isRule || line.isHeading {
      close(to: count, leaving: .none)
    } else if let html = MarkdownHTML(line.rest) {
      close(to: count, leaving: html.isClosed(by: line.rest) ? .none : .html(html))
    } else if !isParagraph {
      close(to: count, leaving: .paragraph)
    }
    return nil
  }

  private mutating func close(to count: Int, leaving leaf: Leaf) {
    containers.removeSubrange(count...)
    self.leaf = leaf
  }
}
