extension Concat: CodedOperator {
  package static var blank: Concat { Concat() }
  package var operation: Operator { .concat(self) }

  package mutating func code(_ coder: inout some SettingsCoder) throws(CodingFault) {
    try coder.setting("dimension", &dimension, else: Shape.channelDimension)
  }
}

extension Split: CodedOperator {
  package static var blank: Split { Split(parts: .count(1)) }
  package var operation: Operator { .split(self) }

  package mutating func code(_ coder: inout some SettingsCoder) throws(CodingFault) {
    try coder.setting("dimension", &dimension, else: Shape.channelDimension)
    try coder.setting("parts", &parts)
  }
}

/// How many, or a list of sizes.
extension Split.Parts: CodedSetting {
  package init(coded: CodedValue) throws(CodingFault) {
    if case .list = coded.content {
      self = .sizes(try [Int](coded: coded))
    } else {
      self = .count(try Int(coded: coded, orElse: .wholeNumberOr("a list of sizes")))
    }
  }

  package var coded: CodedValue.Content {
    switch self {
    case .sizes(let sizes): sizes.coded
    case .count(let count): .integer(count)
    }
  }
}
