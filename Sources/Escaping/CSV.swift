/// Comma-separated values: an outside text becomes a whole cell, quoted where RFC 4180 asks for it.
/// Cells are joined with "," and rows end with "\n".
///
/// A cell that a spreadsheet could take for a formula begins with an apostrophe, as OWASP advises
/// for "CSV injection": `=`, `+`, `-`, `@`, a tab or a line end first, also after spaces and in
/// their full-width forms. Numbers of ours are no outside text: `-1` stays -1.
public enum CSV: EscapingRules {
  public static func escaped(_ outside: String) -> String {
    let visible = Terminal.escaped(outside)
    let cell = isFormula(outside) ? "'" + visible : visible
    return needsQuotes(cell) ? "\"" + cell.doublingQuotes + "\"" : cell
  }

  private static func isFormula(_ outside: String) -> Bool {
    switch outside.unicodeScalars.first(where: { !isSpace($0) }) {
    case "=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠": true
    default: false
    }
  }

  private static func isSpace(_ scalar: Unicode.Scalar) -> Bool {
    scalar == " " || !scalar.isASCII && scalar.properties.isWhitespace
  }

  /// Also where a reader might drop spaces, and for semicolons, which separate cells in much of
  /// Europe.
  private static func needsQuotes(_ cell: String) -> Bool {
    if cell.utf8.first == 0x20 || cell.utf8.last == 0x20 { return true }
    return !cell.isOfBytes { $0 != 0x2C && $0 != 0x22 && $0 != 0x3B }
  }
}

extension String {
  fileprivate var doublingQuotes: String {
    var result = ""
    for scalar in unicodeScalars {
      if scalar == "\"" { result += "\"" }
      result.unicodeScalars.append(scalar)
    }
    return result
  }
}
