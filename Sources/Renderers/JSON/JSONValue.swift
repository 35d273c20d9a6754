/// A JSON value whose members keep their order.
package enum JSONValue: Sendable {
  case null
  case boolean(Bool)
  case integer(Int)
  case number(Double)
  case string(String)
  case array([JSONValue])
  /// Many objects, each made when it is written.
  case lines(JSONLines)
  case object([(String, JSONValue)])
  /// What stays on one line although there is much in it, as indentation would be most of the text.
  indirect case onLine(JSONValue)

  /// The text with two spaces of indentation; arrays of plain values and pairs stay on one line.
  package func write(to output: TextOutput) {
    JSONWriter(output: output).write(self, depth: 0)
    output.write("\n")
  }

  /// As `write`, as a string.
  package func text() -> String { TextOutput.text(write) }

  package var line: String { TextOutput.text(writeLine) }

  /// The text on a single line, without an end.
  package func writeLine(to output: TextOutput) {
    JSONWriter(output: output).writeOnLine(self)
  }

  /// One object for each element, made when it is written.
  static func lines<Elements: RandomAccessCollection & Sendable>(
    _ elements: Elements, _ members: @escaping @Sendable (Elements.Element) -> [(String, JSONValue)]
  ) -> JSONValue where Elements.Index == Int {
    .lines(
      JSONLines(count: elements.count) { members(elements[elements.startIndex + $0]) })
  }

  var isScalar: Bool {
    switch self {
    case .array, .lines, .object, .onLine: false
    default: true
    }
  }

  var isPlain: Bool {
    switch self {
    case .array(let items): items.count <= 2 && items.allSatisfy(\.isScalar)
    case .lines(let lines): lines.count == 0
    case .object(let members): members.isEmpty
    case .onLine: false
    default: true
    }
  }
}

/// The objects of a long array. None of them is empty, so each starts a line of its own.
package final class JSONLines: Sendable {
  let count: Int
  let members: @Sendable (Int) -> [(String, JSONValue)]

  init(count: Int, _ members: @escaping @Sendable (Int) -> [(String, JSONValue)]) {
    self.count = count
    self.members = members
  }
}
