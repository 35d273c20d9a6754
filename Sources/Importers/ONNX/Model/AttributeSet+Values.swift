import Escaping

// What the attributes say. What is asked for must be of the kind that the operator has: an attribute of another
// kind is no attribute that is missing.

extension AttributeSet {
  func has(_ name: StaticString) -> Bool { message(name) != nil }

  func int(_ name: StaticString, default missing: Int = 0) throws(ImportProblem) -> Int {
    var value: Int?
    let isGiven = try read(name, .int) { reader, tag throws(WireError) in
      value = try reader.integer(of: tag)
    }
    return value ?? (isGiven ? 0 : missing)
  }

  func flag(_ name: StaticString) throws(ImportProblem) -> Bool { try int(name) != 0 }

  func float(_ name: StaticString, default missing: Double) throws(ImportProblem) -> Double {
    var value: Double?
    let isGiven = try read(name, .float) { reader, tag throws(WireError) in
      value = Double(try reader.float(of: tag))
    }
    return value ?? (isGiven ? 0 : missing)
  }

  func string(_ name: StaticString) throws(ImportProblem) -> String? {
    var value: String?
    try read(name, .string) { reader, tag throws(WireError) in
      value = try reader.string(of: tag)
    }
    return value
  }

  /// Nil when the attribute is missing; a list of none when it is empty.
  /// - Throws: `.attribute` for longer lists than any operator has.
  func ints(_ name: StaticString) throws(ImportProblem) -> [Int]? {
    guard has(name) else { return nil }
    let (values, count) = try readInts(name)
    if count > values.count {
      throw .attribute(
        "\(name)", "it has \(count) numbers, but at most \(ConstantTensor.limit) are read")
    }
    return values
  }

  /// How many numbers there are, of which no more than the first are given.
  private func readInts(
    _ name: StaticString
  ) throws(ImportProblem) -> (values: [Int], count: Int) {
    var (values, count): ([Int], Int) = ([], 0)
    values.reserveCapacity(4)
    try read(name, .ints) { reader, tag throws(WireError) in
      count += try reader.integers(of: tag, into: &values, keeping: ConstantTensor.limit)
    }
    return (values, count)
  }

  /// Nil when the attribute is missing.
  func count(ofInts name: StaticString) throws(ImportProblem) -> Int? {
    has(name) ? try readInts(name).count : nil
  }

  func floats(_ name: StaticString) throws(ImportProblem) -> [Double]? {
    guard has(name) else { return nil }
    var values: [Float] = []
    try read(name, .floats) { reader, tag throws(WireError) in
      try reader.floats(of: tag, into: &values)
    }
    return values.map(Double.init)
  }

  /// Nil when the attribute is missing.
  func strings(_ name: StaticString) throws(ImportProblem) -> [String]? {
    guard has(name) else { return nil }
    var values: [String] = []
    try read(name, .strings) { reader, tag throws(WireError) in
      values.append(try reader.string(of: tag))
    }
    return values
  }

  /// Where the message of a tensor lies.
  func tensor(_ name: StaticString) throws(ImportProblem) -> Range<Int>? {
    try range(name, .tensor)
  }

  func sparseTensor(_ name: StaticString) throws(ImportProblem) -> Range<Int>? {
    try range(name, .sparseTensor)
  }

  private func range(
    _ name: StaticString, _ kind: AttributeKind
  ) throws(ImportProblem) -> Range<Int>? {
    var value: Range<Int>?
    try read(name, kind) { reader, tag throws(WireError) in value = try reader.range(of: tag) }
    return value
  }

  /// Steps over an attribute and hands on each of its values.
  /// - Returns: whether it says that it is of this kind. One without a value is 0: writers of proto3 leave zeros
  ///   out.
  /// - Throws: `.attribute` where it says that it is of another kind, or has a value of another one alone.
  @discardableResult
  private func read(
    _ name: StaticString, _ kind: AttributeKind,
    _ body: (inout WireReader, WireReader.Tag) throws(WireError) -> Void
  ) throws(ImportProblem) -> Bool {
    guard let message = message(name) else { return false }
    var reader = WireReader(bytes, message)
    var (declared, isThere, other): (Int, Bool, AttributeKind?) = (0, false, nil)
    do throws(WireError) {
      while let tag = try reader.next() {
        switch tag.field {
        case kind.field:
          isThere = true
          try body(&reader, tag)
        case 20: declared = try reader.integer(of: tag)
        case let field:
          other = AttributeKind(field: field) ?? other
          try reader.skip(tag)
        }
      }
    } catch {
      throw .attribute("\(name)", error.message)
    }
    if declared != 0, declared != kind.rawValue {
      let given = AttributeKind(rawValue: declared)?.name
      throw .attributeKind("\(name)", given: given ?? "of kind \(declared)", needed: kind.name)
    }
    if !isThere, let other {
      throw .attributeKind("\(name)", given: other.name, needed: kind.name)
    }
    return declared == kind.rawValue
  }
}
