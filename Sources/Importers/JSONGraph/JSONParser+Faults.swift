extension JSONParser {
  /// At the end of the text, inside this list or object.
  func notClosed(_ container: Int) -> JSONFault {
    let start = Int(tokens[container].start)
    return JSONFault(reason: .notClosed(found(at: start) ?? "["), offset: start)
  }

  func fault(_ reason: GraphJSONError.Reason) -> JSONFault {
    JSONFault(reason: reason, offset: position)
  }

  /// The character at the cursor, nil at the end; its encoding need not be right.
  func found(at offset: Int? = nil) -> Character? {
    let start = offset ?? position
    guard start < bytes.count else { return nil }
    return String(decoding: bytes[start..<min(start + 4, bytes.count)], as: UTF8.self).first
  }
}
