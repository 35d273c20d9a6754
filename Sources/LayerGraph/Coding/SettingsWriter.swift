/// Collects the settings that are not what they are when left out.
package struct SettingsWriter: SettingsCoder {
  private var members: [CodedValue.Member] = []
  package var owner = ""

  /// - Throws: for an operator with rules of its own.
  package static func members(of coded: some Coded) throws(CodingFault) -> [CodedValue.Member] {
    var (copy, writer) = (coded, SettingsWriter())
    try copy.code(&writer)
    return writer.members
  }

  package mutating func setting<Value: CodedSetting>(_ key: String, _ value: inout Value) {
    members.append(CodedValue.Member(key, CodedValue(value.coded)))
  }

  package mutating func setting<Value: CodedSetting & Equatable>(
    _ key: String, _ value: inout Value, else standard: Value
  ) {
    if value != standard { setting(key, &value) }
  }

  package mutating func choice<Value: CodedChoice>(_ key: String, _ value: inout Value) {
    var form = value.form
    setting(key, &form)
  }
}
