extension Sequence {
  /// The texts, one after another.
  public func joined<Rules>(separator: Escaped<Rules> = Escaped()) -> Escaped<Rules>
  where Element == Escaped<Rules> {
    var (result, isFirst) = (Escaped<Rules>(), true)
    for text in self {
      if !isFirst { result += separator }
      result += text
      isFirst = false
    }
    return result
  }
}

extension BidirectionalCollection {
  /// "a", "a and b", "a, b and c", "a, b, c and 4 more": no more than so many, to keep a sentence
  /// short.
  public func listed<Rules>(atMost limit: Int = 4) -> Escaped<Rules>
  where Element == Escaped<Rules> {
    if count <= 1 { return first ?? "" }
    if count > limit {
      return prefix(limit - 1).joined(separator: ", ") + " and \(count - limit + 1) more"
    }
    return prefix(count - 1).joined(separator: ", ") + " and " + suffix(1).joined()
  }
}

extension Escaped<Terminal> {
  /// With a capital, as sentences begin.
  package var sentence: Message {
    Message(safe: description.prefix(1).uppercased() + description.dropFirst())
  }
}
