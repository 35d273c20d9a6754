/// Formulas in LaTeX's math mode. Signs of ours that are no letters there (·, ⌈, ², −) become commands, so that a size
/// like 9·C²·⌈H/2⌉ can be put in as it is; whatever LaTeX would take for an instruction is shown as itself.
public enum LaTeX: EscapingRules {
  public static func escaped(_ outside: String) -> String {
    let visible = Terminal.escaped(outside)
    if visible.isOfBytes({ !isPossiblySpecial($0) }) { return visible }
    return visible.map(sign).joined()
  }

  private static func isPossiblySpecial(_ byte: UInt8) -> Bool {
    byte >= 0x80 || "\\{}$&#^_%~,`*<>|".utf8.contains(byte)
  }

  private static func sign(_ character: Character) -> String {
    switch character {
    case "·", "*": " \\cdot "
    case "⌈": "\\lceil "
    case "⌉": "\\rceil "
    case "⌊": "\\lfloor "
    case "⌋": "\\rfloor "
    case "×": " \\times "
    case "−": "-"
    // A comma between thousands takes no space.
    case ",": "{,}"
    case "²": "^{2}"
    case "³": "^{3}"
    case "⁴": "^{4}"
    case "⁵": "^{5}"
    case "⁶": "^{6}"
    case "⁷": "^{7}"
    case "⁸": "^{8}"
    case "\\": "\\backslash "
    case "^": "\\hat{}"
    case "~": "\\sim "
    // GitHub and others take these for Markdown or HTML before they look at the formula.
    case "<": "\\lt "
    case ">": "\\gt "
    case "|": "\\vert "
    case "`": "\\text{'}"
    case "{", "}", "$", "&", "#", "_", "%": "\\" + String(character)
    default: String(character)
    }
  }
}

extension Escaped<Markdown> {
  /// A formula in a line of a document: `$…$`, as GitHub, GitLab and Jupyter read it.
  public init(math: Escaped<LaTeX>) { self.init(safe: "$\(math.description)$") }
}
