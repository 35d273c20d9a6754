/// A JSON value whose members keep their order.
package enum JSONValue: Sendable {
  case null
  case boolean(Bool)
  case integer(Int)
  case number(Double)
  case string(String)
  case array([JSONValue])
  case object([(String, JSONValue)])

  /// The text with two spaces of indentation; arrays of plain values and pairs stay on one line.
  package func text() -> String {
    var writer = JSONWriter()
    writer.write(self, depth: 0)
    return writer.text + "\n"
  }

  /// The text on a single line.
  package var line: String {
    var writer = JSONWriter()
    writer.writeOnLine(self)
    return writer.text
  }

  var isScalar: Bool {
    switch self {
    case .array, .object: false
    default: true
    }
  }

  var isPlain: Bool {
    switch self {
    case .array(let items): items.count <= 2 && items.allSatisfy(\.isScalar)
    case .object(let members): members.isEmpty
    default: true
    }
  }
}
