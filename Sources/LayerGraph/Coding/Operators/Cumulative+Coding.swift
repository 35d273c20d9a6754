extension Cumulative: CodedOperator {
  package static var blank: Cumulative { Cumulative(.sum, dimension: 0) }
  package var operation: Operator { .cumulative(self) }

  package mutating func code(_ coder: inout some SettingsCoder) throws(CodingFault) {
    try coder.setting("function", &function)
    try coder.setting("dimension", &dimension)
    try coder.setting("exclusive", &isExclusive, else: false)
    try coder.setting("reversed", &isReversed, else: false)
  }
}

extension Cumulative.Function: CodedSetting {}
