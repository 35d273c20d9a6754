extension Softmax: CodedOperator {
  package static var blank: Softmax { Softmax(dimension: -1) }
  package var operation: Operator { .softmax(self) }

  package mutating func code(_ coder: inout some SettingsCoder) throws(CodingFault) {
    try coder.setting("dimension", &dimension)
    try coder.setting("logarithmic", &isLogarithmic, else: false)
    try coder.setting("includesFollowing", &includesFollowing, else: false)
  }
}
