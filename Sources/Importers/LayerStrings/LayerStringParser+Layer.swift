import LayerGraph

extension LayerStringParser {
  /// A layer, from its name on.
  mutating func parseLayer() throws(LayerStringFault) -> LayerItem.Body {
    let start = scanner.position
    let name = try parseName()
    lastEnd = scanner.position
    let spelled = scanner.slice(start..<lastEnd)
    scanner.skipSpaces()
    if name.hasBranches {
      return try parseBranched(name, spelled, at: start)
    }
    var layer = WrittenLayer(name: name, spelled: spelled)
    if scanner.next != "(" {
      try parseSize(of: &layer, at: start)
      try parseKeys(of: &layer)
    }
    if scanner.next == "(" {
      throw fault(.branchesUnexpected(layer: spelled))
    }
    return layer.isConstant ? .layer(try layer.call(at: []).body, name) : .indexed(layer)
  }

  private mutating func parseBranched(
    _ name: LayerName, _ spelled: String, at start: Int
  ) throws(LayerStringFault) -> LayerItem.Body {
    if scanner.next.map(LayerStringScanner.beginsNumber) ?? false {
      throw fault(.sizeUnexpected(layer: spelled))
    }
    guard scanner.next == "(" else {
      throw LayerStringFault(.branchesMissing(layer: spelled), start..<lastEnd)
    }
    let branches = try parseBranches()
    let isTooFew =
      branches.count < 2 && (name != .residual || branches.allSatisfy(\.items.isEmpty))
    if isTooFew {
      throw LayerStringFault(.tooFewBranches(layer: spelled), start..<lastEnd)
    }
    return .branches(name, branches)
  }

  /// Passes over a name. Keys may follow it at once, as in `pwconvc64`: then the longest name that
  /// leaves nothing but keys is meant.
  mutating func parseName() throws(LayerStringFault) -> LayerName {
    let run = scanner.letterRun()
    // No name and keys together are this long; what is longer is only reported.
    let word = scanner.slice(run.prefix(256)).lowercased()
    if let name = LayerName(spelled: word) {
      scanner.move(to: run.upperBound)
      if name == .relu, scanner.take("6") { return .relu6 }
      return name
    }
    let isNumberNext = scanner.peek(run.count).map(LayerStringScanner.beginsNumber) ?? false
    for length in stride(from: word.utf8.count - 1, to: 0, by: -1) {
      guard let name = LayerName(spelled: String(word.prefix(length))), !name.hasBranches,
        let keys = Self.keys(in: word.dropFirst(length)), let last = keys.last,
        keys.allSatisfy(name.form.keys.contains), last.setting == nil || isNumberNext
      else { continue }
      scanner.move(to: run.lowerBound + length)
      return name
    }
    throw unknownLayer(run, word: word)
  }

  private func unknownLayer(_ run: Range<Int>, word: String) -> LayerStringFault {
    var ahead = scanner
    ahead.move(to: run.upperBound)
    let range = run.lowerBound..<ahead.takeDigits().upperBound
    let suggestion = NearestName.suggestion(for: word, among: LayerName.spellings)
    return LayerStringFault(
      .unknownLayer(scanner.slice(range.prefix(256)), suggestion: suggestion), range)
  }

  private mutating func parseSize(
    of call: inout WrittenLayer, at start: Int
  ) throws(LayerStringFault) {
    let nameRange = start..<lastEnd
    let size = call.name.form.size
    if let next = scanner.next, LayerStringScanner.beginsNumber(next) || next == "-" {
      guard let setting = size.setting else {
        throw fault(
          next == "-" ? .unexpected("-") : .sizeUnexpected(layer: call.spelled))
      }
      call.size = try parseValue(setting, after: call.spelled)
    } else if case .required(let setting, let example) = size {
      throw LayerStringFault(
        .sizeMissing(setting.title, layer: call.spelled, example: example), nameRange)
    }
  }

  private mutating func parseKeys(of call: inout WrittenLayer) throws(LayerStringFault) {
    var spelled: [String: String] = [:]
    while true {
      scanner.skipSpaces()
      let run = scanner.letterRun()
      if run.isEmpty { return }
      let word = scanner.slice(run.prefix(256)).lowercased()
      guard let keys = Self.keys(in: word[...]) else {
        throw unknownKey(run, word: word, layer: call)
      }
      for key in keys {
        let start = scanner.position
        scanner.move(to: start + key.rawValue.utf8.count)
        try admit(key, to: call, at: start..<scanner.position)
        if let setting = key.setting {
          scanner.skipSpaces()
          call.values[key] = try parseValue(setting, after: key.rawValue)
        } else {
          call.flags.insert(key)
        }
        let range = start..<scanner.position
        lastEnd = scanner.position
        if let first = spelled.updateValue(scanner.slice(range), forKey: key.title) {
          throw LayerStringFault(
            .setTwice(key.title, first: first, second: scanner.slice(range)), range)
        }
      }
    }
  }

  private func admit(
    _ key: LayerKey, to call: WrittenLayer, at range: Range<Int>
  ) throws(LayerStringFault) {
    let keys = call.name.form.keys
    if keys.contains(key) { return }
    throw LayerStringFault(
      .keyOfOthers(
        key.rawValue, title: key.title, layer: call.spelled, keys: keys.map(\.rawValue)),
      range)
  }

  private func unknownKey(
    _ run: Range<Int>, word: String, layer call: WrittenLayer
  ) -> LayerStringFault {
    if LayerName(spelled: word) != nil { return LayerStringFault(.commaMissing, run) }
    let keys = call.name.form.keys
    return LayerStringFault(
      .unknownKey(
        scanner.slice(run.prefix(256)), layer: call.spelled, keys: keys.map(\.rawValue),
        suggestion: LayerKey.suggestion(for: word, among: keys)), run)
  }

  /// The keys that a run of letters spells: words, and at its end one that takes a number.
  /// The longest spelling wins at each place. Nil when something is left over.
  static func keys(in word: Substring) -> [LayerKey]? {
    var rest = word
    var keys: [LayerKey] = []
    while !rest.isEmpty {
      let fitting = LayerKey.allCases.filter { rest.hasPrefix($0.rawValue) }
      guard let key = fitting.max(by: { $0.rawValue.utf8.count < $1.rawValue.utf8.count })
      else { return nil }
      rest = rest.dropFirst(key.rawValue.count)
      if key.setting != nil, !rest.isEmpty { return nil }
      keys.append(key)
    }
    return keys
  }
}
