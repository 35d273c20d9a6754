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
