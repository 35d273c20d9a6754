extension MultiHeadAttention: CodedOperator {
  package static var blank: MultiHeadAttention { MultiHeadAttention(heads: 1) }
  package var operation: Operator { .multiHeadAttention(self) }

  package mutating func code(_ coder: inout some SettingsCoder) throws(CodingFault) {
    try coder.setting("heads", &heads)
    try coder.setting("bias", &hasBias, else: true)
  }
}

extension WindowAttention: CodedOperator {
  package static var blank: WindowAttention { WindowAttention(window: 1, heads: 1) }
  package var operation: Operator { .windowAttention(self) }

  package mutating func code(_ coder: inout some SettingsCoder) throws(CodingFault) {
    try coder.setting("window", &window)
    try coder.setting("tableWindow", &tableWindow, else: nil)
    try coder.setting("shift", &shift, else: 0)
    try coder.setting("heads", &heads)
    try coder.setting("bias", &hasBias, else: true)
  }
}
