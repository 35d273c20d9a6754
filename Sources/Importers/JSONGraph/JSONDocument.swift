import LayerGraph

/// JSON text whose grammar has been checked (RFC 8259), as a flat list of its tokens: what a value is
/// and where it stands, not yet what it says. 16 bytes for each token, no text is copied.
struct JSONDocument {
  let bytes: [UInt8]
  let tokens: [Token]

  struct Token {
    let kind: Kind
    let start: UInt32
    /// Behind the last byte; for lists and objects behind the opening bracket.
    let end: UInt32
    /// The index of the first token behind it that is not inside it.
    var next: UInt32
  }

  enum Kind: UInt8 {
    case null, no, yes, number
    case string
    /// A string with backslashes in it.
    case escapedString
    case list
    /// Keys and values in turn.
    case object
  }

  /// - Throws: `JSONFault` at the first byte that can't be there.
  /// - Complexity: O(bytes), without recursion.
  init(_ bytes: [UInt8]) throws(JSONFault) {
    var parser = try JSONParser(bytes)
    try parser.parse()
    self.bytes = bytes
    tokens = parser.tokens
  }

  /// The bytes of the token that starts here; a single one where none does.
  func range(at place: Int) -> Range<Int> {
    var (low, high) = (0, tokens.count)
    while low < high {
      let middle = (low + high) / 2
      if tokens[middle].start < place { low = middle + 1 } else { high = middle }
    }
    guard low < tokens.count, tokens[low].start == place else { return place..<place + 1 }
    return place..<Int(tokens[low].end)
  }
}

/// A place where text is not JSON.
struct JSONFault: Error {
  let reason: GraphJSONError.Reason
  /// In bytes.
  let offset: Int
}
