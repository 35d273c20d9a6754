/// How much data a tensor's message holds and in which fields, to be held against what its dimensions and its
/// type say. Nothing is kept, and of numbers of fixed width nothing is read.
struct TensorData {
  /// A field with data, by its number.
  enum Field: Int {
    case float = 4
    case int32 = 5
    case string = 6
    case int64 = 7
    case raw = 9
    case double = 10
    case uint64 = 11

    var name: String {
      switch self {
      case .float: "float_data"
      case .int32: "int32_data"
      case .string: "string_data"
      case .int64: "int64_data"
      case .raw: "raw_data"
      case .double: "double_data"
      case .uint64: "uint64_data"
      }
    }
  }

  /// Where there is some; nil in files whose weights were taken out.
  private var field: Field?
  /// Another field where there is some too.
  private var other: Field?
  /// Bytes of raw data, else entries.
  private var count = 0
  /// Whether it lies in another file.
  private(set) var isElsewhere = false
  /// Where it says how many bytes lie in another file.
  private var length: Range<Int>?

  /// Steps over a field of the message.
  mutating func read(_ tag: WireReader.Tag, _ reader: inout WireReader) throws(WireError) {
    switch tag.field {
    case 13: try readLocation(WireReader(reader.bytes, try reader.range(of: tag)))
    case 14: isElsewhere = try reader.integer(of: tag) == 1
    default:
      guard let field = Field(rawValue: tag.field) else { return try reader.skip(tag) }
      switch field {
      // The last counts. No bytes are no data: writers of proto3 don't tell these apart.
      case .raw: set(.raw, try reader.range(of: tag).count)
      case .string:
        _ = try reader.range(of: tag)
        add(.string, 1)
      case .float: add(.float, try reader.count(of: tag, each: .fixed32))
      case .double: add(.double, try reader.count(of: tag, each: .fixed64))
      case .int32, .int64, .uint64: add(field, try reader.count(of: tag, each: .varint))
      }
    }
  }

  private mutating func add(_ field: Field, _ entries: Int) {
    set(field, entries + (field == self.field ? count : 0))
  }

  private mutating func set(_ field: Field, _ count: Int) {
    if count == 0 { return }
    if let known = self.field, known != field { other = known }
    self.field = field
    self.count = count
  }

  /// The entry of `external_data` that says how many bytes there are.
  private mutating func readLocation(_ message: WireReader) throws(WireError) {
    var reader = message
    var (isLength, value): (Bool, Range<Int>?) = (false, nil)
    while let tag = try reader.next() {
      switch tag.field {
      case 1: isLength = reader.matches(try reader.range(of: tag), "length")
      case 2: value = try reader.range(of: tag)
      default: try reader.skip(tag)
      }
    }
    if isLength { length = value }
  }

  /// What doesn't fit. Without any data there is nothing that could: files whose weights were taken out are
  /// handed around to show a network, and all that is counted follows from the dimensions.
  ///
  /// A type that isn't known is one everywhere: nobody can say how many bytes such elements take.
  func fault(
    _ dims: [Int], count elements: Int, type: Int, in file: WireReader
  ) -> TensorFault? {
    if type != 0, TensorEncoding(type: type) == nil { return .typeUnknown(type) }
    if isElsewhere {
      if let field { return .twoKinds("external_data", field.name) }
      guard let length, let encoding = TensorEncoding(type: type) else { return nil }
      let text = UnsafeRawBufferPointer(rebasing: file.bytes[length]).text
      guard let bytes = Int(text), bytes >= 0 else { return .lengthIsNoNumber(text) }
      let needed = encoding.rawBytes(of: elements)
      return bytes == needed ? nil : .size(bytes, .outsideBytes, dims, encoding.name, needed)
    }
    guard let field else { return nil }
    if let other { return .twoKinds(other.name, field.name) }
    if type == 0 { return .noType(field.name) }
    guard let encoding = TensorEncoding(type: type) else { return nil }
    if field == .raw, encoding.bits > 0 {
      let needed = encoding.rawBytes(of: elements)
      return count == needed ? nil : .size(count, .bytes, dims, encoding.name, needed)
    }
    if field != encoding.field {
      let own = encoding.field.name
      return .wrongKind(
        field.name, encoding.name, encoding.bits > 0 ? "\(Field.raw.name) or \(own)" : own)
    }
    let needed = encoding.entries(of: elements)
    let unit: TensorFault.Unit = field == .string ? .texts : .numbers
    return count == needed ? nil : .size(count, unit, dims, encoding.name, needed)
  }
}
