/// A setting as a document holds it, before it is known what it means.
package struct CodedValue: Sendable {
  package let content: Content
  /// The offset in the document that was read; 0 for what is to be written.
  package let place: Int

  package init(_ content: Content, at place: Int = 0) {
    self.content = content
    self.place = place
  }

  package enum Content: Sendable {
    case null
    case boolean(Bool)
    case integer(Int)
    /// A finite number with a point or an exponent, or a whole one beyond 64 bits.
    case number(Double)
    case string(String)
    case list([CodedValue])
    case object([Member])
  }

  package struct Member: Sendable {
    package let key: String
    /// The offset of the key.
    package let place: Int
    package let value: CodedValue

    package init(_ key: String, at place: Int = 0, _ value: CodedValue) {
      self.key = key
      self.place = place
      self.value = value
    }
  }
}

extension CodedValue.Content: CustomStringConvertible {
  /// As a message names what it found.
  package var description: String {
    switch self {
    case .null: "null"
    case .boolean(let flag): "\(flag)"
    case .integer(let number): "\(number)"
    case .number(let number): "\(number)"
    case .string(let string): string.count > 40 ? "\"\(string.prefix(39))…\"" : "\"\(string)\""
    case .list: "a list"
    case .object: "an object"
    }
  }
}
