import ConvArithmetic

/// A number, or a formula as it is printed.
extension Dim: CodedSetting {
  package init(coded: CodedValue) throws(CodingFault) {
    switch coded.content {
    case .integer(let number): self = .constant(number)
    case .string(let text):
      do throws(DimSyntaxError) { try self.init(parsing: text) } catch {
        throw CodingFault(
          .size(text, error.reason), at: coded.place, charactersIn: error.offset)
      }
    case .number(let number) where number.magnitude >= 0x1p63:
      throw CodingFault(.tooLarge(found: "\(coded.content)"), at: coded.place)
    default: throw CodingFault(.size, coded)
    }
  }

  package var coded: CodedValue.Content { constant.map { .integer($0) } ?? .string("\(self)") }
}

extension Shape: CodedSetting {
  package init(coded: CodedValue) throws(CodingFault) { self.init(try [Dim](coded: coded)) }

  package var coded: CodedValue.Content { dims.coded }
}

/// A whole number, or "3/2".
extension Rational: CodedSetting {
  package init(coded: CodedValue) throws(CodingFault) {
    switch coded.content {
    case .integer(let number): self.init(number)
    case .string(let text):
      let parts = text.split(separator: "/", omittingEmptySubsequences: false)
      guard parts.count == 2, let numerator = Int(parts[0]), let denominator = Int(parts[1]),
        denominator > 0, let value = try? Rational(numerator, over: denominator)
      else { throw CodingFault(.fraction, coded) }
      self = value
    default: throw CodingFault(.fraction, coded)
    }
  }

  package var coded: CodedValue.Content {
    isInteger ? .integer(numerator) : .string("\(numerator)/\(denominator)")
  }
}

/// A single value for all axes, or a list.
extension PerAxis: CodedSetting where Value: CodedSetting {
  package init(coded: CodedValue) throws(CodingFault) {
    if case .list = coded.content {
      self.init(try [Value](coded: coded))
    } else {
      self.init(try Value(coded: coded))
    }
  }

  package var coded: CodedValue.Content { values.count == 1 ? values[0].coded : values.coded }
}

extension PaddingMode: CodedSetting {}

/// A number for all sides, a list for the axes, `{"before", "after"}`, or the name of a policy.
extension Padding: CodedSetting {
  private enum Policy: String, CaseIterable, CodedSetting { case sameUpper, sameLower }

  package init(coded: CodedValue) throws(CodingFault) {
    switch coded.content {
    case .string:
      switch try Policy(coded: coded) {
      case .sameUpper: self = .sameUpper
      case .sameLower: self = .sameLower
      }
    case .object:
      let sides = try Sides(coded: coded)
      self = .explicit(before: sides.before, after: sides.after)
    default: self = .symmetric(try PerAxis(coded: coded))
    }
  }

  package var coded: CodedValue.Content {
    switch self {
    case .explicit(let before, let after):
      before == after ? before.coded : Sides(before: before, after: after).coded
    case .sameUpper: Policy.sameUpper.coded
    case .sameLower: Policy.sameLower.coded
    }
  }

  private struct Sides: CodedObject {
    static let title = "padding"
    var before: PerAxis<Int> = 0
    var after: PerAxis<Int> = 0

    mutating func code(_ coder: inout some SettingsCoder) throws(CodingFault) {
      try coder.setting("before", &before, else: 0)
      try coder.setting("after", &after, else: 0)
    }
  }
}
