extension Linear: CodedOperator {
  package static var blank: Linear { Linear(outputFeatures: 1) }
  package var operation: Operator { .linear(self) }

  package mutating func code(_ coder: inout some SettingsCoder) throws(CodingFault) {
    try coder.setting("inputFeatures", &inputFeatures, else: nil)
    try coder.setting("outputFeatures", &outputFeatures)
    try coder.setting("bias", &hasBias, else: true)
  }
}

extension MatMul: CodedOperator {
  package static var blank: MatMul { MatMul() }
  package var operation: Operator { .matMul(self) }

  package mutating func code(_ coder: inout some SettingsCoder) throws(CodingFault) {
    try coder.setting("transposeSecond", &transposesSecond, else: false)
  }
}

extension Einsum: CodedOperator {
  package static var blank: Einsum { Einsum(inputs: [[]], output: []) }
  package var operation: Operator { .einsum(self) }

  package mutating func code(_ coder: inout some SettingsCoder) throws(CodingFault) {
    var equation = Equation(sum: self)
    try coder.setting("equation", &equation)
    self = equation.sum
  }

  private struct Equation: CodedSetting {
    let sum: Einsum

    init(sum: Einsum) { self.sum = sum }

    init(coded: CodedValue) throws(CodingFault) {
      let text = try String(coded: coded)
      do throws(Problem) { sum = try Einsum(equation: text) } catch {
        throw CodingFault(.other(error), at: coded.place)
      }
    }

    var coded: CodedValue.Content { .string(sum.equation) }
  }
}
