import ConvArithmetic
public import Escaping

extension CodingProblem {
  /// What is wrong, and what to write instead.
  /// - Parameter key: the key whose value is wrong; nil where the problem names what it is about.
  public func text(of key: String?) -> Message {
    let subject: Message = key.map { "'\($0)'" } ?? "this"
    return switch self {
    case .mustBe(let expectation, let found): "\(subject) must be \(expectation), but is \(found)"
    case .tooLarge(let found): "\(subject) is \(found), which is too large"
    case .unknownWord(let word, let allowed, let suggestion):
      "\(subject) can't be '\(word)'" + Self.hint(suggestion, "it is one of", allowed)
    case .unknownKey(let key, let owner, let allowed, let suggestion):
      "\(owner) has no key '\(key)'" + Self.hint(suggestion, "it has", allowed)
    case .keyRepeated(let key): "the key '\(key)' stands here twice; keep one"
    case .keyMissing(let key, let owner): "\(owner) needs the key '\(key)'"
    case .size(let text, let reason):
      "\(subject) is \"\(text)\", which is no size: \(reason)"
    case .other(let problem): "\(problem)"
    }
  }

  private static func hint(
    _ suggestion: String?, _ lead: Message, _ allowed: [String]
  ) -> Message {
    if let suggestion { return "; did you mean '\(suggestion)'?" }
    return allowed.isEmpty
      ? "" : "; \(lead) " + allowed.map { "\($0)" }.joined(separator: ", ")
  }
}

extension CodingProblem.Expectation: MessageConvertible {
  public var message: Message {
    switch self {
    case .boolean: "true or false"
    case .wholeNumber: "a whole number"
    case .number: "a number, \"infinity\" or \"-infinity\""
    case .string: "a string"
    case .list: "a list"
    case .object: "an object"
    case .size: "a size: a whole number or a formula such as \"ceil(H/2)\""
    case .condition: "a condition such as \"H ≥ 64\", \"H % 32 = 0\" or \"H = 2·W\""
    case .fraction: "a whole number or a fraction such as \"3/2\""
    case .wholeNumberOr(let other): "a whole number or \(other)"
    }
  }
}
