public import Escaping
public import LayerGraph

/// What is wrong with a JSON graph, and where.
///
///     line 4, column 42: convolution has no key 'strid'; did you mean 'stride'?
///       {"name": "c", "op": "convolution", "strid": 2}
///                                          ^~~~~~~
public struct GraphJSONError: Error, Hashable, Sendable, MessageConvertible {
  public let reason: Reason
  public let place: TextPlace

  init(_ reason: Reason, _ range: Range<Int>, in bytes: [UInt8]) {
    self.reason = reason
    place = TextPlace(of: range, in: String(decoding: bytes, as: UTF8.self))
  }

  public var message: Message { place.message(reason.message) }

  /// What is wrong, with the evidence. The text is made in `GraphJSONError+Text.swift`.
  public enum Reason: Hashable, Sendable {
    // Not JSON
    /// There is nothing but white space.
    case empty
    case valueExpected(found: Character?)
    case keyExpected(found: Character?)
    case colonExpected(found: Character?)
    case separatorExpected(closing: Character, found: Character?)
    case trailingComma
    /// A bracket or a quote.
    case notClosed(Character)
    case textBehind
    case notUTF8
    case controlCharacter(Character)
    case unknownEscape(found: Character?)
    case loneSurrogate
    case malformedNumber
    case numberTooLarge
    case tooDeep(limit: Int)
    case tooLong

    // Not a graph
    /// The document has no schema.
    case schemaMissing
    case otherSchema(String)
    /// The value of `key` is wrong, or a key is.
    case setting(key: String?, CodingProblem)
    case nameRepeated(String, firstLine: Int)
    case unknownNode(String, suggestion: String?)

    /// The graph that the text describes is not right.
    case graph(Diagnostic)
  }
}
