import LayerGraph
import TestSupport

extension Hostile {
  /// A sample of any operator, mostly one for an input of `rank` spatial axes.
  mutating func sample(_ rank: Int) -> OperatorSample {
    let samples = OperatorCorpus.samples(of: pick(OperatorName.allCases))
    let fitting = samples.filter { $0.inputs.first?.rank ?? rank + 2 == rank + 2 }
    return pick(fitting.isEmpty || chance(10) ? samples : fitting)
  }

  /// The sample's operator with other settings, or one of an embedding program.
  mutating func operation(like sample: OperatorSample) -> Operator {
    if chance(2) {
      let rules = LyingRules(seed: random.next())
      return .custom(Custom(kind: "lies", outputCount: number(1...2), rules: rules))
    }
    guard let name = sample.name, let settings = CodedSettings(sample.operation),
      let other = CodedSettings(pick(OperatorCorpus.samples(of: name)).operation),
      let members = try? SettingsWriter.members(of: settings),
      let others = try? SettingsWriter.members(of: other)
    else { return sample.operation }
    // Not everything is a setting: a formula is no number of heads.
    for _ in 0..<3 {
      let changed = members.map { member in
        let same = others.first { $0.key == member.key }
        let value = chance(30) ? same?.value ?? member.value : member.value
        return CodedValue.Member(member.key, self.changed(value))
      }
      if let settings = try? CodedSettings(reading: changed, of: name) {
        return settings.payload.operation
      }
    }
    return sample.operation
  }

  /// The same kind of value, each number in it drawn anew now and then.
  private mutating func changed(_ value: CodedValue) -> CodedValue {
    switch value.content {
    case .integer(let number):
      if chance(50) { return value }
      if chance(10) { return CodedValue(dim(1...9).coded) }
      return CodedValue(.integer(self.number(number - 2...number + 2)))
    case .number: return CodedValue(chance(80) ? value.content : odd.coded)
    case .boolean: return CodedValue(.boolean(chance(50)))
    case .list(let values):
      var values = values.map { changed($0) }
      if let last = values.last, chance(5 + malice) {
        if chance(50) { values.append(last) } else { values.removeLast() }
      }
      return CodedValue(.list(values))
    case .object(let members):
      return CodedValue(.object(members.map { CodedValue.Member($0.key, changed($0.value)) }))
    case .null, .string: return value
    }
  }

  private var odd: Double {
    mutating get { pick([0, -1, 1, 1e300, -.infinity, .infinity, .nan]) }
  }
}
