import RFKit

/// Makes the text of a block from the command in its opening marker.
struct BlockRenderer {
  let context: Context

  /// The generated lines, each with the block's prefix.
  func lines(of block: DocumentBlock) throws(DocumentProblem) -> [String] {
    do throws(Failure) {
      let arguments = try parse(block.command)
      let format = arguments.choice(.format, OutputFormat.markdown)
      let text = TextOutput.text(try output(of: arguments, context).write)
      var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
      if lines.last == "" { lines.removeLast() }
      if format != .markdown { lines = lines.fenced(as: format.language) }
      return try framed(lines, prefix: block.prefix)
    } catch {
      throw DocumentProblem(
        line: block.opening + 1, column: block.column, text: error.message,
        code: [.usage, .noInput].contains(error.code) ? .badInput : error.code)
    }
  }

  private func parse(_ command: String) throws(Failure) -> Arguments {
    let words: [String]
    do throws(UnclosedQuote) { words = try ShellWords.split(command) } catch {
      throw .other("the quote \(error.mark) is not closed", .badInput)
    }
    if words.isEmpty {
      throw .other("the marker names no network; write <!-- rfcalc: resnet50 -->", .badInput)
    }
    let arguments = try Arguments(parsing: words, allowsBareOptions: true)
    if [.docs, .help].contains(arguments.subcommand) {
      throw .other(
        "'\(arguments.subcommand.command)' can't be used in a document", .badInput)
    }
    for option in [Option.output, .help, .version] where arguments.has(option) {
      throw .usage(.notWith(option, "a document only holds what rfcalc prints"))
    }
    try arguments.requireOwnOptions()
    return arguments
  }

  /// A blank line above and below, and the prefix before everything.
  private func framed(_ lines: [String], prefix: String) throws(Failure) -> [String] {
    let bare = String(prefix.reversed().drop { $0 == " " || $0 == "\t" }.reversed())
    let framed = ([""] + lines + [""]).map { $0.isEmpty ? bare : prefix + $0 }
    // A layer may be called like a marker; then the next run would not find the end.
    for line in framed where (try? Marker.read(line)) != nil {
      throw .other("the generated text has a marker in it", .badInput)
    }
    return framed
  }
}

extension OutputFormat {
  /// What a code block of it is called.
  fileprivate var language: String { self == .graph ? OutputFormat.json.rawValue : rawValue }
}

extension [String] {
  /// As a code block whose fence is longer than any in it.
  fileprivate func fenced(as language: String) -> [String] {
    let longest = map { $0.drop { $0 == " " }.prefix { $0 == "`" }.count }.max() ?? 0
    let fence = String(repeating: "`", count: Swift.max(3, longest + 1))
    return [fence + language] + self + [fence]
  }
}
