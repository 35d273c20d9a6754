import Escaping

/// A sentence below the table.
struct Remark: Hashable, Sendable {
  /// Whether the numbers would mislead without it.
  let isCondition: Bool
  let text: Message

  static func condition(_ text: Message) -> Remark { Remark(isCondition: true, text: text) }
  static func insight(_ text: Message) -> Remark { Remark(isCondition: false, text: text) }
}
