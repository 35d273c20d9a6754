import LayerGraph

/// What a name that the zoo does not have may have meant.
extension Zoo {
  /// Names of the zoo, the likeliest first; none where nothing is alike. In this order the first kind
  /// that finds any:
  ///
  /// 0. a plus written as a word: `unet++` is near `unetplusplus`;
  /// 1. the same letters and digits: `resnet50?` is near `resnet50`, `../lenet5` near `lenet5`;
  /// 2. the same parts in another order: `resnet50_v2` is slim/resnet_v2_50;
  /// 3. names and families that begin so: `yolo`, `hrnet`;
  /// 4. names that have all of its parts: `fpn`;
  /// 5. slips of the pen: `resnt50`;
  /// 6. words that were shortened in the middle: `effnet`;
  /// 7. names whose beginning it begins with: `resnet50.a1_in1k`;
  /// 8. names whose beginning is anywhere in it: `tinyyolo`, `torchvision/resnet50`.
  static func suggestions(for typed: String) -> [String] {
    let key = Spelling.key(typed)
    if key.isEmpty { return [] }
    let spelledOut = distinct(withPlus(typed))
    if !spelledOut.isEmpty { return spelledOut }
    if let same = spellings.first(where: { $0.key == key }) { return [same.name] }
    let parts = Spelling.parts(typed)
    let kinds: [() -> [Spelling]] = [
      { reordered(parts) }, { begun(key) }, { containing(parts) }, { slips(typed, key) },
      { shortened(parts) }, { beginning(parts) { key.hasPrefix($0) } },
      { beginning(parts) { key.contains($0) } },
    ]
    return kinds.lazy.map { distinct($0()) }.first { !$0.isEmpty } ?? []
  }

  /// Every name with its aliases after it, then the same with variants.
  private static let spellings: [Spelling] = entries.flatMap { entry in
    ([entry.name] + entry.aliases).flatMap { name in
      ([name] + entry.variants.map { "\(name)-\($0)" }).map { Spelling($0, of: entry.name) }
    }
  }

  private static func withPlus(_ typed: String) -> [Spelling] {
    guard typed.contains("+") else { return [] }
    let key = Spelling.key(typed.map { $0 == "+" ? "plus" : String($0) }.joined())
    return spellings.filter { $0.key.hasPrefix(key) }
  }

  private static func reordered(_ parts: [String]) -> [Spelling] {
    let sorted = parts.sorted()
    return spellings.filter { $0.parts.count == sorted.count && $0.parts.sorted() == sorted }
  }

  /// One letter begins too many names to mean any.
  private static func begun(_ key: String) -> [Spelling] {
    guard key.count > 1 else { return [] }
    let named = spellings.filter { $0.key.hasPrefix(key) }
    if !named.isEmpty { return named }
    let families = Set(entries.filter { Spelling.key($0.family).hasPrefix(key) }.map(\.name))
    return spellings.filter { families.contains($0.model) }
  }

  private static func containing(_ parts: [String]) -> [Spelling] {
    guard parts.contains(where: { $0.count > 2 }) else { return [] }
    return spellings.filter { parts.allSatisfy($0.parts.contains) }
  }

  /// As it was typed, or without the signs in it. The pen seldom slips at the first letter: NASNet is not
  /// MnasNet.
  private static func slips(_ typed: String, _ key: String) -> [Spelling] {
    let alike = spellings.filter { $0.key.first == key.first }
    let near = Set(NearestName.suggestions(for: typed, among: alike.lazy.map(\.name)))
    if !near.isEmpty { return alike.filter { near.contains($0.name) } }
    let keys = Set(NearestName.suggestions(for: key, among: alike.lazy.map(\.key)))
    return alike.filter { keys.contains($0.key) }
  }

  /// Names whose first word begins and ends as the one that was typed, with at least three letters each.
  private static func shortened(_ parts: [String]) -> [Spelling] {
    guard let short = parts.first, short.count > 5 else { return [] }
    return sharingMost(
      spellings.filter { spelling in
        guard let word = spelling.parts.first, word.count > short.count else { return false }
        return (3...short.count - 3).contains {
          word.hasPrefix(short.prefix($0)) && word.hasSuffix(short.dropFirst($0))
        }
      }, parts)
  }

  /// The names with the longest beginning that is found in what was typed. One of three letters must be
  /// a word of it, since other words have them too.
  private static func beginning(
    _ parts: [String], in isFound: (String) -> Bool
  ) -> [Spelling] {
    var found: [Spelling] = []
    var longest = 0
    for spelling in spellings {
      let length = spelling.beginnings.last {
        ($0.count > 3 || $0.count == 3 && parts.contains($0)) && isFound($0)
      }?.count
      guard let length, length >= longest else { continue }
      if length > longest { found = [] }
      longest = length
      found.append(spelling)
    }
    return best(found, parts)
  }

  /// Those that have most of what was typed, and of them those with least else.
  private static func best(_ spellings: [Spelling], _ parts: [String]) -> [Spelling] {
    let sharing = sharingMost(spellings, parts)
    let least = sharing.map(\.key.count).min()
    return sharing.filter { $0.key.count == least }
  }

  private static func sharingMost(_ spellings: [Spelling], _ parts: [String]) -> [Spelling] {
    let shared = spellings.map { $0.shared(with: parts) }
    let most = shared.max()
    return zip(spellings, shared).filter { $0.1 == most }.map(\.0)
  }

  /// Each model once.
  private static func distinct(_ spellings: [Spelling]) -> [String] {
    var models = Set<String>()
    return spellings.filter { models.insert($0.model).inserted }.map(\.name)
  }
}
