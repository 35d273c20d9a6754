import LayerGraph

/// An input or output of the graph with its declared type.
struct ValueRecord {
  /// The number of its name.
  var name = NodeList.absent
  var elementType = 0
  /// Nil when the rank is open.
  var dims: [Size]?
  /// Whether it is a tensor; sequences, maps and optionals are not.
  var isTensor: Bool { kind == "tensor" }
  /// What it is: "tensor", "sequence", "map", "optional"; "value" where that is left out.
  private(set) var kind = "value"

  enum Size: Hashable {
    case number(Int)
    case named(String)
    /// Without a name that says which.
    case open

    /// Nil where it is open, which some writers mean by −1.
    var known: Int? {
      if case .number(let number) = self, number > 0 { number } else { nil }
    }
  }

  /// Sizes as they are declared, those that are open as "?".
  static func text(_ sizes: [Size]) -> String {
    sizes.map { size in
      switch size {
      case .number(let number): number < 0 ? "?" : "\(number)"
      case .named(let name): name
      case .open: "?"
      }
    }.joined(separator: "×")
  }

  /// A value of which only the name is known.
  init(name: Int) { self.name = name }

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

  private static let kinds = [
    4: "sequence", 5: "map", 7: "opaque value", 8: "sparse tensor", 9: "optional",
  ]

  private mutating func readType(_ message: WireReader) throws(WireError) {
    var reader = message
    while let tag = try reader.next() {
      switch tag.field {
      case 1:
        kind = "tensor"
        try readTensorType(WireReader(reader.bytes, try reader.range(of: tag)))
      // A value is of one type, of which the last counts: sequence, map, opaque, sparse tensor,
      // optional.
      case 4, 5, 7, 8, 9:
        (kind, dims, elementType) = (Self.kinds[tag.field] ?? "value", nil, 0)
        try reader.skip(tag)
      default: try reader.skip(tag)
      }
    }
  }

  private mutating func readTensorType(_ message: WireReader) throws(WireError) {
    var reader = message
    while let tag = try reader.next() {
      switch tag.field {
      case 1: elementType = try reader.integer(of: tag)
      case 2:
        var shape = WireReader(reader.bytes, try reader.range(of: tag))
        let start = shape.offset
        var (sizes, rank) = (dims ?? [], dims?.count ?? 0)
        while let part = try shape.next() {
          guard part.field == 1 else {
            try shape.skip(part)
            continue
          }
          rank += 1
          let size = WireReader(reader.bytes, try shape.range(of: part))
          if rank <= Shape.maximumRank { sizes.append(try Self.size(size)) }
        }
        if rank > sizes.count { throw WireError(.tooManyDimensions(rank), at: start) }
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
