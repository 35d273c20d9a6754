import RFKit

extension ModelSettings {
  /// The settings that a command line asks for.
  init(_ arguments: Arguments) throws(Failure) {
    self.init(
      variant: arguments[.variant],
      classes: try Self.number(.classes, .classes, arguments) { Int($0) },
      width: try Self.number(.width, .width, arguments) { Double($0) },
      depth: try Self.number(.depthMultiplier, .depth, arguments) { Double($0) })
  }

  private static func number<Number>(
    _ option: Option, _ kind: Kind, _ arguments: Arguments, _ read: (String) -> Number?
  ) throws(Failure) -> Number? {
    guard let text = arguments[option] else { return nil }
    if let number = read(text.trimmed) { return number }
    throw .usage(.malformedValue(option, text, expected: kind.range))
  }
}
