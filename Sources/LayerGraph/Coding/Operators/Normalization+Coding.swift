extension BatchNorm: CodedOperator {
  package static var blank: BatchNorm { BatchNorm() }
  package var operation: Operator { .batchNorm(self) }

  package mutating func code(_ coder: inout some SettingsCoder) throws(CodingFault) {
    try coder.setting("channels", &channels, else: nil)
    try coder.setting("affine", &isAffine, else: true)
    try coder.setting("scale", &hasScale, else: true)
    try coder.setting("runningStatistics", &hasRunningStatistics, else: true)
    try coder.setting("batchCounter", &hasBatchCounter, else: true)
    try coder.setting("epsilon", &epsilon, else: 1e-5)
  }
}

extension LayerNorm: CodedOperator {
  package static var blank: LayerNorm { LayerNorm() }
  package var operation: Operator { .layerNorm(self) }

  package mutating func code(_ coder: inout some SettingsCoder) throws(CodingFault) {
    try coder.setting("axes", &axes, else: .trailing(1))
    try coder.setting("affine", &isAffine, else: true)
    try coder.setting("bias", &hasBias, else: true)
    try coder.setting("centered", &isCentered, else: true)
    try coder.setting("epsilon", &epsilon, else: 1e-5)
  }
}

/// The number of trailing dimensions, or "channels".
extension LayerNorm.Axes: CodedSetting {
  package init(coded: CodedValue) throws(CodingFault) {
    if case .string("channels") = coded.content {
      self = .channels
    } else {
      self = .trailing(try Int(coded: coded, orElse: .wholeNumberOr("\"channels\"")))
    }
  }

  package var coded: CodedValue.Content {
    switch self {
    case .trailing(let count): .integer(count)
    case .channels: .string("channels")
    }
  }
}

extension GroupNorm: CodedOperator {
  package static var blank: GroupNorm { GroupNorm(groups: 1) }
  package var operation: Operator { .groupNorm(self) }

  package mutating func code(_ coder: inout some SettingsCoder) throws(CodingFault) {
    try coder.setting("groups", &groups)
    try coder.setting("affine", &isAffine, else: true)
    try coder.setting("affinePerGroup", &isAffinePerGroup, else: false)
    try coder.setting("epsilon", &epsilon, else: 1e-5)
  }
}

extension InstanceNorm: CodedOperator {
  package static var blank: InstanceNorm { InstanceNorm() }
  package var operation: Operator { .instanceNorm(self) }

  package mutating func code(_ coder: inout some SettingsCoder) throws(CodingFault) {
    try coder.setting("affine", &isAffine, else: false)
    try coder.setting("runningStatistics", &hasRunningStatistics, else: false)
    try coder.setting("batchCounter", &hasBatchCounter, else: true)
    try coder.setting("epsilon", &epsilon, else: 1e-5)
  }
}

extension LocalResponseNorm: CodedOperator {
  package static var blank: LocalResponseNorm { LocalResponseNorm(size: 1) }
  package var operation: Operator { .localResponseNorm(self) }

  package mutating func code(_ coder: inout some SettingsCoder) throws(CodingFault) {
    try coder.setting("size", &size)
    try coder.setting("alpha", &alpha, else: 1e-4)
    try coder.setting("beta", &beta, else: 0.75)
    try coder.setting("k", &k, else: 1)
  }
}
