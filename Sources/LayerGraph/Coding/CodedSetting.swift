/// A value that a document can hold: how it is written and how it is read, side by side.
package protocol CodedSetting {
  init(coded: CodedValue) throws(CodingFault)
  var coded: CodedValue.Content { get }
}

extension Bool: CodedSetting {
  package init(coded: CodedValue) throws(CodingFault) {
    guard case .boolean(let flag) = coded.content else { throw CodingFault(.boolean, coded) }
    self = flag
  }

  package var coded: CodedValue.Content { .boolean(self) }
}

extension Int: CodedSetting {
  package init(coded: CodedValue) throws(CodingFault) {
    try self.init(coded: coded, orElse: .wholeNumber)
  }

  init(coded: CodedValue, orElse expectation: CodingProblem.Expectation) throws(CodingFault) {
    switch coded.content {
    case .integer(let number): self = number
    case .number(let number) where number.magnitude >= 0x1p63:
      throw CodingFault(.tooLarge(found: "\(coded.content)"), at: coded.place)
    default: throw CodingFault(expectation, coded)
    }
  }

  package var coded: CodedValue.Content { .integer(self) }
}

/// What JSON has no number for is a word.
extension Double: CodedSetting {
  package init(coded: CodedValue) throws(CodingFault) {
    switch coded.content {
    case .integer(let number): self = Double(number)
    case .number(let number): self = number
    case .string("infinity"): self = .infinity
    case .string("-infinity"): self = -.infinity
    case .string("nan"): self = .nan
    default: throw CodingFault(.number, coded)
    }
  }

  package var coded: CodedValue.Content {
    if isFinite { return .number(self) }
    return .string(isNaN ? "nan" : self < 0 ? "-infinity" : "infinity")
  }
}

extension String: CodedSetting {
  package init(coded: CodedValue) throws(CodingFault) {
    guard case .string(let string) = coded.content else { throw CodingFault(.string, coded) }
    self = string
  }

  package var coded: CodedValue.Content { .string(self) }
}

extension Optional: CodedSetting where Wrapped: CodedSetting {
  package init(coded: CodedValue) throws(CodingFault) {
    if case .null = coded.content { self = nil } else { self = try Wrapped(coded: coded) }
  }

  package var coded: CodedValue.Content { self?.coded ?? .null }
}

extension Array: CodedSetting where Element: CodedSetting {
  package init(coded: CodedValue) throws(CodingFault) {
    guard case .list(let items) = coded.content else { throw CodingFault(.list, coded) }
    self = []
    reserveCapacity(items.count)
    for item in items { append(try Element(coded: item)) }
  }

  package var coded: CodedValue.Content { .list(map { CodedValue($0.coded) }) }
}

/// One of several words.
extension CodedSetting where Self: RawRepresentable<String> & CaseIterable {
  package init(coded: CodedValue) throws(CodingFault) {
    let word = try String(coded: coded)
    guard let value = Self(rawValue: word) else {
      let allowed = Self.allCases.map(\.rawValue)
      let nearest = NearestName.suggestion(for: word, among: allowed)
      throw CodingFault(
        .unknownWord(word, allowed: allowed, suggestion: nearest), at: coded.place)
    }
    self = value
  }

  package var coded: CodedValue.Content { .string(rawValue) }
}

/// A value that remembers where it was read.
package struct Placed<Value: CodedSetting>: CodedSetting {
  package var value: Value
  package var place = 0

  init(_ value: Value) { self.value = value }

  package init(coded: CodedValue) throws(CodingFault) {
    value = try Value(coded: coded)
    place = coded.place
  }

  package var coded: CodedValue.Content { value.coded }
}
