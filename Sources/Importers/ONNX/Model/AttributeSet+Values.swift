import Escaping

// What the attributes say.

extension AttributeSet {
  func has(_ name: StaticString) -> Bool { message(name) != nil }

  func int(_ name: StaticString, default missing: Int = 0) -> Int {
    guard let message = message(name) else { return missing }
    var value: Int?
    read(message, field: 3) { reader, tag throws(WireError) in value = try reader.integer(of: tag) }
    return value ?? (kind(of: message) == .int ? 0 : missing)
  }

  func flag(_ name: StaticString) -> Bool { int(name) != 0 }

  func float(_ name: StaticString, default missing: Double) -> Double {
    guard let message = message(name) else { return missing }
    var value: Double?
    read(message, field: 2) { reader, tag throws(WireError) in
      value = Double(try reader.float(of: tag))
    }
    return value ?? (kind(of: message) == .float ? 0 : missing)
  }

  /// The numbers of AttributeProto.AttributeType.
  private enum Kind: Int {
    case float = 1
    case int
  }

  /// What an attribute says that it is. One without a value is 0: writers of proto3 leave zeros out.
  private func kind(of message: Range<Int>) -> Kind? {
    var kind: Kind?
    read(message, field: 20) { reader, tag throws(WireError) in
      kind = Kind(rawValue: try reader.integer(of: tag))
    }
    return kind
  }

  func string(_ name: StaticString) -> String? {
    var value: String?
    read(name, field: 4) { reader, tag throws(WireError) in value = try reader.string(of: tag) }
    return value
  }

  /// Nil when the attribute is missing; a list of none when it is empty.
  /// - Throws: `.attribute` for longer lists than any operator has.
  func ints(_ name: StaticString) throws(ImportProblem) -> [Int]? {
    guard let message = message(name) else { return nil }
    let (values, count) = ints(message)
    if count > values.count {
      throw .attribute(
        "\(name)", "it has \(count) numbers, but at most \(ConstantTensor.limit) are read")
    }
    return values
  }

  /// How many numbers there are, of which no more than the first are given.
  private func ints(_ message: Range<Int>) -> (values: [Int], count: Int) {
    var (values, count): ([Int], Int) = ([], 0)
    values.reserveCapacity(4)
    read(message, field: 8) { reader, tag throws(WireError) in
      count += try reader.integers(of: tag, into: &values, keeping: ConstantTensor.limit)
    }
    return (values, count)
  }

  /// Nil when the attribute is missing.
  func count(ofInts name: StaticString) -> Int? { message(name).map { ints($0).count } }

  func floats(_ name: StaticString) -> [Double]? {
    guard has(name) else { return nil }
    var values: [Float] = []
    read(name, field: 7) { reader, tag throws(WireError) in
      try reader.floats(of: tag, into: &values)
    }
    return values.map(Double.init)
  }

  /// Where the message of a tensor lies.
  func tensor(_ name: StaticString) -> Range<Int>? { range(name, field: 5) }

  func sparseTensor(_ name: StaticString) -> Range<Int>? { range(name, field: 22) }

  private func range(_ name: StaticString, field: Int) -> Range<Int>? {
    var value: Range<Int>?
    read(name, field: field) { reader, tag throws(WireError) in value = try reader.range(of: tag) }
    return value
  }

  /// Steps over a message whose framing was checked; a field that is written as another kind counts as
  /// missing.
  private func read(
    _ name: StaticString, field: Int,
    _ body: (inout WireReader, WireReader.Tag) throws(WireError) -> Void
  ) {
    if let message = message(name) { read(message, field: field, body) }
  }

  private func read(
    _ message: Range<Int>, field: Int,
    _ body: (inout WireReader, WireReader.Tag) throws(WireError) -> Void
  ) {
    var reader = WireReader(bytes, message)
    do throws(WireError) {
      while let tag = try reader.next() {
        if tag.field == field { try body(&reader, tag) } else { try reader.skip(tag) }
      }
    } catch {}
  }
}
