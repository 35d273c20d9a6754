/// Lists the settings that there are.
package struct SettingsLister: SettingsCoder {
  package struct Setting {
    package let key: String
    /// What it is when left out; nil when it must be there.
    package let standard: CodedValue.Content?
  }

  private var settings: [Setting] = []
  package var owner = ""
  /// Which form to take at each choice that is met, the first ones beyond; nil for those that are there.
  private let forms: [Int]?
  /// How many forms each choice had.
  private var counts: [Int] = []

  /// Of something as it is.
  package static func settings(of coded: some Coded) throws(CodingFault) -> [Setting] {
    var (copy, lister) = (coded, SettingsLister(forms: nil))
    try copy.code(&lister)
    return lister.settings
  }

  /// In every form that it can have.
  package static func allSettings(of coded: some Coded) throws(CodingFault) -> [[Setting]] {
    var all: [[Setting]] = []
    var forms: [Int]? = []
    while let chosen = forms {
      var (copy, lister) = (coded, SettingsLister(forms: chosen))
      try copy.code(&lister)
      all.append(lister.settings)
      forms = next(after: chosen, of: lister.counts)
    }
    return all
  }

  /// The last choice that has another form takes it, those after it begin anew.
  private static func next(after forms: [Int], of counts: [Int]) -> [Int]? {
    var forms = forms + Array(repeating: 0, count: max(0, counts.count - forms.count))
    while let last = forms.popLast() {
      if last + 1 < counts[forms.count] { return forms + [last + 1] }
    }
    return nil
  }

  package mutating func setting<Value: CodedSetting>(_ key: String, _ value: inout Value) {
    settings.append(Setting(key: key, standard: nil))
  }

  package mutating func setting<Value: CodedSetting & Equatable>(
    _ key: String, _ value: inout Value, else standard: Value
  ) {
    settings.append(Setting(key: key, standard: standard.coded))
  }

  package mutating func choice<Value: CodedChoice>(_ key: String, _ value: inout Value) {
    settings.append(Setting(key: key, standard: nil))
    let all = Array(Value.Form.allCases)
    if let forms {
      let form = counts.count < forms.count ? forms[counts.count] : 0
      if all.indices.contains(form) { value = Value(blank: all[form]) }
    }
    counts.append(all.count)
  }
}
