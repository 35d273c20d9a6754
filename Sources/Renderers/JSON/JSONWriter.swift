import Escaping

/// Writes values as text.
///
/// Depth is bounded by the callers: reports nest a fixed number of levels.
struct JSONWriter {
  let output: TextOutput

  func writeOnLine(_ value: JSONValue) {
    switch value {
    case .array(let items): writeOnLine(items)
    case .lines(let lines): writeOnLine((0..<lines.count).map { .object(lines.members($0)) })
    case .object(let members): writeOnLine(members)
    case .onLine(let value): writeOnLine(value)
    default: write(value, depth: 0)
    }
  }

  private func writeOnLine(_ items: [JSONValue]) {
    output.write("[")
    for (index, item) in items.enumerated() {
      if index > 0 { output.write(", ") }
      writeOnLine(item)
    }
    output.write("]")
  }

  private func writeOnLine(_ members: [(String, JSONValue)]) {
    output.write("{")
    for (index, member) in members.enumerated() {
      if index > 0 { output.write(", ") }
      write(member.0)
      output.write(": ")
      writeOnLine(member.1)
    }
    output.write("}")
  }

  func write(_ value: JSONValue, depth: Int) {
    switch value {
    case .null: output.write("null")
    case .boolean(let flag): output.write(flag ? "true" : "false")
    case .integer(let number): output.write(number)
    case .number(let number): write(number)
    case .string(let string): write(string)
    case .array(let items): write(items, depth: depth)
    case .lines(let lines): write(lines, depth: depth)
    case .object(let members): write(members, depth: depth)
    case .onLine(let value): writeOnLine(value)
    }
  }

  /// JSON has no infinity, and nothing that is no number.
  private func write(_ number: Double) {
    if number.isFinite {
      output.write("\(number)" as Escaped<JSON>)
    } else {
      output.write("null")
    }
  }

  private func write(_ items: [JSONValue], depth: Int) {
    if items.allSatisfy(\.isPlain) { return writeOnLine(items) }
    output.write("[")
    for (index, item) in items.enumerated() {
      startLine(isFirst: index == 0, depth: depth + 1)
      write(item, depth: depth + 1)
    }
    startLine(isFirst: true, depth: depth)
    output.write("]")
  }

  private func write(_ lines: JSONLines, depth: Int) {
    if lines.count == 0 { return output.write("[]") }
    output.write("[")
    for index in 0..<lines.count where output.isOpen {
      startLine(isFirst: index == 0, depth: depth + 1)
      write(lines.members(index), depth: depth + 1)
    }
    startLine(isFirst: true, depth: depth)
    output.write("]")
  }

  private func write(_ members: [(String, JSONValue)], depth: Int) {
    if members.count <= 2, members.allSatisfy(\.1.isScalar) { return writeOnLine(members) }
    output.write("{")
    for (index, member) in members.enumerated() {
      startLine(isFirst: index == 0, depth: depth + 1)
      write(member.0)
      output.write(": ")
      write(member.1, depth: depth + 1)
    }
    startLine(isFirst: true, depth: depth)
    output.write("}")
  }

  private func startLine(isFirst: Bool, depth: Int) {
    output.write(isFirst ? "\n" : ",\n")
    output.write(spaces: 2 * depth)
  }

  /// Names of members and most values need no string of their own to be escaped in.
  private func write(_ string: String) {
    guard JSON.isPlain(string) else { return output.write(Escaped<JSON>(escaping: string)) }
    output.write("\"")
    var string = string
    string.withUTF8 { output.write(UnsafeRawBufferPointer($0)) }
    output.write("\"")
  }
}
