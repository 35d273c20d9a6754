/// Checks the grammar of a text and lists its tokens.
struct JSONParser {
  let bytes: [UInt8]
  var position = 0
  private(set) var tokens: [JSONDocument.Token] = []
  /// The indices of the lists and objects that are not closed yet.
  private var open: [Int] = []

  init(_ bytes: [UInt8]) throws(JSONFault) {
    guard UInt32(exactly: bytes.count) != nil else {
      throw JSONFault(reason: .tooLong, offset: 0)
    }
    self.bytes = bytes
    tokens.reserveCapacity(bytes.count / 8)
    // A byte order mark is no part of the text.
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { position = 3 }
  }

  mutating func parse() throws(JSONFault) {
    skipSpace()
    if position == bytes.count { throw fault(.empty) }
    repeat { try value() } while try continues()
    if position < bytes.count { throw fault(.textBehind) }
  }

  /// The byte at the cursor; 0, which JSON has no use for, at the end.
  var next: UInt8 { position < bytes.count ? bytes[position] : 0 }

  /// One value, or the beginning of a list or an object up to its first value.
  private mutating func value() throws(JSONFault) {
    skipSpace()
    while true {
      switch next {
      case UInt8(ascii: "{"):
        try begin(.object)
        if take(UInt8(ascii: "}")) { return close() }
        try key()
      case UInt8(ascii: "["):
        try begin(.list)
        if take(UInt8(ascii: "]")) { return close() }
      default: return try scalar()
      }
    }
  }

  private mutating func scalar() throws(JSONFault) {
    let start = position
    switch next {
    case UInt8(ascii: "\""): try add(string(), from: start)
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"):
      try number()
      add(.number, from: start)
    case UInt8(ascii: "t"): try add(word("true", .yes), from: start)
    case UInt8(ascii: "f"): try add(word("false", .no), from: start)
    case UInt8(ascii: "n"): try add(word("null", .null), from: start)
    default: throw fault(.valueExpected(found: found()))
    }
  }

  /// Whether another value follows, after closing what ends here.
  private mutating func continues() throws(JSONFault) -> Bool {
    while let container = open.last {
      skipSpace()
      let isObject = tokens[container].kind == .object
      let closing = UInt8(ascii: isObject ? "}" : "]")
      if take(closing) {
        close()
        continue
      }
      let comma = position
      guard take(UInt8(ascii: ",")) else {
        if position >= bytes.count { throw notClosed(container) }
        throw fault(.separatorExpected(closing: isObject ? "}" : "]", found: found()))
      }
      if next == closing { throw JSONFault(reason: .trailingComma, offset: comma) }
      if isObject { try key() }
      return true
    }
    skipSpace()
    return false
  }

  private mutating func key() throws(JSONFault) {
    guard next == UInt8(ascii: "\"") else {
      if position >= bytes.count, let container = open.last { throw notClosed(container) }
      throw fault(.keyExpected(found: found()))
    }
    let start = position
    try add(string(), from: start)
    skipSpace()
    if !take(UInt8(ascii: ":")) { throw fault(.colonExpected(found: found())) }
    skipSpace()
  }

  private mutating func begin(_ kind: JSONDocument.Kind) throws(JSONFault) {
    if open.count >= JSONGraph.maximumDepth {
      throw fault(.tooDeep(limit: JSONGraph.maximumDepth))
    }
    position += 1
    open.append(tokens.count)
    add(kind, from: position - 1)
    skipSpace()
  }

  private mutating func close() {
    if let container = open.popLast() { tokens[container].next = UInt32(tokens.count) }
  }

  private mutating func add(_ kind: JSONDocument.Kind, from start: Int) {
    tokens.append(
      JSONDocument.Token(
        kind: kind, start: UInt32(start), end: UInt32(position), next: UInt32(tokens.count + 1)))
  }

  private mutating func word(
    _ word: StaticString, _ kind: JSONDocument.Kind
  ) throws(JSONFault) -> JSONDocument.Kind {
    let start = position
    for index in 0..<word.utf8CodeUnitCount {
      if next != word.utf8Start[index] {
        throw JSONFault(reason: .valueExpected(found: found(at: start)), offset: start)
      }
      position += 1
    }
    return kind
  }

  /// Passes over this byte and the space behind it.
  private mutating func take(_ byte: UInt8) -> Bool {
    guard next == byte else { return false }
    position += 1
    skipSpace()
    return true
  }

  private mutating func skipSpace() {
    while position < bytes.count {
      switch bytes[position] {
      case 0x20, 0x0A, 0x0D, 0x09: position += 1
      default: return
      }
    }
  }
}
