extension Convolution: CodedOperator {
  package static var blank: Convolution {
    Convolution(window: WindowSettings(kernel: 1), outputChannels: nil)
  }

  package var operation: Operator { .convolution(self) }

  package mutating func code(_ coder: inout some SettingsCoder) throws(CodingFault) {
    try coder.setting("kernel", &window.kernel)
    try coder.setting("stride", &window.stride, else: 1)
    try coder.setting("padding", &window.padding, else: 0)
    try coder.setting("paddingMode", &paddingMode, else: .zeros)
    try coder.setting("dilation", &window.dilation, else: 1)
    try coder.setting("groups", &groups, else: 1)
    try coder.setting("inputChannels", &inputChannels, else: nil)
    try coder.setting("outputChannels", &outputChannels, else: nil)
    try coder.setting("bias", &hasBias, else: true)
    try coder.setting("readsWeight", &readsWeight, else: false)
  }
}

/// A number, or "depthwise".
extension Convolution.Groups: CodedSetting {
  package init(coded: CodedValue) throws(CodingFault) {
    if case .string("depthwise") = coded.content {
      self = .depthwise
    } else {
      self = .count(try Int(coded: coded, orElse: .wholeNumberOr("\"depthwise\"")))
    }
  }

  package var coded: CodedValue.Content {
    switch self {
    case .count(let count): .integer(count)
    case .depthwise: .string("depthwise")
    }
  }
}
