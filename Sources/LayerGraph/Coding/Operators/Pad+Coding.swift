import ConvArithmetic

extension Pad: CodedOperator {
  package static var blank: Pad { Pad(before: 0, after: 0) }
  package var operation: Operator { .pad(self) }

  package mutating func code(_ coder: inout some SettingsCoder) throws(CodingFault) {
    try coder.setting("before", &before)
    try coder.setting("after", &after)
    try coder.setting("dimensions", &dimensions, else: nil)
    try coder.setting("mode", &mode, else: .zeros)
    try coder.setting("value", &value, else: 0)
  }
}

extension Crop: CodedOperator {
  package static var blank: Crop { Crop(before: 0, after: 0) }
  package var operation: Operator { .crop(self) }

  package mutating func code(_ coder: inout some SettingsCoder) throws(CodingFault) {
    try coder.setting("before", &before)
    try coder.setting("after", &after)
  }
}

extension CropLike: CodedOperator {
  package static var blank: CropLike { CropLike() }
  package var operation: Operator { .cropLike(self) }

  package mutating func code(_ coder: inout some SettingsCoder) throws(CodingFault) {}
}
