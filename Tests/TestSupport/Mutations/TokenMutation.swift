/// Texts changed token by token, so that most stays readable: words exchanged, pieces doubled, moved or
/// left out, numbers at the ends of their ranges.
package struct TokenMutation: Mutation {
  private typealias Token = ArraySlice<UInt8>

  private let words: [Token]

  /// - Parameter examples: texts whose tokens can be put anywhere.
  package init(examples: [[UInt8]]) {
    var seen: Set<Token> = []
    words = examples.flatMap(Self.tokens).filter { $0.count < 40 && seen.insert($0).inserted }
  }

  package func mutated(_ original: [UInt8], _ random: inout SplitMix64) -> [UInt8] {
    var tokens = Self.tokens(of: original)
    for _ in 0..<random.pick(1...4) { change(&tokens, &random) }
    return Array(tokens.joined())
  }

  private func change(_ tokens: inout [Token], _ random: inout SplitMix64) {
    let word = words.randomElement(using: &random) ?? []
    guard !tokens.isEmpty else { return tokens.append(word) }
    let place = random.below(tokens.count)
    let piece = place..<min(tokens.count, place + (random.oneIn(2) ? 1 : random.pick(1...24)))
    switch random.below(8) {
    case 0: tokens[place] = word
    case 1: tokens.insert(word, at: place)
    case 2: tokens[place] = tokens[random.below(tokens.count)]
    case 3: tokens.swapAt(place, random.below(tokens.count))
    case 4: tokens.removeSubrange(piece)
    case 5:
      let copy = Array(tokens[piece])
      tokens.insert(contentsOf: copy, at: random.below(tokens.count + 1))
    default:
      // Numbers decide the most, so they are looked for.
      let numbers = tokens.indices.filter { Self.kind(of: tokens[$0].first ?? 0) == .digit }
      guard let number = numbers.randomElement(using: &random) else { tokens[place] = word; return }
      tokens[number] = Self.number(near: tokens[number], &random)
    }
  }

  private static func number(near token: Token, _ random: inout SplitMix64) -> Token {
    let value = Int(String(decoding: token, as: UTF8.self)) ?? 0
    let other = random.oneOf(
      0, 1, 2, 3, value &+ 1, value &- 1, value &* 2, random.below(16), random.below(300), 1 << 16,
      1 << 31, 1 << 62, .max)
    return ArraySlice(String(other).utf8)
  }

  private enum Kind { case letter, digit, blank, sign }

  private static func kind(of byte: UInt8) -> Kind {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): .digit
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "_"), 0x80...:
      .letter
    case UInt8(ascii: " "), UInt8(ascii: "\t"): .blank
    default: .sign
    }
  }

  /// Runs of letters, of digits and of blanks; every other byte by itself.
  private static func tokens(of text: [UInt8]) -> [Token] {
    var (tokens, start) = ([Token](), 0)
    for index in text.indices.dropFirst() {
      let kind = kind(of: text[index])
      if kind != .sign, kind == Self.kind(of: text[index - 1]) { continue }
      tokens.append(text[start..<index])
      start = index
    }
    if start < text.count { tokens.append(text[start...]) }
    return tokens
  }
}
