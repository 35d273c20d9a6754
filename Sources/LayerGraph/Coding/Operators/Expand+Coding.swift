import ConvArithmetic

extension Expand: CodedOperator {
  package static var blank: Expand { Expand(shape: []) }
  package var operation: Operator { .expand(self) }

  package mutating func code(_ coder: inout some SettingsCoder) throws(CodingFault) {
    try coder.setting("shape", &shape)
  }
}

extension Tile: CodedOperator {
  package static var blank: Tile { Tile(repeats: []) }
  package var operation: Operator { .tile(self) }

  package mutating func code(_ coder: inout some SettingsCoder) throws(CodingFault) {
    try coder.setting("repeats", &repeats)
  }
}
