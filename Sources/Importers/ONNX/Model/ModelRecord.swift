/// What is read of a model: field numbers are those of onnx.proto3 (ONNX 1.23, IR version 14).
struct ModelRecord {
  var irVersion = 0
  /// The program that wrote it: "pytorch".
  var producer = ""
  /// Versions of operator sets by domain; "" is ONNX's own.
  var opsets: [String: Int] = [:]
  var graph: GraphRecord?
  var functions: [FunctionRecord] = []
  let subgraphs: Subgraphs

  /// Messages that occur twice are merged, as protobuf demands: repeated fields add up.
  init(_ file: WireReader, names: inout FileNames) throws(WireError) {
    var reader = file
    while let tag = try reader.next() {
      switch tag.field {
      case 1: irVersion = try reader.integer(of: tag)
      case 2: producer = try reader.string(of: tag)
      case 7:
        let range = try reader.range(of: tag)
        var merged = graph ?? GraphRecord()
        graph = nil
        try merged.read(WireReader(reader.bytes, range), names: &names)
        graph = merged
      case 8:
        let range = try reader.range(of: tag)
        try Self.readOpset(WireReader(reader.bytes, range), into: &opsets)
      case 25:
        let range = try reader.range(of: tag)
        functions.append(try FunctionRecord(WireReader(reader.bytes, range), names: &names))
      default: try reader.skip(tag)
      }
    }
    subgraphs = try Subgraphs(
      of: [graph?.nodes ?? NodeList()] + functions.map(\.nodes), in: file, names: &names)
  }

  /// Of several versions of one set the highest counts, as onnx.proto3 has it.
  static func readOpset(
    _ message: WireReader, into opsets: inout [String: Int]
  ) throws(WireError) {
    var reader = message
    var (domain, version) = ("", 0)
    while let tag = try reader.next() {
      switch tag.field {
      case 1: domain = try reader.string(of: tag)
      case 2: version = try reader.integer(of: tag)
      default: try reader.skip(tag)
      }
    }
    if domain == ONNXDomain.longName { domain = ONNXDomain.own }
    opsets[domain] = max(opsets[domain] ?? version, version)
  }
}

/// A function of the model itself, which nodes call by its name.
struct FunctionRecord {
  var name = ""
  var domain = ""
  /// Tells functions of one name apart (IR version 10).
  var overload = ""
  var inputs: [Int] = []
  var outputs: [Int] = []
  var opsets: [String: Int] = [:]
  /// Default values of attributes.
  var attributes: [Range<Int>] = []
  var nodes = NodeList()
  /// Where it begins.
  let offset: Int
  /// Bytes.
  let size: Int

  init(_ message: WireReader, names: inout FileNames) throws(WireError) {
    offset = message.offset
    size = message.end - message.offset
    var reader = message
    while let tag = try reader.next() {
      switch tag.field {
      case 1: name = try reader.string(of: tag)
      case 4: inputs.append(names.number(at: try reader.range(of: tag)))
      case 5: outputs.append(names.number(at: try reader.range(of: tag)))
      case 7: try nodes.append(reader, try reader.range(of: tag), names: &names)
      case 9:
        let range = try reader.range(of: tag)
        try ModelRecord.readOpset(WireReader(reader.bytes, range), into: &opsets)
      case 10: domain = try reader.string(of: tag)
      case 11: attributes.append(try reader.range(of: tag))
      case 13: overload = try reader.string(of: tag)
      default: try reader.skip(tag)
      }
    }
    if domain == ONNXDomain.longName { domain = ONNXDomain.own }
  }
}

/// The graph of a model, or one that a node holds.
struct GraphRecord {
  var name = ""
  var nodes = NodeList()
  var initializers: [TensorRecord] = []
  var inputs: [ValueRecord] = []
  var outputs: [ValueRecord] = []
  /// Bytes.
  private(set) var size = 0
  private var sizes = SizeLists()

  mutating func read(_ message: WireReader, names: inout FileNames) throws(WireError) {
    var reader = message
    size += message.end - message.offset
    while let tag = try reader.next() {
      switch tag.field {
      case 1: try nodes.append(reader, try reader.range(of: tag), names: &names)
      case 2: name = try reader.string(of: tag)
      case 5:
        let range = try reader.range(of: tag)
        initializers.append(
          try TensorRecord(WireReader(reader.bytes, range), names: &names, sizes: &sizes))
      case 11:
        let range = try reader.range(of: tag)
        inputs.append(try ValueRecord(WireReader(reader.bytes, range), names: &names))
      case 12:
        let range = try reader.range(of: tag)
        outputs.append(try ValueRecord(WireReader(reader.bytes, range), names: &names))
      case 15:
        let range = try reader.range(of: tag)
        initializers.append(
          try TensorRecord(sparse: WireReader(reader.bytes, range), names: &names))
      default: try reader.skip(tag)
      }
    }
  }
}
