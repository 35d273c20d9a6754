import LayerGraph

extension JSONDocument {
  /// The value of a token, with all that is in it.
  ///
  /// Recursion is bounded by `JSONGraph.maximumDepth`.
  func value(of token: Int) throws(JSONFault) -> CodedValue {
    let start = Int(tokens[token].start)
    switch tokens[token].kind {
    case .null: return CodedValue(.null, at: start)
    case .no: return CodedValue(.boolean(false), at: start)
    case .yes: return CodedValue(.boolean(true), at: start)
    case .number: return CodedValue(try number(of: token), at: start)
    case .string, .escapedString: return CodedValue(.string(string(of: token)), at: start)
    case .list:
      var items: [CodedValue] = []
      try forEachItem(of: token) { item throws(JSONFault) in items.append(try value(of: item)) }
      return CodedValue(.list(items), at: start)
    case .object:
      var members: [CodedValue.Member] = []
      try forEachItem(of: token) { key throws(JSONFault) in
        members.append(
          CodedValue.Member(
            string(of: key), at: Int(tokens[key].start), try value(of: Int(tokens[key].next))))
      }
      return CodedValue(.object(members), at: start)
    }
  }

  /// The tokens of the values in a list, of the keys in an object.
  func forEachItem<Fault: Error>(
    of container: Int, _ body: (Int) throws(Fault) -> Void
  ) throws(Fault) {
    let end = Int(tokens[container].next)
    let isObject = tokens[container].kind == .object
    var item = container + 1
    while item < end {
      try body(item)
      if isObject { item = Int(tokens[item].next) }
      item = Int(tokens[item].next)
    }
  }

  func string(of token: Int) -> String {
    let content = bytes[Int(tokens[token].start) + 1..<Int(tokens[token].end) - 1]
    guard tokens[token].kind == .escapedString else {
      return String(decoding: content, as: UTF8.self)
    }
    return Self.unescaped(content)
  }

  /// The grammar has been checked: every backslash begins a sound escape.
  private static func unescaped(_ content: ArraySlice<UInt8>) -> String {
    var units: [UInt16] = []
    var text = ""
    var rest = content
    func flush() {
      text += String(decoding: units, as: UTF16.self)
      units = []
    }
    while let escape = rest.firstIndex(of: UInt8(ascii: "\\")) {
      if escape > rest.startIndex {
        flush()
        text += String(decoding: rest[..<escape], as: UTF8.self)
      }
      rest = rest[(escape + 1)...]
      switch rest.popFirst() {
      case UInt8(ascii: "u")?:
        units.append(rest.prefix(4).reduce(0) { $0 << 4 | (JSONParser.hexadecimal($1) ?? 0) })
        rest = rest.dropFirst(4)
      case UInt8(ascii: "b")?: units.append(0x08)
      case UInt8(ascii: "f")?: units.append(0x0C)
      case UInt8(ascii: "n")?: units.append(0x0A)
      case UInt8(ascii: "r")?: units.append(0x0D)
      case UInt8(ascii: "t")?: units.append(0x09)
      case let same?: units.append(UInt16(same))
      case nil: break
      }
    }
    flush()
    return text + String(decoding: rest, as: UTF8.self)
  }

  private func number(of token: Int) throws(JSONFault) -> CodedValue.Content {
    let literal = bytes[Int(tokens[token].start)..<Int(tokens[token].end)]
    if let integer = Self.integer(literal) { return .integer(integer) }
    // Every literal that the grammar allows is one for Swift too.
    guard let number = Double(String(decoding: literal, as: UTF8.self)), number.isFinite else {
      throw JSONFault(reason: .numberTooLarge, offset: Int(tokens[token].start))
    }
    return .number(number)
  }

  /// Nil when there is a point or an exponent, or past 64 bits.
  private static func integer(_ literal: ArraySlice<UInt8>) -> Int? {
    let isNegative = literal.first == UInt8(ascii: "-")
    var value = 0
    for byte in literal.dropFirst(isNegative ? 1 : 0) {
      guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) else { return nil }
      let digit = Int(byte - UInt8(ascii: "0"))
      let (shifted, overflow) = value.multipliedReportingOverflow(by: 10)
      let (sum, carry) = shifted.addingReportingOverflow(isNegative ? -digit : digit)
      if overflow || carry { return nil }
      value = sum
    }
    return value
  }
}
