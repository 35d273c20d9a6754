import ConvArithmetic

extension FourierTransform: CodedOperator {
  package static var blank: FourierTransform { FourierTransform(dimension: 0) }
  package var operation: Operator { .fourierTransform(self) }

  package mutating func code(_ coder: inout some SettingsCoder) throws(CodingFault) {
    try coder.setting("dimension", &dimension)
    try coder.setting("length", &length, else: nil)
    try coder.setting("oneSided", &isOneSided, else: false)
    try coder.setting("inverse", &isInverse, else: false)
  }
}

extension ShortTimeFourier: CodedOperator {
  package static var blank: ShortTimeFourier {
    ShortTimeFourier(frameLength: 1, step: 1)
  }
  package var operation: Operator { .shortTimeFourier(self) }

  package mutating func code(_ coder: inout some SettingsCoder) throws(CodingFault) {
    try coder.setting("frameLength", &frameLength)
    try coder.setting("step", &step)
    try coder.setting("oneSided", &isOneSided, else: true)
    try coder.setting("window", &hasWindow, else: false)
  }
}
