extension Recurrence: CodedOperator {
  package static var blank: Recurrence { Recurrence(.lstm, hiddenSize: 1) }
  package var operation: Operator { .recurrence(self) }

  package mutating func code(_ coder: inout some SettingsCoder) throws(CodingFault) {
    try coder.setting("cell", &cell)
    try coder.setting("hiddenSize", &hiddenSize)
    try coder.setting("direction", &direction, else: .forward)
    try coder.setting("samplesFirst", &hasSamplesFirst, else: false)
    try coder.setting("inputFeatures", &inputFeatures, else: nil)
    try coder.setting("bias", &hasBias, else: true)
    try coder.setting("peepholes", &hasPeepholes, else: false)
    try coder.setting("resetsProduct", &resetsProduct, else: false)
    try coder.setting("gateFunction", &gateFunction, else: .sigmoid)
    try coder.setting("candidateFunction", &candidateFunction, else: .tanh)
    try coder.setting("outputFunction", &outputFunction, else: .tanh)
    try coder.setting("clip", &clip, else: nil)
    try coder.setting("lengths", &hasLengths, else: false)
    try coder.setting("firstState", &hasFirstState, else: false)
    try coder.setting("firstCell", &hasFirstCell, else: false)
  }
}

extension Recurrence.Cell: CodedSetting {}
extension Recurrence.Direction: CodedSetting {}
extension Recurrence.Function: CodedSetting {}
