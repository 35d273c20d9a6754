/// A cursor over text that skips white space between tokens. Scalars, not characters, are the unit, so
/// that a combining mark cannot hide a delimiter.
struct TextScanner {
  private let text: String
  private(set) var index: String.Index

  init(_ text: String) {
    self.text = text
    index = text.startIndex
    skipSpaces()
  }

  /// The scalar at the cursor, nil at the end.
  var next: Unicode.Scalar? {
    index < text.endIndex ? text.unicodeScalars[index] : nil
  }

  /// Distance from the beginning in characters. Complexity: O(n), for errors only.
  func offset(of index: String.Index) -> Int {
    text.distance(from: text.startIndex, to: index)
  }

  /// The character at the cursor, as evidence in errors.
  var found: Character? { index < text.endIndex ? text[index] : nil }

  /// Passes over `token`, and the white space after it, if it is here.
  mutating func take(_ token: String) -> Bool {
    var end = index
    for scalar in token.unicodeScalars {
      guard end < text.endIndex, text.unicodeScalars[end] == scalar else { return false }
      text.unicodeScalars.formIndex(after: &end)
    }
    index = end
    skipSpaces()
    return true
  }

  /// Digits as a number; nil when there is none here or it leaves 64 bits, which `next` tells apart.
  mutating func takeMagnitude() -> UInt? {
    var value: UInt?
    while let digit = next.flatMap(Self.digit) {
      let (shifted, overflow) = (value ?? 0).multipliedReportingOverflow(by: 10)
      let (sum, carry) = shifted.addingReportingOverflow(digit)
      if overflow || carry { return nil }
      value = sum
      advance()
    }
    skipSpaces()
    return value
  }

  /// An identifier, several joined by dots as files have them, or a backquoted name; nil, with the cursor unmoved, when neither is here.
  mutating func takeName() -> String? {
    guard let first = next else { return nil }
    if first == "`" { return takeQuotedName() }
    guard SymbolName.isStart(first) else { return nil }
    let start = index
    while let scalar = next, SymbolName.isContinuation(scalar) || isDotInName(scalar) { advance() }
    let name = String(text.unicodeScalars[start..<index])
    skipSpaces()
    return name
  }

  private func isDotInName(_ scalar: Unicode.Scalar) -> Bool {
    let after = text.unicodeScalars.index(after: index)
    return scalar == "." && after < text.endIndex
      && SymbolName.isContinuation(text.unicodeScalars[after])
  }

  private mutating func takeQuotedName() -> String? {
    let start = index
    var name = String.UnicodeScalarView()
    advance()
    while let scalar = next {
      advance()
      if scalar == "`" {
        guard next == "`" else {
          skipSpaces()
          return String(name)
        }
        advance()
      }
      name.append(scalar)
    }
    index = start
    return nil
  }

  private mutating func advance() { text.unicodeScalars.formIndex(after: &index) }

  private mutating func skipSpaces() {
    while next?.properties.isWhitespace == true { advance() }
  }

  static func digit(_ scalar: Unicode.Scalar) -> UInt? {
    ("0"..."9").contains(scalar) ? UInt(scalar.value - 48) : nil
  }
}
