import ConvArithmetic

extension Resize: CodedOperator {
  package static var blank: Resize { Resize(mode: .nearest, target: .like) }
  package var operation: Operator { .resize(self) }

  package mutating func code(_ coder: inout some SettingsCoder) throws(CodingFault) {
    try coder.setting("mode", &mode)
    try target.code(&coder)
    try coder.setting("coordinates", &coordinates, else: mode.coordinatesInPyTorch)
    try coder.setting("rounding", &rounding, else: .floor)
    try coder.setting("cubicCoefficient", &cubicCoefficient, else: Self.standardCubicCoefficient)
    try coder.setting("dimensions", &dimensions, else: nil)
    try coder.setting("keepsUnchanged", &keepsUnchanged, else: keepsUnchangedInPyTorch)
    try coder.setting("float32", &usesFloat32, else: false)
    try coder.setting("antialiases", &antialiases, else: false)
    try coder.setting("excludesOutside", &excludesOutside, else: false)
  }
}

extension Resize.Mode: CodedSetting {}
extension Resize.Coordinates: CodedSetting {}
extension Resize.Rounding: CodedSetting {}

extension Resize.Target: CodedChoice {
  package enum Form: String, CaseIterable, CodedSetting { case scale, size, like }

  package var form: Form {
    switch self {
    case .scale: .scale
    case .size: .size
    case .like: .like
    }
  }

  package init(blank form: Form) {
    switch form {
    case .scale: self = .scale([])
    case .size: self = .size([])
    case .like: self = .like
    }
  }

  fileprivate mutating func code(_ coder: inout some SettingsCoder) throws(CodingFault) {
    try coder.choice("target", &self)
    switch self {
    case .scale(var factors):
      try coder.setting("scale", &factors)
      self = .scale(factors)
    case .size(var sizes):
      try coder.setting("size", &sizes)
      self = .size(sizes)
    case .like: break
    }
  }
}
