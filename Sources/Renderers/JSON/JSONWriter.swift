import Escaping

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

  private mutating func write(_ string: String) { text += JSON.escaped(string) }
}
