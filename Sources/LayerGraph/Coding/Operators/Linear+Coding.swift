extension Linear: CodedOperator {
  package static var blank: Linear { Linear(outputFeatures: 1) }
  package var operation: Operator { .linear(self) }

  package mutating func code(_ coder: inout some SettingsCoder) throws(CodingFault) {
    try coder.setting("inputFeatures", &inputFeatures, else: nil)
    try coder.setting("outputFeatures", &outputFeatures)
    try coder.setting("bias", &hasBias, else: true)
  }
}
