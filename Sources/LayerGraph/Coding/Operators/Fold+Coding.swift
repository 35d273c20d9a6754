extension Fold: CodedOperator {
  package static var blank: Fold { Fold(window: WindowSettings(kernel: 1), size: []) }
  package var operation: Operator { .fold(self) }

  package mutating func code(_ coder: inout some SettingsCoder) throws(CodingFault) {
    try coder.setting("kernel", &window.kernel)
    try coder.setting("stride", &window.stride, else: 1)
    try coder.setting("padding", &window.padding, else: 0)
    try coder.setting("dilation", &window.dilation, else: 1)
    try coder.setting("size", &size)
  }
}
