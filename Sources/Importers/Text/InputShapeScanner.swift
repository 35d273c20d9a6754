import ConvArithmetic

/// The sizes of an input shape, in order: numbers, names, and formulas.
enum InputShapeScanner {
  static func sizes(in text: String) throws(InputShapeError) -> [Dim] {
    var scanner = LayerStringScanner(text)
    var sizes: [Dim] = []
    scanner.skipBlanks()
    if scanner.next == nil { throw InputShapeError(.empty, 0..<scanner.end, in: text) }
    while true {
      sizes.append(try size(&scanner))
      scanner.skipBlanks()
      if scanner.next == nil { return sizes }
      guard scanner.takeSeparator() else {
        throw InputShapeError(
          .separatorExpected(found: scanner.found ?? " "), scanner.position..<scanner.position + 1,
          in: text)
      }
      scanner.skipBlanks()
    }
  }

  private static func size(_ scanner: inout LayerStringScanner) throws(InputShapeError) -> Dim {
    if let formula = scanner.formula() {
      return try size(formula: formula, &scanner)
    }
    let start = scanner.position
    let isNegative = scanner.takeMinus()
    let digits = scanner.takeDigits()
    if isNegative { throw InputShapeError(.zero, start..<scanner.position, in: scanner.text) }
    if !digits.isEmpty {
      let spelled = scanner.slice(digits)
      guard let number = Int(spelled) else {
        throw InputShapeError(.tooLarge(spelled), digits, in: scanner.text)
      }
      if number == 0 { throw InputShapeError(.zero, digits, in: scanner.text) }
      return Dim(number)
    }
    let word = scanner.takeSymbol()
    if word.isEmpty {
      let place = scanner.position..<scanner.position + 1
      throw InputShapeError(.sizeExpected(found: scanner.found), place, in: scanner.text)
    }
    let name = scanner.slice(word)
    // Files name sizes like unk__749; a small letter alone is a slip.
    if name.first?.isLowercase == true, name.allSatisfy(\.isLetter) {
      throw InputShapeError(.lowercase(name), word, in: scanner.text)
    }
    return .symbol(name)
  }

  /// A formula as sizes are printed, and in ASCII: (16*K+12), ⌊H/2⌋, `batch size`.
  private static func size(
    formula range: Range<Int>, _ scanner: inout LayerStringScanner
  ) throws(InputShapeError) -> Dim {
    let text = scanner.slice(range)
    scanner.move(to: range.upperBound)
    let size: Dim
    do throws(DimSyntaxError) { size = try Dim(parsing: text) } catch {
      let start = range.lowerBound + text.prefix(error.offset).utf8.count
      let length = text.dropFirst(error.offset).prefix(1).utf8.count
      throw InputShapeError(
        .formula(error.reason), start..<start + max(1, length), in: scanner.text)
    }
    // As it is printed it would end there.
    if let name = size.symbols.first(where: { $0.contains("x") }) {
      throw InputShapeError(.nameWithX(name), range, in: scanner.text)
    }
    if size.isAtLeast(1) == .never {
      throw InputShapeError(.zero, range, in: scanner.text)
    }
    return size
  }
}

extension LayerStringScanner {
  fileprivate mutating func skipBlanks() {
    while next == " " || next == "\t" || next == "\n" || next == "\r" { move(to: position + 1) }
  }

  /// From the cursor to the x or × that ends the size, where there stands more than a number or a name. What stands
  /// in brackets or between backquotes ends nothing.
  fileprivate func formula() -> Range<Int>? {
    var (depth, distance, isFormula) = (0, 0, false)
    var isQuoted = false
    while let scalar = peek(distance) {
      let isTimes = scalar == "\u{C3}" && peek(distance + 1) == "\u{97}"
      if depth == 0, !isQuoted, scalar == "x" || isTimes { break }
      switch scalar {
      case "`": (isQuoted, isFormula) = (!isQuoted, true)
      case _ where isQuoted: break
      case "(": (depth, isFormula) = (depth + 1, true)
      case ")": depth -= 1
      // ⌊⌋⌈⌉ are E2 8C 8A, 8B, 88 and 89.
      case "\u{E2}" where peek(distance + 1) == "\u{8C}":
        let bracket = peek(distance + 2)
        depth += bracket == "\u{8A}" || bracket == "\u{88}" ? 1 : -1
        isFormula = true
      case "*", "+", "/", "^": isFormula = true
      case "-": isFormula = isFormula || distance > 0
      // Powers, and names of other scripts.
      case _ where !scalar.isASCII: isFormula = true
      default: break
      }
      distance += 1
    }
    return isFormula ? position..<position + distance : nil
  }

  /// A minus before a digit.
  fileprivate mutating func takeMinus() -> Bool {
    guard let digit = peek(1), Self.isDigit(digit) else { return false }
    return take("-")
  }

  /// A small x, which parts sizes wherever it stands, or ×.
  fileprivate mutating func takeSeparator() -> Bool {
    if take("x") { return true }
    guard next == "\u{C3}", peek(1) == "\u{97}" else { return false }
    move(to: position + 2)
    return true
  }

  /// A letter and what follows it of letters, digits, underscores and dots, up to a small x.
  fileprivate mutating func takeSymbol() -> Range<Int> {
    let start = position
    while let scalar = next, scalar.isASCII, scalar != "x",
      scalar.properties.isAlphabetic
        || position > start && (Self.isDigit(scalar) || scalar == "_" || scalar == ".")
    {
      move(to: position + 1)
    }
    return start..<position
  }
}
