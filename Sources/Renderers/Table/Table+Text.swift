import Escaping

extension Table {
  /// The table for a terminal: two spaces between columns, numbers to the right, no spaces at line
  /// ends.
  /// - Parameter width: when given, the first column is shortened to fit it.
  package func text(_ style: CellStyle, width: Int? = nil, paint: Paint = .plain) -> String {
    let titles = columns.map(\.title)
    var body = texts(style)
    var widths = Self.widths(titles: titles, rows: body)
    if let width { shortenNames(in: &body, &widths, to: width) }
    let rule = paint.dim(
      String(repeating: "─", count: widths.reduce(0, +) + 2 * max(0, widths.count - 1)))
    var lines = [paint.bold(line(titles, widths)), rule]
    lines += body.dropLast(total == nil ? 0 : 1).map { line($0, widths) }
    if total != nil, let last = body.last { lines += [rule, paint.bold(line(last, widths))] }
    return lines.joined(separator: "\n") + "\n"
  }

  private func line(_ cells: [String], _ widths: [Int]) -> String {
    var line = ""
    for (index, cell) in cells.enumerated() {
      if index > 0 { line += "  " }
      line += cell.padded(to: widths[index], columns[index].alignment)
    }
    while line.last == " " { line.removeLast() }
    return line
  }

  /// Names are cut in the middle, where they say least; numbers never are.
  private func shortenNames(in body: inout [[String]], _ widths: inout [Int], to width: Int) {
    let excess = widths.reduce(0, +) + 2 * (widths.count - 1) - width
    guard excess > 0, let first = widths.first else { return }
    let target = max(min(first, Self.narrowestName), first - excess)
    for row in body.indices where !body[row].isEmpty {
      body[row][0] = body[row][0].shortened(to: target)
    }
    widths[0] = max(target, DisplayWidth.of(columns[0].title))
  }

  private static let narrowestName = 12
}

/// Colour, or none.
package struct Paint: Sendable {
  let isOn: Bool

  package static let plain = Paint(isOn: false)
  package static let ansi = Paint(isOn: true)

  package func bold(_ text: String) -> String { isOn ? "\u{1B}[1m\(text)\u{1B}[0m" : text }
  package func dim(_ text: String) -> String { isOn ? "\u{1B}[2m\(text)\u{1B}[0m" : text }
}
