import ConvArithmetic

extension Concat: CodedOperator {
  package static var blank: Concat { Concat() }
  package var operation: Operator { .concat(self) }

  package mutating func code(_ coder: inout some SettingsCoder) throws(CodingFault) {
    try coder.setting("dimension", &dimension, else: Shape.channelDimension)
  }
}

extension Split: CodedOperator {
  package static var blank: Split { Split(parts: .count(1)) }
  package var operation: Operator { .split(self) }

  package mutating func code(_ coder: inout some SettingsCoder) throws(CodingFault) {
    try coder.setting("dimension", &dimension, else: Shape.channelDimension)
    try coder.setting("parts", &parts)
  }
}

/// How many, or a list of sizes.
extension Split.Parts: CodedSetting {
  package init(coded: CodedValue) throws(CodingFault) {
    if case .list = coded.content {
      self = .sizes(try [Int](coded: coded))
    } else {
      self = .count(try Int(coded: coded, orElse: .wholeNumberOr("a list of sizes")))
    }
  }

  package var coded: CodedValue.Content {
    switch self {
    case .sizes(let sizes): sizes.coded
    case .count(let count): .integer(count)
    }
  }
}

extension Slice: CodedOperator {
  package static var blank: Slice { Slice(dimension: 0) }
  package var operation: Operator { .slice(self) }

  package mutating func code(_ coder: inout some SettingsCoder) throws(CodingFault) {
    try coder.setting("dimension", &dimension)
    try coder.setting("step", &step, else: 1)
    try coder.setting("start", &start, else: step < 0 ? -1 : 0)
    try coder.setting("end", &end, else: nil)
  }
}

extension Gather: CodedOperator {
  package static var blank: Gather { Gather(dimension: 0, indices: nil, indexShape: []) }
  package var operation: Operator { .gather(self) }

  package mutating func code(_ coder: inout some SettingsCoder) throws(CodingFault) {
    try coder.setting("dimension", &dimension)
    try coder.setting("indices", &indices, else: nil)
    try coder.setting("indexShape", &indexShape)
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
