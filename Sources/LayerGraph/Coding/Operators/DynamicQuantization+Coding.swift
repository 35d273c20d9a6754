extension DynamicQuantization: CodedOperator {
  package static var blank: DynamicQuantization { DynamicQuantization() }
  package var operation: Operator { .dynamicQuantization(self) }

  package mutating func code(_ coder: inout some SettingsCoder) throws(CodingFault) {}
}
