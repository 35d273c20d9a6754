import ConvArithmetic

extension Flatten: CodedOperator {
  package static var blank: Flatten { Flatten() }
  package var operation: Operator { .flatten(self) }

  package mutating func code(_ coder: inout some SettingsCoder) throws(CodingFault) {
    try coder.setting("first", &first, else: 1)
    try coder.setting("last", &last, else: -1)
  }
}

extension Reshape: CodedOperator {
  package static var blank: Reshape { Reshape([]) }
  package var operation: Operator { .reshape(self) }

  package mutating func code(_ coder: inout some SettingsCoder) throws(CodingFault) {
    try coder.setting("shape", &target)
  }
}

/// A size, "=" for the input's or "?" for what is left; neither is a formula.
extension Reshape.Size: CodedSetting {
  package init(coded: CodedValue) throws(CodingFault) {
    self =
      switch coded.content {
      case .string("="): .copy
      case .string("?"): .infer
      default: .value(try Dim(coded: coded))
      }
  }

  package var coded: CodedValue.Content {
    switch self {
    case .value(let dim): dim.coded
    case .copy: .string("=")
    case .infer: .string("?")
    }
  }
}

extension Permute: CodedOperator {
  package static var blank: Permute { Permute([]) }
  package var operation: Operator { .permute(self) }

  package mutating func code(_ coder: inout some SettingsCoder) throws(CodingFault) {
    try coder.setting("order", &order)
  }
}

extension Squeeze: CodedOperator {
  package static var blank: Squeeze { Squeeze([]) }
  package var operation: Operator { .squeeze(self) }

  package mutating func code(_ coder: inout some SettingsCoder) throws(CodingFault) {
    try coder.setting("dimensions", &dimensions)
  }
}

extension Unsqueeze: CodedOperator {
  package static var blank: Unsqueeze { Unsqueeze([]) }
  package var operation: Operator { .unsqueeze(self) }

  package mutating func code(_ coder: inout some SettingsCoder) throws(CodingFault) {
    try coder.setting("dimensions", &dimensions)
  }
}
