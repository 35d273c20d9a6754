import ConvArithmetic

extension Slice: CodedOperator {
  package static var blank: Slice { Slice(dimension: 0) }
  package var operation: Operator { .slice(self) }

  package mutating func code(_ coder: inout some SettingsCoder) throws(CodingFault) {
    try coder.setting("dimension", &dimension)
    try coder.setting("step", &step, else: 1)
    try coder.setting("start", &start, else: step < 0 ? -1 : 0)
    try coder.setting("end", &end, else: nil)
  }
}
