import ConvArithmetic

extension ElementType: CodedSetting {}
extension StoredTensor.Evidence: CodedSetting {}

extension StoredTensor: CodedObject {
  static package var title: String { "a tensor" }

  package init() { self.init(name: "", elements: 0, evidence: .nothing) }

  package mutating func code(_ coder: inout some SettingsCoder) throws(CodingFault) {
    try coder.setting("name", &name, else: "")
    try coder.setting("elements", &elements)
    try coder.setting("evidence", &evidence)
  }
}

/// Counts, bytes and tensors, each left out where there is nothing to say.
extension StoredNumbers: CodedSetting {
  package convenience init(coded: CodedValue) throws(CodingFault) {
    let parts = try Parts(coded: coded)
    self.init(counts: parts.counts?.counts, bytes: parts.bytes, tensors: parts.tensors)
  }

  package var coded: CodedValue.Content {
    var parts = Parts()
    parts.counts = counts.map { Counts($0) }
    (parts.bytes, parts.tensors) = (bytes, tensors)
    return parts.coded
  }

  private struct Parts: CodedObject {
    static let title = "stored"
    var counts: Counts?
    var bytes: Dim?
    var tensors: [StoredTensor] = []

    mutating func code(_ coder: inout some SettingsCoder) throws(CodingFault) {
      try coder.setting("counts", &counts, else: nil)
      try coder.setting("bytes", &bytes, else: nil)
      try coder.setting("tensors", &tensors, else: [])
    }
  }

  private struct Counts: CodedObject, Equatable {
    static let title = "counts"
    var counts: ParameterCounts

    init() { counts = .zero }
    init(_ counts: ParameterCounts) { self.counts = counts }

    mutating func code(_ coder: inout some SettingsCoder) throws(CodingFault) {
      try coder.setting("weights", &counts.weights, else: 0)
      try coder.setting("biases", &counts.biases, else: 0)
      try coder.setting("normAffine", &counts.normAffine, else: 0)
      try coder.setting("normShifts", &counts.normShifts, else: 0)
      try coder.setting("runningStatistics", &counts.runningStatistics, else: 0)
      try coder.setting("constants", &counts.constants, else: 0)
    }
  }
}
