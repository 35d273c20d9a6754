/// A sentence below the table.
struct Remark: Hashable, Sendable {
  /// Whether the numbers would mislead without it.
  let isCondition: Bool
  let text: String

  static func condition(_ text: String) -> Remark { Remark(isCondition: true, text: text) }
  static func insight(_ text: String) -> Remark { Remark(isCondition: false, text: text) }
}

extension [String] {
  /// "a", "a and b", "a, b and c", "a, b, c and 4 more".
  func listed(atMost limit: Int = 4) -> String {
    if count <= 1 { return first ?? "" }
    if count > limit {
      return prefix(limit - 1).joined(separator: ", ") + " and \(count - limit + 1) more"
    }
    return dropLast().joined(separator: ", ") + " and " + (last ?? "")
  }
}
