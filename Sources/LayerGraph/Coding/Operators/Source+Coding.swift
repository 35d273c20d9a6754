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

extension Opaque: CodedOperator {
  package static var blank: Opaque { Opaque(name: "") }
  package var operation: Operator { .opaque(self) }

  package mutating func code(_ coder: inout some SettingsCoder) throws(CodingFault) {
    try coder.setting("kind", &name)
    try coder.setting("outputCount", &outputs, else: 1)
    try coder.setting("shapes", &shapes, else: nil)
    try coder.setting("known", &isKnown, else: shapes != nil)
    try coder.setting("multiplyAccumulates", &multiplyAccumulates, else: nil)
  }
}
