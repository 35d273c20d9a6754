/// A sentence below the table.
struct Remark: Hashable, Sendable {
  /// Whether the numbers would mislead without it.
  let isCondition: Bool
  let text: String

  static func condition(_ text: String) -> Remark { Remark(isCondition: true, text: text) }
  static func insight(_ text: String) -> Remark { Remark(isCondition: false, text: text) }
}
