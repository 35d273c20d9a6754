extension Softmax: CodedOperator {
  package static var blank: Softmax { Softmax(dimension: -1) }
  package var operation: Operator { .softmax(self) }

  package mutating func code(_ coder: inout some SettingsCoder) throws(CodingFault) {
    try coder.setting("dimension", &dimension)
    try coder.setting("logarithmic", &isLogarithmic, else: false)
    try coder.setting("includesFollowing", &includesFollowing, else: false)
  }
}

extension Dropout: CodedOperator {
  package static var blank: Dropout { Dropout() }
  package var operation: Operator { .dropout(self) }

  package mutating func code(_ coder: inout some SettingsCoder) throws(CodingFault) {
    try coder.setting("rate", &rate, else: 0.5)
    try coder.setting("target", &target, else: .elements)
  }
}

extension Dropout.Target: CodedSetting {}

extension Identity: CodedOperator {
  package static var blank: Identity { Identity() }
  package var operation: Operator { .identity(self) }

  package mutating func code(_ coder: inout some SettingsCoder) throws(CodingFault) {}
}

extension Scale: CodedOperator {
  package static var blank: Scale { Scale(dimension: nil) }
  package var operation: Operator { .scale(self) }

  package mutating func code(_ coder: inout some SettingsCoder) throws(CodingFault) {
    try coder.setting("dimension", &dimension, else: nil)
    try coder.setting("bias", &hasBias, else: false)
    try coder.setting("layerScale", &isLayerScale, else: false)
  }
}

extension Elementwise: CodedOperator {
  package static var blank: Elementwise { Elementwise(.add) }
  package var operation: Operator { .elementwise(self) }

  package mutating func code(_ coder: inout some SettingsCoder) throws(CodingFault) {
    try coder.setting("function", &function)
  }
}

extension Elementwise.Function: CodedSetting {}

extension Select: CodedOperator {
  package static var blank: Select { Select() }
  package var operation: Operator { .select(self) }

  package mutating func code(_ coder: inout some SettingsCoder) throws(CodingFault) {}
}

extension Cast: CodedOperator {
  package static var blank: Cast { Cast(to: "") }
  package var operation: Operator { .cast(self) }

  package mutating func code(_ coder: inout some SettingsCoder) throws(CodingFault) {
    try coder.setting("type", &type)
  }
}

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
