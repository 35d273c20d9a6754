/// A terminal, and any text that may end on one: what can't be seen is written `\n`, `\r`, `\t` or
/// `\u{1B}`.
///
/// A backslash stays a backslash, so that paths and names are as people know them, and text that
/// was escaped already stays as it is.
public enum Terminal: EscapingRules {
  public static func escaped(_ outside: String) -> String {
    outside.isOfBytes(Visibility.isPlain) ? outside : visible(outside)
  }

  /// Longer names and values are read in the file; a message must stay one.
  public static var longestMention: Int? { 200 }

  private static func visible(_ outside: String) -> String {
    var (result, visibility) = (String.UnicodeScalarView(), Visibility())
    let scalars = outside.unicodeScalars
    var index = scalars.startIndex
    while index < scalars.endIndex {
      let scalar = scalars[index]
      scalars.formIndex(after: &index)
      let next = index < scalars.endIndex ? scalars[index] : nil
      if visibility.shows(scalar, before: next) {
        result.append(scalar)
      } else {
        result.append(contentsOf: code(of: scalar).unicodeScalars)
      }
    }
    return String(result)
  }

  private static func code(of scalar: Unicode.Scalar) -> String {
    switch scalar {
    case "\n": "\\n"
    case "\r": "\\r"
    case "\t": "\\t"
    default: "\\u{" + String(scalar.value, radix: 16, uppercase: true) + "}"
    }
  }
}
