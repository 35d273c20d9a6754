import ConvArithmetic

/// The sizes of an input shape, in order.
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
    if name.first?.isLowercase == true {
      throw InputShapeError(.lowercase(name), word, in: scanner.text)
    }
    return .symbol(name)
  }
}

extension LayerStringScanner {
  fileprivate mutating func skipBlanks() {
    while next == " " || next == "\t" || next == "\n" || next == "\r" { move(to: position + 1) }
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

  /// A letter and what follows it of letters, digits and underscores, up to a small x.
  fileprivate mutating func takeSymbol() -> Range<Int> {
    let start = position
    while let scalar = next, scalar.isASCII, scalar != "x",
      scalar.properties.isAlphabetic || position > start && (Self.isDigit(scalar) || scalar == "_")
    {
      move(to: position + 1)
    }
    return start..<position
  }
}
