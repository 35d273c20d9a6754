import ConvArithmetic

extension Input: CodedOperator {
  package static var blank: Input { Input([]) }
  package var operation: Operator { .input(self) }

  package mutating func code(_ coder: inout some SettingsCoder) throws(CodingFault) {
    try coder.setting("shape", &shape)
  }
}

extension Constant: CodedOperator {
  package static var blank: Constant { Constant([], isLearned: false) }
  package var operation: Operator { .constant(self) }

  package mutating func code(_ coder: inout some SettingsCoder) throws(CodingFault) {
    try coder.setting("shape", &shape)
    try coder.setting("learned", &isLearned, else: false)
    try coder.setting("learnedElements", &learnedElements, else: nil)
  }
}
