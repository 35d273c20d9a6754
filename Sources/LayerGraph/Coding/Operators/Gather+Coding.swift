extension Gather: CodedOperator {
  package static var blank: Gather { Gather(dimension: 0, indices: nil, indexShape: []) }
  package var operation: Operator { .gather(self) }

  package mutating func code(_ coder: inout some SettingsCoder) throws(CodingFault) {
    try coder.setting("dimension", &dimension)
    try coder.setting("indices", &indices, else: nil)
    try coder.setting("indexShape", &indexShape)
    try coder.setting("unread", &unread, else: nil)
  }
}
