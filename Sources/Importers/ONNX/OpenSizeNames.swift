import ConvArithmetic
import LayerGraph

/// Names for the sizes that a file leaves open without a name of their own. Each is a size by itself: two
/// that are both written "?" need not be equal.
///
/// They are called after their places, N×C×H×W, while these letters are free, and else after their input:
/// `mask_2` is dimension 2 of 'mask'. All can be typed as they are.
struct OpenSizeNames {
  private var taken: Set<String>
  /// The last number that was put behind a name.
  private var numbers: [String: Int] = [:]

  /// - Parameters:
  ///   - declared: the inputs of the file, whose own names are kept.
  ///   - given: shapes that are put in, whose names are kept as well.
  init(declared: [ValueRecord], given: [String: Shape]) {
    taken = Set(given.values.flatMap { $0.dims.flatMap(\.symbols) })
    for input in declared {
      for case .named(let name) in input.dims ?? [] { taken.insert(name) }
    }
  }

  /// Whether a name of a file says nothing but that a size is open: "?" (Paddle), "unk__616" (tf2onnx),
  /// "None", "-1".
  static func isPlaceholder(_ name: String) -> Bool {
    let plain = name.lowercased().filter { $0 != " " }
    return placeholders.contains(plain) || plain.hasPrefix("unk__")
      || Int(plain).map { $0 <= 0 } ?? false || plain.allSatisfy { $0 == "?" || $0 == "*" }
  }

  private static let placeholders: Set<String> = [
    "none", "null", "nil", "nan", "unk", "unknown", "undefined", "dynamic", "dyn", "any",
  ]

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
  /// TensorFlow's files.
  private static func letters(_ sizes: [ValueRecord.Size]) -> [String] {
    func isOpen(_ dimension: Int) -> Bool {
      if case .number(let size) = sizes[dimension] { size < 0 } else { true }
    }
    guard sizes.count > 2 else { return Array(["N", "L"].prefix(sizes.count)) }
    if sizes.count == 3, !isOpen(0), isOpen(1), isOpen(2) { return ["C", "H", "W"] }
    guard let space = [3: ["L"], 4: ["H", "W"], 5: ["D", "H", "W"]][sizes.count] else {
      return ["N"]
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
