/// Writes values as text.
///
/// Depth is bounded by the callers: reports nest a fixed number of levels.
struct JSONWriter {
  private(set) var text = ""

  mutating func writeOnLine(_ value: JSONValue) {
    switch value {
    case .array(let items): writeOnLine(items)
    case .object(let members): writeOnLine(members)
    default: write(value, depth: 0)
    }
  }

  private mutating func writeOnLine(_ items: [JSONValue]) {
    text += "["
    for (index, item) in items.enumerated() {
      if index > 0 { text += ", " }
      writeOnLine(item)
    }
    text += "]"
  }

  private mutating func writeOnLine(_ members: [(String, JSONValue)]) {
    text += "{"
    for (index, member) in members.enumerated() {
      if index > 0 { text += ", " }
      write(member.0)
      text += ": "
      writeOnLine(member.1)
    }
    text += "}"
  }

  mutating func write(_ value: JSONValue, depth: Int) {
    switch value {
    case .null: text += "null"
    case .boolean(let flag): text += flag ? "true" : "false"
    case .integer(let number): text += String(number)
    case .number(let number): text += number.isFinite ? "\(number)" : "null"
    case .string(let string): write(string)
    case .array(let items): write(items, depth: depth)
    case .object(let members): write(members, depth: depth)
    }
  }

  private mutating func write(_ items: [JSONValue], depth: Int) {
    if items.allSatisfy(\.isPlain) {
      return writeOnLine(items)
    }
    text += "["
    for (index, item) in items.enumerated() {
      startLine(isFirst: index == 0, depth: depth + 1)
      write(item, depth: depth + 1)
    }
    endLines(depth: depth, bracket: "]")
  }

  private mutating func write(_ members: [(String, JSONValue)], depth: Int) {
    if members.count <= 2, members.allSatisfy(\.1.isScalar) {
      return writeOnLine(members)
    }
    text += "{"
    for (index, member) in members.enumerated() {
      startLine(isFirst: index == 0, depth: depth + 1)
      write(member.0)
      text += ": "
      write(member.1, depth: depth + 1)
    }
    endLines(depth: depth, bracket: "}")
  }

  private mutating func startLine(isFirst: Bool, depth: Int) {
    text += isFirst ? "\n" : ",\n"
    for _ in 0..<depth { text += "  " }
  }

  private mutating func endLines(depth: Int, bracket: String) {
    text += "\n"
    for _ in 0..<depth { text += "  " }
    text += bracket
  }

  private mutating func write(_ string: String) {
    text += "\""
    // Most strings need no escape, and are not looked at scalar by scalar.
    if string.utf8.allSatisfy({ (0x20..<0x7F).contains($0) && $0 != 0x22 && $0 != 0x5C }) {
      text += string
      text += "\""
      return
    }
    for scalar in string.unicodeScalars {
      switch scalar {
      case "\"": text += "\\\""
      case "\\": text += "\\\\"
      case "\n": text += "\\n"
      case "\r": text += "\\r"
      case "\t": text += "\\t"
      case _ where Self.isEscaped(scalar.value): escape(scalar)
      default: text.unicodeScalars.append(scalar)
      }
    }
    text += "\""
  }

  /// JSON demands it of control characters; the others would be lines or turns in a terminal.
  private static func isEscaped(_ value: UInt32) -> Bool {
    switch value {
    case 0..<0x20, 0x7F..<0xA0, 0x2028...0x202E, 0x2066...0x2069, 0x200E...0x200F, 0xFEFF: true
    default: false
    }
  }

  /// All that is escaped lies in the basic plane.
  private mutating func escape(_ scalar: Unicode.Scalar) {
    let digits = String(scalar.value, radix: 16)
    text += "\\u" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
  }
}
