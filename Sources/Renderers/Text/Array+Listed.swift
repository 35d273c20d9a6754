extension [String] {
  /// "a", "a and b", "a, b and c", "a, b, c and 4 more": no more than so many, to keep a sentence short.
  package func listed(atMost limit: Int = 4) -> String {
    if count <= 1 { return first ?? "" }
    if count > limit {
      return prefix(limit - 1).joined(separator: ", ") + " and \(count - limit + 1) more"
    }
    return dropLast().joined(separator: ", ") + " and " + (last ?? "")
  }
}
