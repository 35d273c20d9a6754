/// Takes settings out of an object of a document.
package struct SettingsReader: SettingsCoder {
  private let members: [CodedValue.Member]
  private let place: Int
  /// What the settings belong to, in messages.
  package var owner: String
  private var used = 0

  /// - Throws: when it is no object.
  package init(_ coded: CodedValue, of owner: String) throws(CodingFault) {
    guard case .object(let members) = coded.content else { throw CodingFault(.object, coded) }
    self.members = members
    self.owner = owner
    place = coded.place
  }

  package mutating func setting<Value: CodedSetting>(
    _ key: String, _ value: inout Value
  ) throws(CodingFault) {
    guard let found = take(key) else { throw missing(key) }
    try read(found, &value)
  }

  package mutating func setting<Value: CodedSetting & Equatable>(
    _ key: String, _ value: inout Value, else standard: Value
  ) throws(CodingFault) {
    if let found = take(key) { try read(found, &value) } else { value = standard }
  }

  package mutating func choice<Value: CodedChoice>(
    _ key: String, _ value: inout Value
  ) throws(CodingFault) {
    var form = value.form
    try setting(key, &form)
    value = Value(blank: form)
  }

  private mutating func take(_ key: String) -> CodedValue.Member? {
    guard let found = members.first(where: { $0.key == key }) else { return nil }
    used += 1
    return found
  }

  private func read<Value: CodedSetting>(
    _ member: CodedValue.Member, _ value: inout Value
  ) throws(CodingFault) {
    do throws(CodingFault) { value = try Value(coded: member.value) } catch {
      var error = error
      if error.key == nil { error.key = member.key }
      throw error
    }
  }

  /// A key that is nearly the one that is missing is taken for a slip.
  private func missing(_ key: String) -> CodingFault {
    for member in members
    where NearestName.suggestion(for: member.key, among: [key]) != nil {
      return CodingFault(
        .unknownKey(member.key, of: owner, allowed: [], suggestion: key), at: member.place)
    }
    return CodingFault(.keyMissing(key, of: owner), at: place)
  }

  /// Refuses keys that nobody asked for and those that stand twice.
  /// - Complexity: O(members); a refusal takes no longer than the keys there are.
  package func finish(_ coded: some Coded) throws(CodingFault) {
    if used == members.count { return }
    let allowed = try SettingsLister.settings(of: coded).map(\.key)
    var seen: Set<String> = []
    for member in members {
      if !allowed.contains(member.key) {
        let nearest = NearestName.suggestion(for: member.key, among: allowed)
        throw CodingFault(
          .unknownKey(member.key, of: owner, allowed: allowed, suggestion: nearest),
          at: member.place)
      }
      if !seen.insert(member.key).inserted {
        throw CodingFault(.keyRepeated(member.key), at: member.place)
      }
    }
  }
}
