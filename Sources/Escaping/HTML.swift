/// HTML and SVG: text between tags, or an attribute's value between quotes of either kind.
public enum HTML: EscapingRules {
  public static func escaped(_ outside: String) -> String {
    let visible = Terminal.escaped(outside)
    if visible.isOfBytes({ !isSpecial($0) }) { return visible }
    var result = ""
    for scalar in visible.unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      case "'": result += "&#39;"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  private static func isSpecial(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x22, 0x26, 0x27, 0x3C, 0x3E: true
    default: false
    }
  }
}
