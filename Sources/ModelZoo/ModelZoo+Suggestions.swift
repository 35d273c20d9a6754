import LayerGraph

/// What a name that the zoo does not have may have meant.
extension ModelZoo {
  /// Names of the zoo, the likeliest first; none where nothing is alike. In this order the first kind
  /// that finds any:
  ///
  /// 1. the same letters and digits: `unet++` is near `unet`, `../lenet5` near `lenet5`;
  /// 2. names and families that begin so: `yolo`, `hrnet`, `deeplabv3+`;
  /// 3. slips of the pen: `resnt50`;
  /// 4. names whose architecture is one of the words: `resnet50.a1_in1k`.
  static func suggestions(for typed: String) -> [String] {
    let wanted = bareKey(typed)
    if wanted.isEmpty { return [] }
    if let same = spellings.first(where: { $0.key == wanted }) { return [same.name] }
    for found in [begun(wanted), slips(typed, wanted), worded(typed)] where !found.isEmpty {
      return found
    }
    return []
  }

  /// Only letters and digits.
  static func bareKey(_ name: String) -> String {
    name.lowercased().filter { $0.isLetter || $0.isNumber }
  }

  private struct Spelling {
    let name: String
    let key: String
    /// The model that it is a name of.
    let model: String
  }

  /// Every name with its aliases after it, then the same with variants.
  private static let spellings: [Spelling] = entries.flatMap { entry in
    ([entry.name] + entry.aliases).flatMap { name in
      ([name] + entry.variants.map { "\(name)-\($0)" }).map {
        Spelling(name: $0, key: bareKey($0), model: entry.name)
      }
    }
  }

  /// One letter begins too many names to mean any.
  private static func begun(_ wanted: String) -> [String] {
    guard wanted.count > 1 else { return [] }
    let named = distinct(spellings.filter { $0.key.hasPrefix(wanted) })
    if !named.isEmpty { return named }
    return entries.filter { bareKey($0.family).hasPrefix(wanted) }.map(\.name)
  }

  /// As it was typed, or without the signs in it.
  private static func slips(_ typed: String, _ wanted: String) -> [String] {
    let near = Set(NearestName.suggestions(for: typed, among: spellings.lazy.map(\.name)))
    if !near.isEmpty { return distinct(spellings.filter { near.contains($0.name) }) }
    let keys = Set(NearestName.suggestions(for: wanted, among: spellings.lazy.map(\.key)))
    return distinct(spellings.filter { keys.contains($0.key) })
  }

  /// Names whose first word was typed, those first that have most of what was typed and least else.
  private static func worded(_ typed: String) -> [String] {
    let wanted = words(typed)
    let scored = spellings.compactMap { spelling -> (spelling: Spelling, shared: Int, rest: Int)? in
      let own = words(spelling.name)
      // All of TF-slim's networks begin with "slim".
      guard let architecture = own.first(where: { $0 != "slim" }), architecture.count > 2,
        wanted.contains(architecture)
      else { return nil }
      let shared = own.filter(wanted.contains).reduce(0) { $0 + $1.count }
      return (spelling, shared, spelling.key.count - shared)
    }
    let most = scored.map(\.shared).max() ?? 0
    let best = scored.filter { $0.shared == most }
    let least = best.map(\.rest).min() ?? 0
    return distinct(best.filter { $0.rest == least }.map(\.spelling))
  }

  private static func words(_ name: String) -> [String] {
    name.lowercased().split { !$0.isLetter && !$0.isNumber }.map(String.init)
  }

  /// Each model once.
  private static func distinct(_ spellings: [Spelling]) -> [String] {
    var models = Set<String>()
    return spellings.filter { models.insert($0.model).inserted }.map(\.name)
  }
}
