import ConvArithmetic
import Escaping
import TestSupport
import Testing

@Suite struct DimParserTests {
  @Test func readsWhatIsPrinted() throws {
    var random = SplitMix64(seed: 6)
    let symbols = ["C", "H", "W2", "batch size", "floor", "a`b", ""]
    for _ in 0..<4000 {
      let expression = RandomExpression(size: 5, symbols: symbols, using: &random)
      guard let dim = try? expression.dim() else { continue }
      #expect(try Dim(parsing: dim.description) == dim, "\(dim)")
    }
  }

  @Test(arguments: [
    ("floor(H/2)", "⌊H/2⌋"), ("ceil((H + 1)/32)", "⌊H/32⌋ + 1"), ("H//2", "⌊H/2⌋"),
    ("3*H//2*2", "2·H + 2·⌊H/2⌋"), ("9*C^2+C", "9·C² + C"), ("(H+1)^2", "H² + 2·H + 1"),
    ("  H \n- -2 ", "H + 2"), ("-2^2", "-4"), ("(-2)^2", "4"), ("--H", "H"), ("2×H", "2·H"),
    ("H^0", "1"), ("floor", "floor"), ("ceil*2", "2·ceil"), ("⌊H⌋", "H"), ("((H))", "H"),
    ("1^63", "1"), ("2^62", "4611686018427387904"), ("- 9223372036854775808 + 1 - 1", "\(Int.min)"),
    ("⌊(H + 3)/4⌋", "⌈H/4⌉"), ("0·H", "0"),
  ])
  func readsSpellings(text: String, expected: String) throws {
    #expect(try Dim(parsing: text).description == expected)
  }

  @Test(arguments: [
    ("", "at offset 0: expected a number, a name or '(', found the end"),
    ("H +", "at offset 3: expected a number, a name or '(', found the end"),
    ("H + ·", "at offset 4: expected a number, a name or '(', found '·'"),
    ("H H", "at offset 2: unexpected 'H'"),
    ("H\u{1B}", "at offset 1: unexpected U+001B"),
    ("H + \u{202E}", "at offset 4: expected a number, a name or '(', found U+202E"),
    ("4,096", "at offset 1: unexpected ','"),
    ("(H", "at offset 2: expected ')', found the end"),
    ("⌊H/2⌉", "at offset 4: expected '⌋', found '⌉'"),
    ("⌊H/W⌋", "at offset 3: expected a whole number, found 'W'"),
    ("⌊H/0⌋", "at offset 2: a divisor must be at least 1"),
    ("H//0", "at offset 1: a divisor must be at least 1"),
    ("9223372036854775808", "at offset 0: the size is too large"),
    ("H + 99999999999999999999999", "at offset 4: the size is too large"),
    ("⌊H/99999999999999999999⌋", "at offset 3: the size is too large"),
    ("H^9", "at offset 0: the size is too large"),
    ("1^64", "at offset 1: the size is too large"),
    ("`H", "at offset 0: expected a number, a name or '(', found '`'"),
    ("⌊H + 3/4⌋", Self.unclear(6)),
    ("H/2", Self.unclear(1)),
    ("⌊H/2/3⌋", Self.unclear(4)),
  ])
  func explainsErrors(text: String, message: String) {
    let error = #expect(throws: DimSyntaxError.self) { try Dim(parsing: text) }
    #expect(error?.description == message)
  }

  private static func unclear(_ offset: Int) -> String {
    "at offset \(offset): a division must round and say what it divides: "
      + "⌊(…)/n⌋, ⌈(…)/n⌉, floor(…/n), ceil(…/n) or …//n"
  }

  /// A lot of anything ends in an answer: brackets a million deep, anything else long.
  @Test(arguments: ["(", "⌊", "floor(", "-", "1+", "H+", "H*", "1*", "9", "` ", "^", "H//2+", "H²"])
  func survivesRepetition(piece: String) {
    let isBracket = piece.contains("(") || piece == "⌊"
    let count = isBracket ? 1_000_000 : 50_000
    let error = #expect(throws: DimSyntaxError.self) {
      try Dim(parsing: String(repeating: piece, count: count))
    }
    if isBracket {
      #expect(error?.offset == 64 * piece.count)
      #expect(error?.reason == .tooDeep)
    }
  }

  @Test func survivesNoise() throws {
    var random = SplitMix64(seed: 7)
    let pieces = ["H", "W", "2", "17", "+", "-", "·", "*", "/", "//", "^", "²", "(", ")", "⌊", "⌋"]
    for _ in 0..<20_000 {
      let text = (0..<Int.random(in: 1...12, using: &random))
        .map { _ in pieces.randomElement(using: &random) ?? "" }.joined()
      guard let dim = try? Dim(parsing: text) else { continue }
      #expect(try Dim(parsing: dim.description) == dim, "\(text)")
    }
  }
}
