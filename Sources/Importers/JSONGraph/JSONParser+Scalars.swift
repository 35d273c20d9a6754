extension JSONParser {
  /// Checks a string: its escapes, and that it is UTF-8.
  mutating func string() throws(JSONFault) -> JSONDocument.Kind {
    let start = position
    var kind = JSONDocument.Kind.string
    position += 1
    while position < bytes.count {
      switch bytes[position] {
      case UInt8(ascii: "\""):
        position += 1
        return kind
      case UInt8(ascii: "\\"):
        kind = .escapedString
        try escape()
      case ..<0x20: throw fault(.controlCharacter(found() ?? " "))
      case 0x80...: try multibyte()
      default: position += 1
      }
    }
    throw JSONFault(reason: .notClosed("\""), offset: start)
  }

  private mutating func escape() throws(JSONFault) {
    let start = position
    position += 2
    guard position <= bytes.count else {
      throw JSONFault(reason: .unknownEscape(found: nil), offset: start)
    }
    switch bytes[position - 1] {
    case UInt8(ascii: "u"):
      let unit = try codeUnit(from: start)
      if UTF16.isTrailSurrogate(unit) { throw JSONFault(reason: .loneSurrogate, offset: start) }
      guard UTF16.isLeadSurrogate(unit) else { return }
      guard position + 1 < bytes.count, bytes[position] == UInt8(ascii: "\\"),
        bytes[position + 1] == UInt8(ascii: "u")
      else { throw JSONFault(reason: .loneSurrogate, offset: start) }
      position += 2
      if !UTF16.isTrailSurrogate(try codeUnit(from: position - 2)) {
        throw JSONFault(reason: .loneSurrogate, offset: start)
      }
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"), UInt8(ascii: "b"),
      UInt8(ascii: "f"), UInt8(ascii: "n"), UInt8(ascii: "r"), UInt8(ascii: "t"):
      return
    default:
      throw JSONFault(reason: .unknownEscape(found: found(at: start + 1)), offset: start)
    }
  }

  /// Four hexadecimal digits.
  private mutating func codeUnit(from start: Int) throws(JSONFault) -> UInt16 {
    var unit: UInt16 = 0
    for _ in 0..<4 {
      guard position < bytes.count, let digit = Self.hexadecimal(bytes[position]) else {
        throw JSONFault(reason: .unknownEscape(found: "u"), offset: start)
      }
      unit = unit << 4 | digit
      position += 1
    }
    return unit
  }

  static func hexadecimal(_ byte: UInt8) -> UInt16? {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt16(byte - UInt8(ascii: "0"))
    case UInt8(ascii: "a")...UInt8(ascii: "f"): UInt16(byte - UInt8(ascii: "a") + 10)
    case UInt8(ascii: "A")...UInt8(ascii: "F"): UInt16(byte - UInt8(ascii: "A") + 10)
    default: nil
    }
  }

  /// One character of two to four bytes: no overlong forms, no surrogates, nothing past U+10FFFF.
  private mutating func multibyte() throws(JSONFault) {
    let lead = bytes[position]
    let (length, second): (Int, ClosedRange<UInt8>)
    switch lead {
    case 0xC2...0xDF: (length, second) = (2, 0x80...0xBF)
    case 0xE0: (length, second) = (3, 0xA0...0xBF)
    case 0xED: (length, second) = (3, 0x80...0x9F)
    case 0xE1...0xEF: (length, second) = (3, 0x80...0xBF)
    case 0xF0: (length, second) = (4, 0x90...0xBF)
    case 0xF1...0xF3: (length, second) = (4, 0x80...0xBF)
    case 0xF4: (length, second) = (4, 0x80...0x8F)
    default: throw fault(.notUTF8)
    }
    guard position + length <= bytes.count, second.contains(bytes[position + 1]),
      bytes[position + 2..<max(position + 2, position + length)].allSatisfy({ $0 & 0xC0 == 0x80 })
    else { throw fault(.notUTF8) }
    position += length
  }

  /// −, digits without a leading zero, a fraction, an exponent.
  mutating func number() throws(JSONFault) {
    let start = position
    if next == UInt8(ascii: "-") { position += 1 }
    let first = position
    var isSound = digits()
    if isSound, bytes[first] == UInt8(ascii: "0"), position > first + 1 { isSound = false }
    if isSound, next == UInt8(ascii: ".") {
      position += 1
      isSound = digits()
    }
    if isSound, next | 0x20 == UInt8(ascii: "e") {
      position += 1
      if next == UInt8(ascii: "-") || next == UInt8(ascii: "+") { position += 1 }
      isSound = digits()
    }
    if !isSound { throw JSONFault(reason: .malformedNumber, offset: start) }
  }

  private mutating func digits() -> Bool {
    let start = position
    while (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(next) { position += 1 }
    return position > start
  }
}
