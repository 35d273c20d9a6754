import RFKit

/// Makes the text of blocks from the commands in their opening markers. What was made once is kept: a
/// document that is edited while it is refreshed is read again, but not computed again.
final class BlockRenderer {
  private let context: Context
  let type: DocumentType
  private var made: [Key: Rendered] = [:]

  struct Rendered {
    /// The generated lines, each with the block's prefix.
    let lines: [String]
    let warnings: Warnings
  }

  private struct Key: Hashable {
    let prefix: String
    let command: String
  }

  init(context: Context, type: DocumentType) {
    self.context = context
    self.type = type
  }

  func rendered(_ block: DocumentBlock) throws(DocumentProblem) -> Rendered {
    let key = Key(prefix: block.prefix, command: block.command)
    if let known = made[key] { return known }
    do throws(Failure) {
      var context = context
      context.warnings = Warnings()
      let arguments = try parse(block.command)
      let format = Formatting(arguments, context).format
      let text = TextOutput.text(try arguments.command(in: context).run().write)
      let lines = text.documentLines(format)
      let rendered = Rendered(
        lines: framed(lines, prefix: block.prefix, format), warnings: context.warnings)
      made[key] = rendered
      return rendered
    } catch {
      throw DocumentProblem(
        line: block.opening + 1, column: block.column, text: error.message,
        code: [.usage, .noInput].contains(error.code) ? .badInput : error.code)
    }
  }

  private func parse(_ command: String) throws(Failure) -> Arguments {
    let words: [String]
    do throws(UnclosedQuote) { words = try ShellWords.split(command) } catch {
      throw .other("the quote \(Character(error.mark)) is not closed", .badInput)
    }
    if words.isEmpty {
      throw .other("the marker names no network; write <!-- rfcalc: resnet50 -->", .badInput)
    }
    let arguments = try Arguments(parsing: words, allowsBareOptions: true)
    if !arguments.subcommand.manual.standsInDocuments {
      throw .other(
        "'\(arguments.subcommand.command)' can't be used in a document", .badInput)
    }
    for option in [Option.output, .help, .version] where arguments.has(option) {
      throw .usage(.notWith(option, "a document only holds what rfcalc prints"))
    }
    return arguments
  }

  /// A blank line above and below, and the prefix before everything. A layer may be called like a marker;
  /// the next run must not take it for one.
  private func framed(
    _ lines: [String], prefix: String, _ format: OutputFormat
  ) -> [String] {
    let bare = String(prefix.reversed().drop { $0 == " " || $0 == "\t" }.reversed())
    return ([""] + lines + [""]).map { line in
      let line = type.asComment(line)
      let framed = line.isEmpty ? bare : prefix + line
      guard Marker.isSeen(in: framed) else { return framed }
      return prefix
        + line.replacing("<", with: format.angleBrackets.opening)
        .replacing(">", with: format.angleBrackets.closing)
    }
  }
}

extension String {
  /// The lines of an output as a document holds them: without anything that ends a line for others.
  fileprivate func documentLines(_ format: OutputFormat) -> [String] {
    // A line feed after a carriage return is one character with it, so bytes are split.
    var lines = utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).map {
      let line = String(Substring($0))
      return line.utf8.contains(UInt8(ascii: "\r")) ? Message(escaping: line).description : line
    }
    if lines.last == "" { lines.removeLast() }
    return format == .markdown ? lines : lines.fenced(as: format.rawValue)
  }
}

extension [String] {
  /// As a code block whose fence is longer than any in it.
  fileprivate func fenced(as language: String) -> [String] {
    let longest = map { $0.drop { $0 == " " }.prefix { $0 == "`" }.count }.max() ?? 0
    let fence = String(repeating: "`", count: Swift.max(3, longest + 1))
    return [fence + language] + self + [fence]
  }
}
