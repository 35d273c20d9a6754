import Escaping

/// One line of a table in the making: cells with the space that their columns leave.
struct PaddedLine {
  private var bytes: [UInt8] = []

  /// A cell.
  /// - Parameter width: of its column, in terminal cells.
  mutating func append(_ cell: ArraySlice<UInt8>, width: Int, _ alignment: Alignment) {
    let space = max(0, width - cell.withUnsafeBytes { DisplayWidth.of($0) })
    if alignment == .right { append(spaces: space) }
    bytes += cell
    if alignment == .left { append(spaces: space) }
  }

  mutating func append<Rules>(_ cell: Escaped<Rules>, width: Int, _ alignment: Alignment) {
    append(Array(cell.description.utf8)[...], width: width, alignment)
  }

  mutating func append(_ literal: StaticString) {
    literal.withUTF8Buffer { bytes.append(contentsOf: $0) }
  }

  mutating func append(spaces: Int) {
    for _ in 0..<spaces { bytes.append(UInt8(ascii: " ")) }
  }

  mutating func removeTrailingSpaces() {
    while bytes.last == UInt8(ascii: " ") { bytes.removeLast() }
  }

  /// Writes the line without an end, and begins another.
  mutating func write(to output: TextOutput) {
    bytes.withUnsafeBytes { output.write($0) }
    bytes.removeAll(keepingCapacity: true)
  }
}
