extension TransposedConvolution: CodedOperator {
  package static var blank: TransposedConvolution {
    TransposedConvolution(window: WindowSettings(kernel: 1), outputChannels: nil)
  }

  package var operation: Operator { .transposedConvolution(self) }

  package mutating func code(_ coder: inout some SettingsCoder) throws(CodingFault) {
    try coder.setting("kernel", &window.kernel)
    try coder.setting("stride", &window.stride, else: 1)
    try coder.setting("padding", &window.padding, else: 0)
    try coder.setting("outputPadding", &outputPadding, else: 0)
    try coder.setting("dilation", &window.dilation, else: 1)
    try coder.setting("groups", &groups, else: 1)
    try coder.setting("inputChannels", &inputChannels, else: nil)
    try coder.setting("outputChannels", &outputChannels, else: nil)
    try coder.setting("bias", &hasBias, else: true)
    try coder.setting("readsWeight", &readsWeight, else: false)
  }
}
