extension Scale: CodedOperator {
  package static var blank: Scale { Scale(dimension: nil) }
  package var operation: Operator { .scale(self) }

  package mutating func code(_ coder: inout some SettingsCoder) throws(CodingFault) {
    try coder.setting("dimension", &dimension, else: nil)
    try coder.setting("bias", &hasBias, else: false)
    try coder.setting("layerScale", &isLayerScale, else: false)
  }
}
