extension Dropout: CodedOperator {
  package static var blank: Dropout { Dropout() }
  package var operation: Operator { .dropout(self) }

  package mutating func code(_ coder: inout some SettingsCoder) throws(CodingFault) {
    try coder.setting("rate", &rate, else: 0.5)
    try coder.setting("target", &target, else: .elements)
  }
}

extension Dropout.Target: CodedSetting {}

extension Identity: CodedOperator {
  package static var blank: Identity { Identity() }
  package var operation: Operator { .identity(self) }

  package mutating func code(_ coder: inout some SettingsCoder) throws(CodingFault) {}
}
