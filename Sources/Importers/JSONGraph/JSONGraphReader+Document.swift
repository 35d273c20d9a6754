import LayerGraph

/// The keys of the whole, and how faults get their places.
extension JSONGraphReader {
  /// Before anything else is looked at: what another schema means is not known.
  func checkSchema() throws(GraphJSONError) {
    guard document.tokens[0].kind == .object else {
      throw error(CodingFault(.object, try value(of: 0)))
    }
    var (schema, slip): (Int?, Int?)
    document.forEachItem(of: 0) { token in
      let key = document.string(of: token)
      if key == GraphSchema.Key.schema.rawValue { schema = schema ?? token + 1 }
      if slip == nil, NearestName.suggestion(for: key, among: ["schema"]) != nil { slip = token }
    }
    guard let schema else {
      if let slip { throw unknownKey(slip) }
      throw error(.schemaMissing, document.range(at: Int(document.tokens[0].start)))
    }
    let identifier: String = try setting(.schema, schema)
    if identifier != GraphSchema.identifier {
      throw error(.otherSchema(identifier), document.range(at: Int(document.tokens[schema].start)))
    }
  }

  /// The token of the value of each key.
  func topLevel() throws(GraphJSONError) -> [GraphSchema.Key: Int] {
    var tokens: [GraphSchema.Key: Int] = [:]
    try document.forEachItem(of: 0) { token throws(GraphJSONError) in
      let text = document.string(of: token)
      guard let key = GraphSchema.Key(rawValue: text) else { throw unknownKey(token) }
      if tokens.updateValue(token + 1, forKey: key) != nil {
        throw error(CodingFault(.keyRepeated(text), at: Int(document.tokens[token].start)))
      }
    }
    return tokens
  }

  private func unknownKey(_ token: Int) -> GraphJSONError {
    let key = document.string(of: token)
    let allowed = GraphSchema.Key.allCases.map(\.rawValue)
    let nearest = NearestName.suggestion(for: key, among: allowed)
    return error(
      CodingFault(
        .unknownKey(key, of: "a graph", allowed: allowed, suggestion: nearest),
        at: Int(document.tokens[token].start)))
  }

  func setting<Value: CodedSetting>(
    _ key: GraphSchema.Key, _ token: Int
  ) throws(GraphJSONError) -> Value {
    let value = try value(of: token)
    do throws(CodingFault) { return try Value(coded: value) } catch {
      throw self.error(error, key: key.rawValue)
    }
  }

  /// The token of a list that must be there.
  func list(
    _ key: GraphSchema.Key, _ tokens: [GraphSchema.Key: Int]
  ) throws(GraphJSONError) -> Int {
    guard let token = tokens[key] else {
      throw error(
        CodingFault(.keyMissing(key.rawValue, of: "a graph"), at: Int(document.tokens[0].start)))
    }
    guard document.tokens[token].kind == .list else {
      throw error(CodingFault(.list, try value(of: token)), key: key.rawValue)
    }
    return token
  }

  func value(of token: Int) throws(GraphJSONError) -> CodedValue {
    do throws(JSONFault) { return try document.value(of: token) } catch {
      throw self.error(error.reason, document.range(at: error.offset))
    }
  }

  func withPlaces<Value>(
    _ read: () throws(CodingFault) -> Value
  ) throws(GraphJSONError) -> Value {
    do throws(CodingFault) { return try read() } catch { throw self.error(error) }
  }

  func error(_ reason: GraphJSONError.Reason, _ range: Range<Int>) -> GraphJSONError {
    GraphJSONError(reason, range, in: document.bytes)
  }

  func error(_ fault: CodingFault, key: String? = nil) -> GraphJSONError {
    error(.setting(key: fault.key ?? key, fault.problem), range(of: fault))
  }

  /// Inside a string as far as there are no escapes, which a character is not easily found behind.
  private func range(of fault: CodingFault) -> Range<Int> {
    let range = document.range(at: fault.place)
    guard let characters = fault.charactersIn, range.count > 2 else { return range }
    let content = document.bytes[range.lowerBound + 1..<range.upperBound - 1]
    if content.contains(UInt8(ascii: "\\")) { return range }
    let text = String(decoding: content, as: UTF8.self)
    let start = range.lowerBound + 1 + text.prefix(characters).utf8.count
    return start..<start + 1
  }

  /// Where the node or the output is named that a diagnostic is about; else the list of nodes.
  func placed(
    _ diagnostic: Diagnostic, _ tokens: [GraphSchema.Key: Int]
  ) -> GraphJSONError {
    var place = tokens[diagnostic.problem == .noOutput ? .outputs : .nodes]
      .map { document.range(at: Int(document.tokens[$0].start)) }
    switch (diagnostic.location, diagnostic.problem) {
    case (.graph, .cycle(let names)):
      place = places.first { $0.name == names.first }?.range ?? place
    case (.graph, .emptyName(let index, _)) where places.indices.contains(index):
      place = places[index].range
    case (.graph, _): break
    case (.node(let name, "output"), .outputMissing):
      place = outputPlaces.first { $0.name == name }?.range ?? place
    case (.node(let name, _), _):
      place = places.first { $0.name == name }?.range ?? place
    }
    return error(.graph(diagnostic), place ?? 0..<1)
  }
}
