/// An input or output of the graph with its declared type.
struct ValueRecord {
  /// The number of its name.
  var name = NodeList.absent
  var elementType = 0
  /// Nil when the rank is open.
  var dims: [Size]?
  /// Whether it is a tensor; sequences, maps and optionals are not.
  var isTensor = false

  enum Size: Hashable {
    case number(Int)
    case named(String)
    /// Without a name that says which.
    case open
  }

  init(_ message: WireReader, names: inout FileNames) throws(WireError) {
    var reader = message
    while let tag = try reader.next() {
      switch tag.field {
      case 1: name = names.number(at: try reader.range(of: tag))
      case 2: try readType(WireReader(reader.bytes, try reader.range(of: tag)))
      default: try reader.skip(tag)
      }
    }
  }

  private mutating func readType(_ message: WireReader) throws(WireError) {
    var reader = message
    while let tag = try reader.next() {
      guard tag.field == 1 else {
        try reader.skip(tag)
        continue
      }
      isTensor = true
      try readTensorType(WireReader(reader.bytes, try reader.range(of: tag)))
    }
  }

  private mutating func readTensorType(_ message: WireReader) throws(WireError) {
    var reader = message
    while let tag = try reader.next() {
      switch tag.field {
      case 1: elementType = try reader.integer(of: tag)
      case 2:
        var shape = WireReader(reader.bytes, try reader.range(of: tag))
        var sizes = dims ?? []
        while let part = try shape.next() {
          if part.field == 1 {
            sizes.append(try Self.size(WireReader(reader.bytes, try shape.range(of: part))))
          } else {
            try shape.skip(part)
          }
        }
        dims = sizes
      default: try reader.skip(tag)
      }
    }
  }

  private static func size(_ message: WireReader) throws(WireError) -> Size {
    var reader = message
    var size = Size.open
    while let tag = try reader.next() {
      switch tag.field {
      case 1: size = .number(try reader.integer(of: tag))
      case 2:
        let name = try reader.string(of: tag)
        size = OpenSizeNames.isPlaceholder(name) ? .open : .named(name)
      default: try reader.skip(tag)
      }
    }
    return size
  }
}
