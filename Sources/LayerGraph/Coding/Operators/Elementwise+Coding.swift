extension Elementwise: CodedOperator {
  package static var blank: Elementwise { Elementwise(.add) }
  package var operation: Operator { .elementwise(self) }

  package mutating func code(_ coder: inout some SettingsCoder) throws(CodingFault) {
    try coder.setting("function", &function)
  }
}

extension Elementwise.Function: CodedSetting {}

extension Select: CodedOperator {
  package static var blank: Select { Select() }
  package var operation: Operator { .select(self) }

  package mutating func code(_ coder: inout some SettingsCoder) throws(CodingFault) {}
}

extension Cast: CodedOperator {
  package static var blank: Cast { Cast(to: "") }
  package var operation: Operator { .cast(self) }

  package mutating func code(_ coder: inout some SettingsCoder) throws(CodingFault) {
    try coder.setting("type", &type)
  }
}
