/// Writes protobuf messages, for files that tests and benchmarks make themselves.
public struct ProtoWriter: Sendable {
  public private(set) var bytes: [UInt8] = []

  public init() {}

  public mutating func integer(_ field: Int, _ value: Int) {
    tag(field, 0)
    varint(UInt64(bitPattern: Int64(value)))
  }

  public mutating func float(_ field: Int, _ value: Float) {
    tag(field, 5)
    withUnsafeBytes(of: value.bitPattern.littleEndian) { bytes += $0 }
  }

  public mutating func text(_ field: Int, _ value: String) { data(field, Array(value.utf8)) }

  public mutating func data(_ field: Int, _ value: some Collection<UInt8>) {
    tag(field, 2)
    varint(UInt64(value.count))
    bytes += value
  }

  mutating func append(_ raw: some Collection<UInt8>) { bytes += raw }

  public mutating func message(_ field: Int, _ write: (inout ProtoWriter) -> Void) {
    var inner = ProtoWriter()
    write(&inner)
    data(field, inner.bytes)
  }

  public mutating func packed(_ field: Int, _ values: [Int]) {
    message(field) { list in for value in values { list.varint(UInt64(bitPattern: Int64(value))) } }
  }

  public mutating func tag(_ field: Int, _ kind: UInt64) { varint(UInt64(field) << 3 | kind) }

  public mutating func varint(_ value: UInt64) {
    var rest = value
    while rest >= 0x80 {
      bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    bytes.append(UInt8(truncatingIfNeeded: rest))
  }
}

/// Writes ONNX models: field numbers as in onnx.proto3.
public struct ONNXFileWriter: Sendable {
  private var graph = ProtoWriter()
  private var model = ProtoWriter()
  private var opset: Int
  private let producer: String

  public init(opset: Int = 17, producer: String = "") {
    self.opset = opset
    self.producer = producer
  }

  public enum Attribute: Sendable {
    case int(Int)
    case ints([Int])
    case float(Float)
    case string(String)
    case strings([String])
    /// int64 elements
    case tensor([Int], [Int])
    case floats([Int], [Float])
    /// Its nodes, initializers and outputs.
    case graph(ONNXFileWriter)
  }

  public mutating func input(_ name: String, _ sizes: [Int], type: Int = 1) {
    value(11, name, sizes.map { "\($0)" }, type: type)
  }
  /// With no shape declared.
  public mutating func input(withoutShape name: String) { value(11, name, nil) }
  public mutating func output(_ name: String, _ sizes: [Int]? = nil, type: Int = 1) {
    value(12, name, sizes.map { $0.map { "\($0)" } }, type: type)
  }

  /// Sizes that are no numbers are names.
  public mutating func input(_ name: String, named sizes: [String]) { value(11, name, sizes) }

  private mutating func value(
    _ field: Int, _ name: String, _ sizes: [String]?, type elementType: Int = 1
  ) {
    graph.message(field) { value in
      value.text(1, name)
      value.message(2) { type in
        type.message(1) { tensor in
          tensor.integer(1, elementType)
          guard let sizes else { return }
          tensor.message(2) { shape in
            for size in sizes {
              shape.message(1) { dim in
                if let number = Int(size) { dim.integer(1, number) } else { dim.text(2, size) }
              }
            }
          }
        }
      }
    }
  }

  /// A weight; without data unless some is given.
  public mutating func initializer(
    _ name: String, _ sizes: [Int], type: Int = 1, raw: [UInt8]? = nil
  ) {
    graph.message(5) { Self.tensor(&$0, name, sizes, type: type, raw: raw, integers: nil) }
  }

  public mutating func initializer(_ name: String, _ sizes: [Int], floats: [Float]) {
    initializer(name, sizes, raw: Self.bytes(floats))
  }

  public mutating func initializer(_ name: String, _ sizes: [Int], integers: [Int]) {
    graph.message(5) { Self.tensor(&$0, name, sizes, type: 7, raw: nil, integers: integers) }
  }

  /// Numbers of float32.
  public mutating func scales(_ name: String, _ values: [Float]) {
    let bytes = values.flatMap { value in
      withUnsafeBytes(of: value.bitPattern.littleEndian) { Array($0) }
    }
    initializer(name, [values.count], raw: bytes)
  }

  private static func tensor(
    _ writer: inout ProtoWriter, _ name: String, _ sizes: [Int], type: Int, raw: [UInt8]?,
    integers: [Int]?
  ) {
    for size in sizes { writer.integer(1, size) }
    writer.integer(2, type)
    if let integers { writer.packed(7, integers) }
    if !name.isEmpty { writer.text(8, name) }
    if let raw { writer.data(9, raw) }
  }

  public mutating func node(
    _ operation: String, _ inputs: [String], _ outputs: [String], name: String = "",
    domain: String = "", _ attributes: KeyValuePairs<String, Attribute> = [:]
  ) {
    node(operation, inputs, outputs, name: name, domain: domain, Array(attributes))
  }

  public mutating func node(
    _ operation: String, _ inputs: [String], _ outputs: [String], name: String = "",
    domain: String = "", _ attributes: [(key: String, value: Attribute)]
  ) {
    graph.message(1) { node in
      for input in inputs { node.text(1, input) }
      for output in outputs { node.text(2, output) }
      if !name.isEmpty { node.text(3, name) }
      node.text(4, operation)
      for (key, value) in attributes {
        node.message(5) { Self.attribute(&$0, key, value) }
      }
      if !domain.isEmpty { node.text(7, domain) }
    }
  }

  public static func attribute(
    _ writer: inout ProtoWriter, _ key: String, _ value: Attribute
  ) {
    writer.text(1, key)
    switch value {
    case .int(let number):
      writer.integer(3, number)
      writer.integer(20, 2)
    case .ints(let list):
      writer.packed(8, list)
      writer.integer(20, 7)
    case .float(let number):
      writer.float(2, number)
      writer.integer(20, 1)
    case .string(let text):
      writer.text(4, text)
      writer.integer(20, 3)
    case .strings(let list):
      for text in list { writer.text(9, text) }
      writer.integer(20, 8)
    case .tensor(let sizes, let elements):
      writer.message(5) {
        tensor(&$0, "", sizes, type: 7, raw: nil, integers: elements)
      }
      writer.integer(20, 4)
    case .floats(let sizes, let elements):
      writer.message(5) {
        tensor(&$0, "", sizes, type: 1, raw: bytes(elements), integers: nil)
      }
      writer.integer(20, 4)
    case .graph(let held):
      writer.data(6, held.graph.bytes)
      writer.integer(20, 5)
    }
  }

  private static func bytes(_ floats: [Float]) -> [UInt8] {
    floats.flatMap { float in
      (0..<4).map { UInt8(truncatingIfNeeded: float.bitPattern >> ($0 * 8)) }
    }
  }

  /// Adds any other field of the model, such as a function.
  public mutating func add(_ field: Int, _ write: (inout ProtoWriter) -> Void) {
    model.message(field, write)
  }

  /// Adds any other field of the graph.
  public mutating func addToGraph(_ field: Int, _ write: (inout ProtoWriter) -> Void) {
    graph.message(field, write)
  }

  /// The finished file.
  /// - Parameter format: the IR version.
  public func bytes(name: String = "test", format: Int = 8) -> [UInt8] {
    var file = model
    file.integer(1, format)
    if !producer.isEmpty { file.text(2, producer) }
    file.message(8) { set in
      set.text(1, "")
      set.integer(2, opset)
    }
    var graph = graph
    graph.text(2, name)
    file.data(7, graph.bytes)
    return file.bytes
  }

  /// Convolution, batch norm and ReLU, again and again: `count` nodes.
  public static func chain(nodes count: Int, weightBytes: Int = 0) -> [UInt8] {
    var writer = ONNXFileWriter()
    writer.input("x", [1, 16, 64, 64])
    var value = "x"
    for index in 0..<count {
      let next = "v\(index)"
      switch index % 3 {
      case 0:
        writer.initializer("w\(index)", [16, 16, 3, 3])
        writer.initializer("b\(index)", [16])
        writer.node(
          "Conv", [value, "w\(index)", "b\(index)"], [next], name: "/layer\(index)/conv/Conv",
          [
            "kernel_shape": .ints([3, 3]), "pads": .ints([1, 1, 1, 1]), "strides": .ints([1, 1]),
            "dilations": .ints([1, 1]), "group": .int(1),
          ])
      case 1:
        let parts = ["scale", "shift", "mean", "deviation"].map { "\($0)\(index)" }
        for part in parts { writer.initializer(part, [16]) }
        writer.node(
          "BatchNormalization", [value] + parts, [next],
          name: "/layer\(index)/bn/BatchNormalization", ["epsilon": .float(1e-5)])
      default: writer.node("Relu", [value], [next], name: "/layer\(index)/relu/Relu")
      }
      value = next
    }
    if weightBytes > 0 {
      // One weight that weighs: its channels are those of a 1×1 convolution.
      let channels = weightBytes / 64
      writer.initializer(
        "heavy", [channels, 16, 1, 1], raw: [UInt8](repeating: 0, count: channels * 64))
      writer.node("Conv", [value, "heavy"], ["end"], name: "/heavy/Conv")
      value = "end"
    }
    writer.output(value)
    return writer.bytes(name: "chain")
  }

  /// As a densely connected block: every node reads all before it. Concatenation and convolution, layer
  /// by layer, about nodes²/100 edges for the given width.
  public static func dense(layers: Int, reach: Int) -> [UInt8] {
    var writer = ONNXFileWriter()
    writer.input("x", [1, 4, 32, 32])
    var values = ["x"]
    for index in 0..<layers {
      let read = Array(values.suffix(reach))
      writer.node("Concat", read, ["c\(index)"], name: "concat\(index)", ["axis": .int(1)])
      writer.initializer("w\(index)", [4, 4 * read.count, 1, 1])
      writer.node("Conv", ["c\(index)", "w\(index)"], ["v\(index)"], name: "conv\(index)")
      values.append("v\(index)")
    }
    writer.output(values[values.count - 1])
    return writer.bytes(name: "dense")
  }
}
