extension AdaptivePool: CodedOperator {
  package static var blank: AdaptivePool { .global(.maximum) }
  package var operation: Operator { .adaptivePool(self) }

  package mutating func code(_ coder: inout some SettingsCoder) throws(CodingFault) {
    try function.code(&coder)
    try coder.setting("output", &output)
  }
}
