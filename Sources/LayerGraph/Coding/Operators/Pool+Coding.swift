extension Pool: CodedOperator {
  package static var blank: Pool { Pool(window: WindowSettings(kernel: 1), function: .maximum) }
  package var operation: Operator { .pool(self) }

  /// The stride has no default: it is 1 in some frameworks and the kernel in others.
  package mutating func code(_ coder: inout some SettingsCoder) throws(CodingFault) {
    try function.code(&coder)
    try coder.setting("kernel", &window.kernel)
    try coder.setting("stride", &window.stride)
    try coder.setting("padding", &window.padding, else: 0)
    try coder.setting("dilation", &window.dilation, else: 1)
    try coder.setting("ceil", &ceilMode, else: false)
    if function == .maximum { try coder.setting("places", &hasPlaces, else: false) }
  }
}

extension Unpool: CodedOperator {
  package static var blank: Unpool { Unpool(window: WindowSettings(kernel: 1)) }
  package var operation: Operator { .unpool(self) }

  package mutating func code(_ coder: inout some SettingsCoder) throws(CodingFault) {
    try coder.setting("kernel", &window.kernel)
    try coder.setting("stride", &window.stride)
    try coder.setting("padding", &window.padding, else: 0)
    try coder.setting("dilation", &window.dilation, else: 1)
  }
}

extension Pool.Function: CodedChoice {
  package enum Form: String, CaseIterable, CodedSetting { case maximum, average, lp }

  package var form: Form {
    switch self {
    case .maximum: .maximum
    case .average: .average
    case .lp: .lp
    }
  }

  package init(blank form: Form) {
    switch form {
    case .maximum: self = .maximum
    case .average: self = .average(countIncludePad: true)
    case .lp: self = .lp(power: 2)
    }
  }

  mutating func code(_ coder: inout some SettingsCoder) throws(CodingFault) {
    try coder.choice("function", &self)
    switch self {
    case .maximum: break
    case .average(var countIncludePad):
      try coder.setting("countIncludePad", &countIncludePad, else: true)
      self = .average(countIncludePad: countIncludePad)
    case .lp(var power):
      try coder.setting("power", &power)
      self = .lp(power: power)
    }
  }
}
