import ConvArithmetic
import LayerGraph

/// Names for the sizes that a file leaves open without a name of their own, or with a long one. Each without is a size
/// by itself: two that are both written "?" need not be equal.
///
/// They are called after their places, N×C×H×W, while these letters are free, and else after their input:
/// `mask_2` is dimension 2 of 'mask'. All can be typed as they are.
struct OpenSizeNames {
  private var taken: Set<String>
  /// The last number that was put behind a name.
  private var numbers: [String: Int] = [:]
  /// What stands for the long names of the file.
  private(set) var short: [String: String] = [:]

  /// Longer names get a letter, and those that tf2onnx makes up.
  private static func isLong(_ name: String) -> Bool {
    name.count > 6 || name.hasPrefix("unk__")
  }

  /// - Parameters:
  ///   - declared: the inputs of the file, whose own names are kept.
  ///   - given: shapes that are put in, whose names are kept as well.
  init(declared: [ValueRecord], given: [String: Shape]) {
    taken = Set(given.values.flatMap { $0.dims.flatMap(\.symbols) })
    for input in declared {
      for case .named(let name) in input.dims ?? [] { taken.insert(name) }
    }
  }

  /// Whether a name of a file says nothing but that a size is open: "?" (Paddle), "None", "-1".
  static func isPlaceholder(_ name: String) -> Bool {
    let plain = name.lowercased().filter { $0 != " " }
    return placeholders.contains(plain)
      || Int(plain).map { $0 <= 0 } ?? false || plain.allSatisfy { $0 == "?" || $0 == "*" }
  }

  private static let placeholders: Set<String> = [
    "none", "null", "nil", "nan", "unk", "unknown", "undefined", "dynamic", "dyn", "any",
  ]

  /// The size that a file calls so: what a formula of names says, or a name, which a shorter one stands for where
  /// it is long.
  mutating func size(
    named name: String, at dimension: Int, among sizes: [ValueRecord.Size]
  ) -> Dim {
    guard let formula = Self.formula(name) else {
      return .symbol(shortened(name, dimension, sizes))
    }
    var values: [String: Dim] = [:]
    for symbol in formula.symbols {
      values[symbol] = .symbol(shortened(symbol, dimension, sizes))
    }
    return (try? formula.substituting(values)) ?? .symbol(name)
  }

  /// A shape that is put in, with what stands for the long names of the input that it is for.
  mutating func calling(_ given: Shape, as sizes: [ValueRecord.Size]) -> Shape {
    var values: [String: Dim] = [:]
    for (dimension, size) in sizes.enumerated() {
      guard case .named(let name) = size, Self.isLong(name),
        given.dims.contains(where: { $0.symbols.contains(name) })
      else { continue }
      values[name] = .symbol(shortened(name, dimension, sizes))
    }
    if values.isEmpty { return given }
    return Shape(given.dims.map { (try? $0.substituting(values)) ?? $0 })
  }

  private mutating func shortened(
    _ name: String, _ dimension: Int, _ sizes: [ValueRecord.Size]
  ) -> String {
    if !Self.isLong(name) { return name }
    if let known = short[name] { return known }
    let letters = Self.letters(sizes)
    let stem = letters.indices.contains(dimension) ? letters[dimension] : "S"
    var letter = stem
    while !taken.insert(letter).inserted {
      let number = numbers[stem, default: 1] + 1
      numbers[stem] = number
      letter = "\(stem)\(number)"
    }
    short[name] = letter
    return letter
  }

  /// What a name says that is a formula as exporters write them: `16*H`, `past + 1`, `floor(H/2)`. Words between
  /// which a sign stands are a name: `batch×time`, `batch*heads`, `a-b`, `N/A`.
  private static func formula(_ name: String) -> Dim? {
    guard name.allSatisfy({ $0.isASCII && $0 != "^" }), !isJoined(name),
      let formula = try? Dim(parsing: name), !formula.symbols.isEmpty,
      formula != .symbol(name), formula.isAtLeast(1) != .never,
      name.contains(where: { "*(".contains($0) }) || name.contains(" + ") || name.contains(" - ")
    else { return nil }
    return formula
  }

  /// Whether a sign joins words: a product without a number, a sum without blanks.
  private static func isJoined(_ name: String) -> Bool {
    let signs = Array(name)
    for (place, sign) in signs.enumerated() {
      let before = signs[..<place].reversed().drop { $0 == " " }.prefix { isOfWord($0) }
      let after = signs[(place + 1)...].drop { $0 == " " }.prefix { isOfWord($0) }
      switch sign {
      case "*" where ![Array(before), Array(after)].contains(where: isNumber): return true
      case "+" where signs[..<place].last != " " || signs[(place + 1)...].first != " ": return true
      default: break
      }
    }
    return false
  }

  private static func isOfWord(_ sign: Character) -> Bool {
    sign.isLetter || sign.isNumber || sign == "_" || sign == "."
  }

  private static func isNumber(_ word: [Character]) -> Bool {
    !word.isEmpty && word.allSatisfy(\.isNumber)
  }

  /// A new name.
  mutating func name(of dimension: Int, among sizes: [ValueRecord.Size], of input: String) -> String
  {
    let letters = Self.letters(sizes)
    if letters.indices.contains(dimension), taken.insert(letters[dimension]).inserted {
      return letters[dimension]
    }
    let stem = "\(Self.identifier(input))_\(dimension)"
    if taken.insert(stem).inserted { return stem }
    while true {
      let number = numbers[stem, default: 1] + 1
      numbers[stem] = number
      let name = "\(stem)_\(number)"
      if taken.insert(name).inserted { return name }
    }
  }

  /// What the dimensions are by convention. Channels come last where the last size alone is a number, as in
  /// TensorFlow's files; where all are open and without names, nobody knows.
  private static func letters(_ sizes: [ValueRecord.Size]) -> [String] {
    func isOpen(_ dimension: Int) -> Bool {
      if case .number(let size) = sizes[dimension] { size < 0 } else { true }
    }
    guard sizes.count > 2 else { return Array(["N", "L"].prefix(sizes.count)) }
    if sizes.count == 3, !isOpen(0), isOpen(1), isOpen(2) { return ["C", "H", "W"] }
    guard let space = [3: ["L"], 4: ["H", "W"], 5: ["D", "H", "W"]][sizes.count] else {
      return ["N"]
    }
    func isNameless(_ dimension: Int) -> Bool {
      if case .named(let name) = sizes[dimension] { isLong(name) } else { isOpen(dimension) }
    }
    // Letters of layouts would say which are axes, which nothing here does.
    if (1..<sizes.count).allSatisfy(isNameless) {
      return Array(["N", "S", "T", "U", "V"].prefix(sizes.count))
    }
    let isChannelLast = isOpen(1) && !isOpen(sizes.count - 1)
    return isChannelLast ? ["N"] + space + ["C"] : ["N", "C"] + space
  }

  /// The name of an input in letters that can be typed.
  private static func identifier(_ name: String) -> String {
    let letters = name.map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "_" }
    guard let first = letters.first else { return "input" }
    return first.isLetter || first == "_" ? String(letters) : "_" + String(letters)
  }
}
