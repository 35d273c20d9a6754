/// "Did you mean": the name with the least edit distance, if it is near enough to be a slip.
public enum NearestName {
  /// Names further than this, or than a third of the typed length, are no suggestions.
  private static let greatestDistance = 3

  public static func suggestion(
    for typed: String, among names: some Sequence<String>
  ) -> String? {
    let wanted = Array(typed.lowercased().utf8.prefix(256))
    var best: (name: String, distance: Int)?
    let limit = min(greatestDistance, max(1, wanted.count / 3))
    for name in names where abs(name.utf8.count - wanted.count) <= limit {
      let distance = distance(wanted, Array(name.lowercased().utf8))
      if distance <= limit, distance < best?.distance ?? .max { best = (name, distance) }
    }
    return best?.name
  }

  /// Levenshtein's distance with one row. O(n·m).
  private static func distance(_ first: [UInt8], _ second: [UInt8]) -> Int {
    var row = Array(0...second.count)
    for (i, a) in first.enumerated() {
      var diagonal = row[0]
      row[0] = i + 1
      for (j, b) in second.enumerated() {
        let substituted = diagonal + (a == b ? 0 : 1)
        diagonal = row[j + 1]
        row[j + 1] = min(substituted, row[j] + 1, row[j + 1] + 1)
      }
    }
    return row[second.count]
  }
}
