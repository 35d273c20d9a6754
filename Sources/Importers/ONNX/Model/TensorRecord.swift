import ConvArithmetic

/// A stored tensor: its dimensions, and where its data lies. The data is not read here, and that of a
/// weight never.
struct TensorRecord {
  /// The number of its name.
  var name = NodeList.absent
  var dims: [Int] = []
  var elementType = 0
  /// Messages may split a list over several fields.
  private var raw: [Range<Int>] = []
  private var lists: [(field: Int, value: WireReader.Tag, at: Range<Int>)] = []
  var isExternal = false
  /// Where the message begins.
  let offset: Int

  init(_ message: WireReader, names: inout NameTable) throws(WireError) {
    offset = message.offset
    try read(message, names: &names)
  }

  /// A SparseTensorProto: dense to whoever reads it, its elements unknown here.
  init(sparse message: WireReader, names: inout NameTable) throws(WireError) {
    offset = message.offset
    var reader = message
    var dense: [Int] = []
    while let tag = try reader.next() {
      switch tag.field {
      case 1: try read(WireReader(reader.bytes, try reader.range(of: tag)), names: &names)
      case 3: try reader.integers(of: tag, into: &dense)
      default: try reader.skip(tag)
      }
    }
    dims = dense
    raw = []
    lists = []
    isExternal = true
  }

  private mutating func read(
    _ message: WireReader, names: inout NameTable
  ) throws(WireError) {
    var reader = message
    while let tag = try reader.next() {
      switch tag.field {
      case 1: try reader.integers(of: tag, into: &dims)
      case 2: elementType = try reader.integer(of: tag)
      case 4, 5, 7, 10, 11:
        let start = reader.offset
        try reader.skip(tag)
        lists.append((tag.field, tag, start..<reader.offset))
      case 8: name = names.number(at: try reader.range(of: tag))
      case 9: raw.append(try reader.range(of: tag))
      case 14: isExternal = try reader.integer(of: tag) == 1
      default: try reader.skip(tag)
      }
    }
  }

  /// The number of elements; nil when a dimension is negative or the product too large.
  var count: Int? {
    var product = 1
    for dim in dims {
      guard dim >= 0, case let (next, overflow) = product.multipliedReportingOverflow(by: dim),
        !overflow
      else { return nil }
      product = next
    }
    return product
  }

  /// The elements when there are no more than `limit`; nil when the file doesn't hold them, as those
  /// of files whose weights were taken out.
  /// - Throws: `WireError` when the data is cut short.
  func elements(
    _ bytes: UnsafeRawBufferPointer, limit: Int
  ) throws(WireError) -> [Scalar]? {
    guard let count, count <= limit, !isExternal else { return nil }
    if count == 0 { return [] }
    if let raw = raw.last { return try rawElements(WireReader(bytes, raw), count) }
    guard !lists.isEmpty else { return nil }
    var elements: [Scalar] = []
    for list in lists { try append(list.value, WireReader(bytes, list.at), to: &elements) }
    return elements.count == count ? elements : nil
  }

  private func append(
    _ tag: WireReader.Tag, _ value: WireReader, to elements: inout [Scalar]
  ) throws(WireError) {
    var reader = value
    switch tag.field {
    case 4:
      var floats: [Float] = []
      try reader.floats(of: tag, into: &floats)
      elements += floats.map { .real(Double($0)) }
    case 10:
      var doubles: [Double] = []
      try reader.doubles(of: tag, into: &doubles)
      elements += doubles.map { .real($0) }
    default:
      var integers: [Int] = []
      try reader.integers(of: tag, into: &integers)
      elements += integers.map { integer in
        switch ElementType(rawValue: elementType) {
        case .float16: .real(Double(Float16(bitPattern: UInt16(truncatingIfNeeded: integer))))
        case .bfloat16: .real(Double(Float(bitPattern: UInt32(truncatingIfNeeded: integer) << 16)))
        default: .integer(.constant(integer))
        }
      }
    }
  }

  private func rawElements(
    _ value: WireReader, _ count: Int
  ) throws(WireError) -> [Scalar]? {
    guard let type = ElementType(rawValue: elementType), let size = type.bytes else { return nil }
    guard value.end - value.offset == count * size else {
      // Weights that were taken out leave nothing; anything else is a file cut short.
      if value.end == value.offset { return nil }
      throw WireError(.truncated("the data of a tensor"), at: value.offset)
    }
    let data = UnsafeRawBufferPointer(rebasing: value.bytes[value.offset..<value.end])
    return (0..<count).map { type.scalar(data, at: $0 * size) }
  }
}
