import ConvArithmetic
import Escaping

/// The text of a cell in the making: pieces of ours, numbers, and what comes from outside. Used for one cell
/// after another, so that a table needs no string for each.
struct CellText {
  private(set) var bytes: [UInt8] = []
  /// Whether all of it is ours, so that there is nothing to escape.
  private(set) var isOurs = true
  /// The texts of formulas, of which a network has few.
  private var formulas: [Formula: String] = [:]

  private struct Formula: Hashable {
    let dim: Dim
    let grouping: Bool
  }

  /// More formulas are not kept.
  private static let maximumFormulas = 1 << 10

  mutating func clear() {
    bytes.removeAll(keepingCapacity: true)
    isOurs = true
  }

  mutating func append(_ literal: StaticString) {
    literal.withUTF8Buffer { bytes.append(contentsOf: $0) }
  }

  /// - Parameter grouping: whether there is a comma between thousands.
  mutating func append(_ number: Int, grouping: Bool = false) {
    if number < 0 { bytes.append(UInt8(ascii: "-")) }
    let start = bytes.count
    var (rest, digits) = (number.magnitude, 0)
    repeat {
      if grouping, digits > 0, digits.isMultiple(of: 3) { bytes.append(UInt8(ascii: ",")) }
      bytes.append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest % 10))
      (rest, digits) = (rest / 10, digits + 1)
    } while rest > 0
    // In place: a slice of the array would be a copy.
    bytes.withUnsafeMutableBufferPointer { $0[start...].reverse() }
  }

  mutating func append(outside text: String) {
    isOurs = false
    bytes.append(contentsOf: text.utf8)
  }

  /// A size: a number, or a formula with names from outside.
  mutating func append(_ dim: Dim, under assumptions: Assumptions? = nil, grouping: Bool = false) {
    if let number = dim.constant { return append(number, grouping: grouping) }
    let formula = Formula(dim: dim, grouping: grouping)
    if let known = formulas[formula] { return append(outside: known) }
    let text =
      assumptions.map { known in
        ((try? dim.assuming(known)) ?? dim).message(under: known, grouping: grouping).description
      }
      ?? dim.formatted(grouping: grouping)
    if formulas.count >= Self.maximumFormulas { formulas = [:] }
    formulas[formula] = text
    append(outside: text)
  }

  mutating func append(_ number: Double) { bytes += number.description.utf8 }

  /// `6½`
  mutating func append(mixed value: Rational) {
    if value.isInteger { append(value.numerator) } else { append(outside: value.mixedDescription) }
  }

  /// A size among several, from a place on: a sum goes into brackets.
  mutating func encloseSum(from start: Int) {
    let size = bytes[start...]
    guard size.contains(UInt8(ascii: " ")),
      SizeList.needsBrackets(String(decoding: size, as: UTF8.self))
    else { return }
    bytes.insert(UInt8(ascii: "("), at: start)
    bytes.append(UInt8(ascii: ")"))
  }

  /// In terminal cells.
  var width: Int { bytes.withUnsafeBytes { DisplayWidth.of($0) } }

  var string: String { String(decoding: bytes, as: UTF8.self) }

  /// Escaped where it has to be.
  func write<Rules: EscapingRules>(as rules: Rules.Type, to output: TextOutput) {
    if isOurs {
      bytes.withUnsafeBytes { output.write($0) }
    } else {
      output.write(Escaped<Rules>(escaping: string))
    }
  }
}
