import ConvArithmetic

/// A number as it was written: itself, or a formula that each round of a repeat works out.
enum WrittenNumber {
  case number(Rational)
  case formula(IndexFormula)

  var isConstant: Bool {
    switch self {
    case .number: true
    case .formula(let formula): formula.isConstant
    }
  }

  /// - Throws: where a formula has no value, or one that the setting can't have.
  func value(of setting: Setting, at indices: [RepeatIndex]) throws(LayerStringFault) -> Rational {
    switch self {
    case .number(let number): return number
    case .formula(let formula):
      let value = try formula.value(at: indices)
      if value >= setting.least { return Rational(value) }
      throw formula.fault(
        .numberTooSmall(setting.title, value: value, least: setting.least), indices)
    }
  }
}

/// The numbers of one setting: a single one for all axes or one for each.
struct WrittenValue {
  let setting: Setting
  var before: [WrittenNumber]
  /// Where it differs from `before`.
  var after: [WrittenNumber]?

  var isConstant: Bool {
    before.allSatisfy(\.isConstant) && (after ?? []).allSatisfy(\.isConstant)
  }

  func value(at indices: [RepeatIndex]) throws(LayerStringFault) -> SettingValue {
    var value = SettingValue(before: [])
    for number in before { value.before.append(try number.value(of: setting, at: indices)) }
    guard let after else { return value }
    var numbers: [Rational] = []
    for number in after { numbers.append(try number.value(of: setting, at: indices)) }
    value.after = numbers
    return value
  }
}

/// One layer as it was written.
struct WrittenLayer {
  let name: LayerName
  /// The name as it was written.
  let spelled: String
  var size: WrittenValue?
  var values: [LayerKey: WrittenValue] = [:]
  var flags: Set<LayerKey> = []

  /// Whether it is the same in each round.
  var isConstant: Bool {
    (size?.isConstant ?? true) && values.values.allSatisfy(\.isConstant)
  }

  var layerCount: Int { name == .se ? LayerBody.layersOfSqueezeExcite : 1 }

  /// Its settings where the repeats around have these indices.
  func call(at indices: [RepeatIndex]) throws(LayerStringFault) -> LayerCall {
    var call = LayerCall(name: name, flags: flags)
    call.size = try size?.value(at: indices)
    // In the table's order, so that the first mistake is always the same.
    for key in LayerKey.allCases {
      if let value = values[key] { call.values[key] = try value.value(at: indices) }
    }
    return call
  }
}
