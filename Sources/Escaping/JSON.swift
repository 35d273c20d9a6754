/// JSON: an outside text becomes a string with its quotes, so that it can stand as a name or a
/// value. Whoever reads it has exactly the text that came in: what a terminal must not see is
/// written `\u001b`.
public enum JSON: EscapingRules {
  public static func escaped(_ outside: String) -> String {
    "\"" + (isPlain(outside) ? outside : coded(outside)) + "\""
  }

  /// Whether all characters stand between the quotes as they are.
  package static func isPlain(_ outside: String) -> Bool {
    outside.isOfBytes { Visibility.isPlain($0) && $0 != 0x22 && $0 != 0x5C }
  }

  private static func coded(_ outside: String) -> String {
    var (result, visibility) = ("", Visibility())
    let scalars = outside.unicodeScalars
    var index = scalars.startIndex
    while index < scalars.endIndex {
      let scalar = scalars[index]
      scalars.formIndex(after: &index)
      let next = index < scalars.endIndex ? scalars[index] : nil
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      case "\r": result += "\\r"
      case "\t": result += "\\t"
      case _ where visibility.shows(scalar, before: next): result.unicodeScalars.append(scalar)
      default: for unit in String(scalar).utf16 { result += code(of: unit) }
      }
    }
    return result
  }

  /// Four digits for each UTF-16 unit, as RFC 8259 has it.
  private static func code(of unit: UInt16) -> String {
    let digits = String(unit, radix: 16)
    return "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
  }
}
