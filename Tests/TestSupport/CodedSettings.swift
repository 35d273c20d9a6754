package import LayerGraph

/// What one operator has in a document, without its node.
package struct CodedSettings: Coded {
  package private(set) var payload: any CodedOperator

  /// - Returns: nil for an operator with rules of its own.
  package init?(_ operation: Operator) {
    guard let payload = operation.payload as? any CodedOperator else { return nil }
    self.payload = payload
  }

  /// The operator `name` with these settings.
  package init(reading members: [CodedValue.Member], of name: OperatorName) throws(CodingFault) {
    payload = name.blank
    var reader = try SettingsReader(CodedValue(.object(members)), of: "test")
    try code(&reader)
    try reader.finish(self)
  }

  package mutating func code(_ coder: inout some SettingsCoder) throws(CodingFault) {
    try payload.code(&coder)
  }
}
