import Escaping

extension Table {
  /// The table for a terminal: two spaces between columns, numbers to the right, no spaces at line
  /// ends.
  /// - Parameter width: when given, one space stands between columns and the first column is shortened where that
  ///   takes it to fit.
  package func text(_ style: CellStyle, width: Int? = nil, paint: Paint = .plain) -> String {
    TextOutput.text {
      TextTable(TableTexts(self, style), width: width, paint: paint).write(to: $0)
    }
  }
}

/// The lines of a table for a terminal.
struct TextTable {
  private let texts: TableTexts<Terminal>
  private let paint: Paint
  private let widths: [Int]
  /// How wide names may be; nil where all fit.
  private let nameWidth: Int?
  /// How many spaces stand between columns.
  private let gap: Int

  init(_ texts: TableTexts<Terminal>, width: Int?, paint: Paint) {
    (self.texts, self.paint) = (texts, paint)
    let gaps = max(0, texts.widths.count - 1)
    let isTight = width.map { texts.widths.reduce(0, +) + 2 * gaps > $0 } ?? false
    gap = isTight ? 1 : 2
    nameWidth = width.flatMap { [gap] in Self.nameWidth(texts.widths, in: $0 - gap * gaps) }
    var widths = texts.widths
    if let nameWidth { widths[0] = max(nameWidth, DisplayWidth.of(texts.titles[0].description)) }
    self.widths = widths
  }

  func write(to output: TextOutput) {
    var line = PaddedLine()
    for (column, title) in texts.titles.enumerated() {
      if column > 0 { line.append(spaces: gap) }
      line.append(title, width: widths[column], texts.columns[column].alignment)
    }
    end(&line, paint.bold, to: output)
    writeRule(&line, to: output)
    for index in 0..<texts.lineCount where output.isOpen {
      let isTotal = texts.hasTotal && index == texts.lineCount - 1
      if isTotal { writeRule(&line, to: output) }
      for column in widths.indices { append(index, column, to: &line) }
      end(&line, isTotal ? paint.bold : nil, to: output)
    }
  }

  private func append(_ index: Int, _ column: Int, to line: inout PaddedLine) {
    let text = texts.bytes(line: index, column: column)
    let (width, alignment) = (widths[column], texts.columns[column].alignment)
    if column > 0 { line.append(spaces: gap) }
    if column == 0, let nameWidth, text.withUnsafeBytes({ DisplayWidth.of($0) }) > nameWidth {
      let name = String(decoding: text, as: UTF8.self).shortened(to: nameWidth)
      line.append(Escaped<Terminal>(escaping: name), width: width, alignment)
    } else {
      line.append(text, width: width, alignment)
    }
  }

  private func writeRule(_ line: inout PaddedLine, to output: TextOutput) {
    for _ in 0..<widths.reduce(0, +) + gap * max(0, widths.count - 1) { line.append("─") }
    end(&line, paint.dim, to: output)
  }

  private func end(_ line: inout PaddedLine, _ paint: Paint.Change?, to output: TextOutput) {
    line.removeTrailingSpaces()
    if let paint { output.write(paint.on) }
    line.write(to: output)
    if let paint { output.write(paint.off) }
    output.write("\n")
  }

  /// Names are cut in the middle, where they say least; numbers never are.
  private static func nameWidth(_ widths: [Int], in width: Int) -> Int? {
    let excess = widths.reduce(0, +) - width
    guard excess > 0, let first = widths.first else { return nil }
    return max(min(first, narrowestName), first - excess)
  }

  private static let narrowestName = 12
}
