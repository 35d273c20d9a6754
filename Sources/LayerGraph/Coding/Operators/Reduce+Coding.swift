extension Reduce: CodedOperator {
  package static var blank: Reduce { Reduce(.mean, dimensions: []) }
  package var operation: Operator { .reduce(self) }

  package mutating func code(_ coder: inout some SettingsCoder) throws(CodingFault) {
    try coder.setting("function", &function)
    try coder.setting("dimensions", &dimensions)
    try coder.setting("keepDimensions", &keepsDimensions, else: false)
  }
}

extension Reduce.Function: CodedSetting {}
