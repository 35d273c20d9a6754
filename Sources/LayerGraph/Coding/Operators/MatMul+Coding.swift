extension MatMul: CodedOperator {
  package static var blank: MatMul { MatMul() }
  package var operation: Operator { .matMul(self) }

  package mutating func code(_ coder: inout some SettingsCoder) throws(CodingFault) {
    try coder.setting("transposeSecond", &transposesSecond, else: false)
  }
}
