import ConvArithmetic
import LayerGraph

/// A stored tensor: its dimensions, and where its message lies. The data is not read here, and that of a
/// weight never.
struct TensorRecord {
  /// The number of its name.
  var name = NodeList.absent
  var dims: [Int] = []
  var elementType = 0
  /// Whether the elements lie in another file, or apart from each other.
  private var isElsewhere = false
  private let message: Range<Int>

  /// Where the message begins.
  var offset: Int { message.lowerBound }

  /// A tensor of the graph.
  init(
    _ message: WireReader, names: inout FileNames, sizes: inout SizeLists
  ) throws(WireError) {
    self.message = message.offset..<message.end
    sizes.begin()
    if let place = try read(message, dims: &sizes.next) { name = names.number(at: place) }
    dims = sizes.list()
  }

  /// A tensor as attributes hold them, whose name says nothing.
  init(unnamed message: WireReader) throws(WireError) {
    self.message = message.offset..<message.end
    var dims: [Int] = []
    _ = try read(message, dims: &dims)
    self.dims = dims
  }

  /// A SparseTensorProto: dense to whoever reads it, its elements unknown here.
  init(sparse message: WireReader, names: inout FileNames) throws(WireError) {
    let (record, place) = try Self.sparse(message)
    self = record
    if let place { name = names.number(at: place) }
  }

  /// As above, in an attribute.
  init(unnamedSparse message: WireReader) throws(WireError) {
    self = try Self.sparse(message).record
  }

  private init(at message: Range<Int>) { self.message = message }

  /// Floats in an attribute of their own.
  init(floats dims: [Int]) {
    self.init(at: 0..<0)
    self.dims = dims
    elementType = ElementType.float.rawValue
    isElsewhere = true
  }

  private static func sparse(
    _ message: WireReader
  ) throws(WireError) -> (record: TensorRecord, name: Range<Int>?) {
    var record = TensorRecord(at: message.offset..<message.end)
    var reader = message
    var (values, dims, name): ([Int], [Int], Range<Int>?) = ([], [], nil)
    var (indices, rank): ([Int]?, Int) = (nil, 0)
    while let tag = try reader.next() {
      switch tag.field {
      case 1:
        let message = WireReader(reader.bytes, try reader.range(of: tag))
        name = try record.read(message, dims: &values) ?? name
      case 2:
        let message = WireReader(reader.bytes, try reader.range(of: tag))
        indices = try TensorRecord(unnamed: message).dims
      case 3: rank += try reader.integers(of: tag, into: &dims, keeping: Shape.maximumRank)
      default: try reader.skip(tag)
      }
    }
    record.dims = dims
    record.isElsewhere = true
    if let fault = record.sparseFault(rank: rank, values: values, indices: indices) {
      throw WireError(.tensor(reader.textOrEmpty(name), fault), at: message.offset)
    }
    return (record, name)
  }

  /// One list of values; an index for each, or one number for each of its dimensions.
  private func sparseFault(rank: Int, values: [Int], indices: [Int]?) -> TensorFault? {
    if rank > dims.count { return .tooManyDimensions(rank, greatest: Shape.maximumRank) }
    guard let values = values.first else { return nil }
    if let indices, indices != [values], indices != [values, rank] {
      return .sparse(values: values, indices: indices)
    }
    guard let count, values > count else { return nil }
    return .tooManyValues(values, dims)
  }

  /// - Returns: where the name stands.
  private mutating func read(
    _ message: WireReader, dims: inout [Int]
  ) throws(WireError) -> Range<Int>? {
    var reader = message
    var name: Range<Int>?
    var data = TensorData()
    var rank = 0
    while let tag = try reader.next() {
      switch tag.field {
      case 1: rank += try reader.integers(of: tag, into: &dims, keeping: Shape.maximumRank)
      case 2: elementType = try reader.integer(of: tag)
      case 8: name = try reader.range(of: tag)
      default: try data.read(tag, &reader)
      }
    }
    isElsewhere = data.isElsewhere
    var fault: TensorFault?
    if rank > dims.count {
      fault = .tooManyDimensions(rank, greatest: Shape.maximumRank)
    } else if let count = Self.product(dims) {
      // What isn't the size of any tensor is refused where its name is known.
      fault = data.fault(dims, count: count, type: elementType, in: reader)
    }
    if let fault { throw WireError(.tensor(reader.textOrEmpty(name), fault), at: message.offset) }
    return name
  }

  var isReal: Bool { ElementType(rawValue: elementType)?.isReal == true }

  /// Whether it holds real numbers, or whole ones of a width that quantised tensors have.
  var mayBeReal: Bool {
    switch ElementType(rawValue: elementType) {
    case .uint8, .int8, .uint16, .int16, .int32: true
    case let type: type?.isReal == true
    }
  }

  /// The number of elements; nil when a dimension is negative or the product too large.
  var count: Int? { Self.product(dims) }

  private static func product(_ dims: [Int]) -> Int? {
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
    guard let count, count <= limit, !isElsewhere else { return nil }
    if count == 0 { return [] }
    var elements: [Scalar] = []
    var reader = WireReader(bytes, message)
    while let tag = try reader.next() {
      switch tag.field {
      case 4, 5, 7, 10, 11: try append(tag, &reader, to: &elements)
      case 9:
        guard let raw = raw(reader, try reader.range(of: tag), count) else { return nil }
        elements = raw
      default: try reader.skip(tag)
      }
    }
    return elements.count == count ? elements : nil
  }

  /// Whether all rows hold the same bytes, which are not all one number. False where that can't be seen.
  func rowsAreEqual(_ bytes: UnsafeRawBufferPointer) -> Bool {
    guard let count, count > 0, !isElsewhere, let rows = dims.first, rows > 1,
      let width = ElementType(rawValue: elementType)?.bytes, let range = rawData(bytes),
      range.count / width == count, range.count % width == 0, count / rows > 1
    else { return false }
    // Bounded, as a weight is never read as a whole.
    let data = UnsafeRawBufferPointer(rebasing: bytes[range].prefix(Self.maximumLook))
    let row = count / rows * width
    guard data.count >= 2 * row else { return false }
    func isSame(after distance: Int) -> Bool {
      UnsafeRawBufferPointer(rebasing: data[distance...]).isEqual(
        to: UnsafeRawBufferPointer(rebasing: data.dropLast(distance)))
    }
    return isSame(after: row) && !isSame(after: width)
  }

  private static let maximumLook = 1 << 16

  /// Whether the first floats are neither whole numbers nor evenly spaced, so that no more need be read to see
  /// that nobody made the values up. False where that can't be seen.
  func startsIrregularly(_ bytes: UnsafeRawBufferPointer) -> Bool {
    let length = 8
    guard elementType == ElementType.float.rawValue, let last = dims.last, last >= length,
      !isElsewhere, let range = rawData(bytes), range.count >= 4 * length
    else { return false }
    let data = UnsafeRawBufferPointer(rebasing: bytes[range])
    let start = (0..<length).compactMap { ElementType.float.scalar(data, at: 4 * $0).number }
    let largest = start.reduce(0) { max($0, abs($1)) }
    // Whole numbers and halves, and what begins anew, may be grids.
    guard largest.isFinite, start.contains(where: { (2 * $0).rounded() != 2 * $0 }),
      !start.dropFirst().contains(start[0])
    else { return false }
    return (1..<length - 1).contains {
      abs(start[$0 + 1] - 2 * start[$0] + start[$0 - 1]) > largest * 1e-3
    }
  }

  /// Whether it is a table of sines and cosines of positions (Vaswani et al., "Attention Is All You Need",
  /// section 3.5): the first row, of position 0, has the sines 0 and the cosines 1, and in the rows after it,
  /// which differ from it, the squares of each pair add up to 1. Pairs lie next to each other, or half or a
  /// quarter of a row apart. False where that can't be seen.
  func isSinusoid(_ bytes: UnsafeRawBufferPointer) -> Bool {
    guard let type = ElementType(rawValue: elementType), type.isReal, let width = type.bytes,
      !isElsewhere, let length = dims.last, length >= 4, length % 2 == 0,
      length <= Self.maximumLook / (2 * width), let count, count >= 2 * length,
      let range = rawData(bytes), range.count / width == count, range.count % width == 0
    else { return false }
    let data = UnsafeRawBufferPointer(rebasing: bytes[range])
    let rows = min(count / length, Self.maximumLook / (length * width), 8)
    func number(_ index: Int) -> Double { type.scalar(data, at: index * width).number ?? .nan }
    let differs = (length..<2 * length).contains { abs(number($0) - number($0 - length)) > 1e-3 }
    guard differs, (0..<length).allSatisfy({ number($0) == 0 || number($0) == 1 }) else {
      return false
    }
    return [1, length / 2, length / 4].contains { distance in
      guard distance >= 1, length % (2 * distance) == 0 else { return false }
      let sines = (0..<rows * length).lazy.filter { $0 % (2 * distance) < distance }
      return sines.allSatisfy { index in
        let (sine, cosine) = (number(index), number(index + distance))
        return abs(sine * sine + cosine * cosine - 1) < 1e-2
      }
    }
  }

  private func rawData(_ bytes: UnsafeRawBufferPointer) -> Range<Int>? {
    var reader = WireReader(bytes, message)
    var range: Range<Int>?
    do throws(WireError) {
      while let tag = try reader.next() {
        if tag.field == 9 { range = try reader.range(of: tag) } else { try reader.skip(tag) }
      }
    } catch { return nil }
    return range
  }

  /// Lists of numbers, which a writer may split over several fields.
  private func append(
    _ tag: WireReader.Tag, _ reader: inout WireReader, to elements: inout [Scalar]
  ) throws(WireError) {
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
      let type = ElementType(rawValue: elementType)
      elements += integers.map { integer in
        switch type {
        case .float16: .real(Double(Float16(bitPattern: UInt16(truncatingIfNeeded: integer))))
        case .bfloat16: .real(Double(Float(bitPattern: UInt32(truncatingIfNeeded: integer) << 16)))
        case .uint64 where integer < 0: .unknown
        default: .integer(.constant(integer))
        }
      }
    }
  }

  /// Nil where weights were taken out.
  private func raw(_ file: WireReader, _ range: Range<Int>, _ count: Int) -> [Scalar]? {
    guard let type = ElementType(rawValue: elementType), let size = type.bytes,
      range.count == count * size
    else { return nil }
    let data = UnsafeRawBufferPointer(rebasing: file.bytes[range])
    return (0..<count).map { type.scalar(data, at: $0 * size) }
  }
}
