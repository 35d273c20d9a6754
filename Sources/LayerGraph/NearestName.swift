package import Escaping

/// "Did you mean": the name with the least edit distance, if it is near enough to be a slip.
public enum NearestName {
  /// Names further than this, or than a third of the typed length, are no suggestions.
  private static let greatestDistance = 3

  public static func suggestion(
    for typed: String, among names: some Sequence<String>
  ) -> String? {
    suggestions(for: typed, among: names).first
  }

  /// All names that are equally near, in their order.
  package static func suggestions(
    for typed: String, among names: some Sequence<String>
  ) -> [String] {
    let wanted = Array(typed.lowercased().utf8.prefix(256))
    var best: (names: [String], distance: Int) = ([], .max)
    let limit = min(greatestDistance, max(1, wanted.count / 3))
    for name in names where abs(name.utf8.count - wanted.count) <= limit {
      let distance = distance(wanted, Array(name.lowercased().utf8))
      if distance > limit || distance > best.distance { continue }
      best = (distance < best.distance ? [name] : best.names + [name], distance)
    }
    return best.names
  }

  /// "'a', 'b' or 'c'", with how many more where there are many; nil for no names.
  package static func list(_ names: [String]) -> Message? {
    var parts = names.map { "'\($0)'" as Message }
    if parts.count > greatestCount {
      parts.removeSubrange((greatestCount - 1)...)
      parts.append("one of \(names.count - parts.count) more")
    }
    guard parts.count > 1, let last = parts.last else { return parts.first }
    return parts.dropLast().joined(separator: ", ") + " or " + last
  }

  private static let greatestCount = 5

  /// Levenshtein's distance, two neighbours in the wrong order counting as one slip. O(n·m).
  private static func distance(_ first: [UInt8], _ second: [UInt8]) -> Int {
    var beforeLast: [Int] = []
    var last = Array(0...second.count)
    for i in first.indices {
      var row = [i + 1]
      row.reserveCapacity(second.count + 1)
      for j in second.indices {
        var best = min(last[j] + (first[i] == second[j] ? 0 : 1), last[j + 1] + 1, row[j] + 1)
        if i > 0, j > 0, first[i] == second[j - 1], first[i - 1] == second[j] {
          best = min(best, beforeLast[j - 1] + 1)
        }
        row.append(best)
      }
      (beforeLast, last) = (last, row)
    }
    return last[second.count]
  }
}
