/// What a kind of output makes of text that comes from outside: from files, documents, the command
/// line or the system.
public protocol EscapingRules: Sendable {
  /// The text so that the output shows just its characters, whatever they are, and takes none of
  /// them for an instruction. Escaped texts can be put one after another and stay so, where a
  /// format doesn't say otherwise.
  /// - Complexity: O(length); text that needs nothing is found by its bytes and returned as it is,
  ///   without an allocation.
  static func escaped(_ outside: String) -> String

  /// Of an outside text within a text of ours at most this many scalars are shown, and … for the
  /// rest; nil where the text is data and nothing may be lost.
  static var longestMention: Int? { get }
}

extension EscapingRules {
  public static var longestMention: Int? { nil }
}
