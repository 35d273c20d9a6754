extension PixelShuffle: CodedOperator {
  package static var blank: PixelShuffle { PixelShuffle(factor: 1) }
  package var operation: Operator { .pixelShuffle(self) }

  package mutating func code(_ coder: inout some SettingsCoder) throws(CodingFault) {
    try coder.setting("factor", &factor)
    try coder.setting("order", &order, else: .channelFirst)
  }
}

extension PixelShuffle.Order: CodedSetting {}

extension PixelUnshuffle: CodedOperator {
  package static var blank: PixelUnshuffle { PixelUnshuffle(factor: 1) }
  package var operation: Operator { .pixelUnshuffle(self) }

  package mutating func code(_ coder: inout some SettingsCoder) throws(CodingFault) {
    try coder.setting("factor", &factor)
    try coder.setting("order", &order, else: .channelFirst)
  }
}

extension ChannelShuffle: CodedOperator {
  package static var blank: ChannelShuffle { ChannelShuffle(groups: 1) }
  package var operation: Operator { .channelShuffle(self) }

  package mutating func code(_ coder: inout some SettingsCoder) throws(CodingFault) {
    try coder.setting("groups", &groups)
  }
}
