/// Text that is safe to write to one kind of output, because of how it was made: what stands in the
/// source is trusted, and whatever is known only when the program runs was escaped by the rules of
/// that output.
///
///     let name = "=1+1\u{1B}"
///     let message: Escaped<Terminal> = "no layer '\(name)'"   // no layer '=1+1\u{1B}'
///     let cell = Escaped<CSV>(escaping: name)                 // '=1+1\u{1B}
///
/// A literal is a `StaticString`, so no other string gets in as one. A sink takes `Escaped<Rules>`
/// and nothing else, and writes its `description.utf8`: then forgetting to escape doesn't compile.
///
/// Text that was made for another output counts as outside text: in `Escaped<Markdown>` a
/// message is escaped as a whole. So a message is made once, and each sink takes it as it needs it.
public struct Escaped<Rules: EscapingRules>: Hashable, Sendable, CustomStringConvertible {
  /// The text as it is written, byte by byte.
  public private(set) var description: String

  /// No text.
  public init() { description = "" }

  /// All of a text from outside, however long.
  public init(escaping outside: String) { description = Rules.escaped(outside) }

  /// All of a text that was made for another output.
  public init<Others>(_ text: Escaped<Others>) { description = Rules.escaped(text.description) }

  /// Text that is safe because of what it was made from: only this module, by its own eyes, can say
  /// so.
  init(safe: String) { description = safe }

  public var isEmpty: Bool { description.isEmpty }

  public static func + (first: Escaped, second: Escaped) -> Escaped {
    var sum = first
    sum += second
    return sum
  }

  public static func += (text: inout Escaped, more: Escaped) {
    text.description += more.description
  }
}

extension Escaped: ExpressibleByStringInterpolation {
  public init(stringLiteral trusted: StaticString) { description = trusted.description }

  public init(stringInterpolation parts: Interpolation) { description = parts.text }

  /// What may stand in `\(…)`. There is no way in for values that merely have a description: a type
  /// that people are told of has a `message`, or adds its own `appendInterpolation`.
  public struct Interpolation: StringInterpolationProtocol, Sendable {
    fileprivate var text = ""

    public init(literalCapacity: Int, interpolationCount: Int) {
      text.reserveCapacity(literalCapacity + 8 * interpolationCount)
    }

    public mutating func appendLiteral(_ trusted: StaticString) { text += trusted.description }

    /// Outside text, shortened to what the rules allow a mention of it.
    public mutating func appendInterpolation(_ outside: String) {
      text += Rules.escaped(Rules.longestMention.map(outside.abridged) ?? outside)
    }

    public mutating func appendInterpolation(_ outside: Substring) {
      appendInterpolation(String(outside))
    }

    public mutating func appendInterpolation(_ outside: Character) {
      appendInterpolation(String(outside))
    }

    /// All of an outside text, however long.
    public mutating func appendInterpolation(all outside: String) { text += Rules.escaped(outside) }

    public mutating func appendInterpolation(_ safe: Escaped<Rules>) { text += safe.description }

    public mutating func appendInterpolation<Others>(_ other: Escaped<Others>) {
      text += Rules.escaped(other.description)
    }

    public mutating func appendInterpolation(_ value: some MessageConvertible) {
      appendInterpolation(value.message)
    }

    public mutating func appendInterpolation(_ number: some BinaryInteger) {
      text += String(number)
    }

    public mutating func appendInterpolation(_ number: Double) { text += number.description }
  }
}

extension String {
  /// The text, or its first and its last scalars around … when it has more than `longest`.
  /// - Complexity: O(`longest`).
  package func abridged(to longest: Int) -> String {
    guard utf8.count > longest, unicodeScalars.dropFirst(longest).first != nil else { return self }
    let head = unicodeScalars.prefix(max(0, longest / 2 - 1))
    let tail = unicodeScalars.suffix(longest - longest / 2)
    return String(head) + "…" + String(tail)
  }
}
