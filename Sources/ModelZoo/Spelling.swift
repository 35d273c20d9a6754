/// A name or an alias of a model, with or without a variant, taken apart so that what was typed can be
/// compared with it.
struct Spelling: Sendable {
  let name: String
  /// The model that it is a name of.
  let model: String
  /// Only its letters and digits.
  let key: String
  /// Its words and numbers, without the "slim" that all of TF-slim's names begin with:
  /// slim/resnet_v2_50 is "resnet", "v2", "50".
  let parts: [String]

  init(_ name: String, of model: String) {
    self.name = name
    self.model = model
    key = Self.key(name)
    parts = Array(Self.parts(name).drop { $0 == "slim" })
  }

  static func key(_ name: String) -> String {
    name.lowercased().filter { $0.isLetter || $0.isNumber }
  }

  /// Runs of letters and runs of digits; the v of a version stays with its number: "yolov3" is "yolo",
  /// "v3".
  static func parts(_ name: String) -> [String] {
    var parts: [String] = []
    var last: Character = " "
    for character in name.lowercased() {
      defer { last = character }
      guard character.isLetter || character.isNumber else { continue }
      if character.isNumber, last == "v", var word = parts.popLast() {
        word.removeLast()
        parts += (word.isEmpty ? [] : [word]) + ["v\(character)"]
      } else if character.isNumber && last.isNumber || character.isLetter && last.isLetter {
        parts[parts.count - 1].append(character)
      } else {
        parts.append(String(character))
      }
    }
    return parts
  }

  /// How the name begins, up to each of its parts: "yolo" and "yolov3".
  var beginnings: [String] {
    parts.indices.map { parts[...$0].joined() }
  }

  /// How many letters and digits of it are in parts that were typed too.
  func shared(with typed: [String]) -> Int {
    parts.filter(typed.contains).reduce(0) { $0 + $1.count }
  }
}
