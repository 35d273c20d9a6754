/// One pass over the settings of something. What has settings names each of them once, to whichever
/// coder it is given: one reads them, one writes them, one lists what there is. So the directions
/// can't drift apart.
///
///     mutating func code(_ coder: inout some SettingsCoder) throws(CodingFault) {
///       try coder.setting("outputFeatures", &outputFeatures)
///       try coder.setting("bias", &hasBias, else: true)
///     }
package protocol SettingsCoder {
  /// What the settings belong to, in messages.
  var owner: String { get set }

  /// A setting that must be there.
  mutating func setting<Value: CodedSetting>(
    _ key: String, _ value: inout Value) throws(CodingFault)

  /// A setting that is left out where it is `standard`.
  mutating func setting<Value: CodedSetting & Equatable>(
    _ key: String, _ value: inout Value, else standard: Value) throws(CodingFault)

  /// A setting on which it depends what others there are; they follow it.
  mutating func choice<Value: CodedChoice>(
    _ key: String, _ value: inout Value) throws(CodingFault)
}

/// A value of one of several forms, each with settings of its own.
package protocol CodedChoice {
  associatedtype Form: CaseIterable & CodedSetting

  var form: Form { get }
  /// A value of this form, its own settings still to be read.
  init(blank form: Form)
}

/// Something with settings.
package protocol Coded {
  mutating func code(_ coder: inout some SettingsCoder) throws(CodingFault)
}

/// A value that is an object in a document.
package protocol CodedObject: Coded, CodedSetting {
  /// What it is, in messages.
  static var title: String { get }
  /// A blank one, its settings still to be read.
  init()
}

extension CodedObject {
  package init(coded: CodedValue) throws(CodingFault) {
    self.init()
    var reader = try SettingsReader(coded, of: Self.title)
    try code(&reader)
    try reader.finish(self)
  }

  package var coded: CodedValue.Content {
    // Only operators with rules of their own can't be written, and they are no settings.
    .object((try? SettingsWriter.members(of: self)) ?? [])
  }
}
