import Escaping

/// How names of open sizes are spelled in text. An identifier stands for itself; any other name (ONNX
/// files have `batch size`) is put between backquotes, with backquotes in it doubled.
enum SymbolName {
  static func spelled(_ name: String) -> String {
    if isIdentifier(name) { return name }
    var quoted = "`"
    for scalar in name.unicodeScalars {
      if scalar == "`" { quoted.unicodeScalars.append(scalar) }
      quoted.unicodeScalars.append(scalar)
    }
    quoted.unicodeScalars.append("`")
    return quoted
  }

  /// As `spelled`, shortened where a message would be too long.
  static func mentioned(_ name: String) -> String {
    spelled(Terminal.longestMention.map(name.abridged) ?? name)
  }

  static func isStart(_ scalar: Unicode.Scalar) -> Bool {
    if scalar.isASCII { return scalar.properties.isAlphabetic || scalar == "_" }
    return scalar.properties.isXIDStart
  }

  /// The middle dot continues identifiers in Unicode; here it is the product sign.
  static func isContinuation(_ scalar: Unicode.Scalar) -> Bool {
    if isStart(scalar) { return true }
    return scalar.properties.isXIDContinue && scalar != "·"
  }

  private static func isIdentifier(_ name: String) -> Bool {
    guard let first = name.unicodeScalars.first, isStart(first) else { return false }
    return name.unicodeScalars.allSatisfy(isContinuation)
  }
}
