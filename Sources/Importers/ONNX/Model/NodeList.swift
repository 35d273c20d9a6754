/// Nodes in the order of the file, with the numbers of what they read and make in one flat list.
struct NodeList {
  private(set) var nodes: [NodeRecord] = []
  /// The names that nodes read and make, each node's after those of the one before it.
  private(set) var read: [Int32] = []
  private(set) var made: [Int32] = []
  private var messages: [Range<Int>] = []
  /// Which of several functions of one name a node calls, by its index; almost none says so.
  private var overloads: [Int: Range<Int>] = [:]

  var count: Int { nodes.count }

  /// A name that is left out: an optional input.
  static let absent = -1

  /// The numbers of the names of what a node reads; `absent` where an input is left out.
  func inputs(of node: NodeRecord) -> ArraySlice<Int32> { read[node.inputs] }

  /// The numbers of the names of what a node makes.
  func outputs(of node: NodeRecord) -> ArraySlice<Int32> { made[node.outputs] }

  /// The attributes' messages.
  func attributes(of node: NodeRecord) -> ArraySlice<Range<Int>> { messages[node.attributes] }

  /// Which of several functions of one name a node calls; empty where it doesn't say.
  func overload(of index: Int) -> Range<Int> { overloads[index] ?? 0..<0 }

  /// Reads one NodeProto.
  mutating func append(
    _ file: WireReader, _ range: Range<Int>, names: inout FileNames
  ) throws(WireError) {
    var reader = WireReader(file.bytes, range)
    var record = NodeRecord()
    let (firstInput, firstOutput, firstAttribute) = (read.count, made.count, messages.count)
    while let tag = try reader.next() {
      switch tag.field {
      case 1: read.append(Self.number(try reader.range(of: tag), &names))
      case 2: made.append(Self.number(try reader.range(of: tag), &names))
      case 3: record.name = try reader.range(of: tag)
      case 4: record.operation = names.number(ofOperatorAt: try reader.range(of: tag))
      case 5: messages.append(try reader.range(of: tag))
      case 7: record.domain = try reader.range(of: tag)
      case 8:
        let overload = try reader.range(of: tag)
        if !overload.isEmpty { overloads[nodes.count] = overload }
      case 9:
        if let scopes = try Self.scopes(WireReader(file.bytes, try reader.range(of: tag))) {
          record.scopes = scopes
        }
      default: try reader.skip(tag)
      }
    }
    record.inputs = firstInput..<read.count
    record.outputs = firstOutput..<made.count
    record.attributes = firstAttribute..<messages.count
    nodes.append(record)
  }

  private static func number(_ place: Range<Int>, _ names: inout FileNames) -> Int32 {
    place.isEmpty ? Int32(absent) : Int32(truncatingIfNeeded: names.number(at: place))
  }

  /// The modules around a node as PyTorch's newer exporter writes them: a metadata entry.
  private static func scopes(_ message: WireReader) throws(WireError) -> Range<Int>? {
    var reader = message
    var (isScopes, value): (Bool, Range<Int>?) = (false, nil)
    while let tag = try reader.next() {
      switch tag.field {
      case 1:
        isScopes = reader.matches(try reader.range(of: tag), "pkg.torch.onnx.name_scopes")
      case 2: value = try reader.range(of: tag)
      default: try reader.skip(tag)
      }
    }
    return isScopes ? value : nil
  }
}

/// One node, by places in the file.
struct NodeRecord {
  var name = 0..<0
  /// The number of the operator's name.
  var operation = NodeList.absent
  var domain = 0..<0
  var scopes = 0..<0
  var inputs = 0..<0
  var outputs = 0..<0
  var attributes = 0..<0
}

extension WireReader {
  /// Whether these bytes are this text.
  func matches(_ range: Range<Int>, _ text: StaticString) -> Bool {
    guard range.count == text.utf8CodeUnitCount else { return false }
    return text.withUTF8Buffer { letters in
      for index in letters.indices where letters[index] != bytes[range.lowerBound + index] {
        return false
      }
      return true
    }
  }
}
