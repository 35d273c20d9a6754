/// A key for everything, or a key for each role that is shared.
extension SharedWeights: CodedSetting {
  package init(coded: CodedValue) throws(CodingFault) {
    if case .object = coded.content {
      self = try Roles(coded: coded).shared
    } else {
      self.init(try String(coded: coded))
    }
  }

  package var coded: CodedValue.Content {
    if let weights = self[.weights], self == SharedWeights(weights) { return weights.coded }
    return Roles(self).coded
  }

  private struct Roles: CodedObject {
    static let title = "sharedWeights"
    var shared: SharedWeights

    init() { shared = SharedWeights() }
    init(_ shared: SharedWeights) { self.shared = shared }

    mutating func code(_ coder: inout some SettingsCoder) throws(CodingFault) {
      try coder.setting("weights", &shared[.weights], else: nil)
      try coder.setting("biases", &shared[.biases], else: nil)
      try coder.setting("scale", &shared[.scale], else: nil)
      try coder.setting("shift", &shared[.shift], else: nil)
      try coder.setting("statistics", &shared[.statistics], else: nil)
    }
  }
}
