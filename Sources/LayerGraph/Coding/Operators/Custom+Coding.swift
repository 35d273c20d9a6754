import ConvArithmetic

extension Opaque: CodedOperator {
  package static var blank: Opaque { Opaque(name: "") }
  package var operation: Operator { .opaque(self) }

  package mutating func code(_ coder: inout some SettingsCoder) throws(CodingFault) {
    try coder.setting("kind", &name)
    try coder.setting("outputCount", &outputs, else: 1)
    try coder.setting("shapes", &shapes, else: nil)
    try coder.setting("known", &isKnown, else: shapes != nil)
    try coder.setting("multiplyAccumulates", &multiplyAccumulates, else: nil)
    try coder.setting("keptDimensions", &keptDimensions, else: [])
    try coder.setting("readsByValue", &readsByValue, else: false)
    try coder.setting("unread", &unread, else: nil)
  }
}
