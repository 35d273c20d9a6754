import ConvArithmetic
import LayerGraph

/// A tensor that depends on no input of the network: an initializer, a constant, or what was computed
/// from such. Its elements are read when a shape depends on them, and only then.
final class ConstantTensor {
  let shape: Shape
  let type: ElementType
  private var content: Content
  /// The tensors of the file that it was made of, as far as they are real numbers.
  let parts: [TensorPart]
  /// The layer that makes it, where that is more than moving or preparing numbers; it runs when data meets
  /// what it makes.
  let layer: (node: DeferredNode, output: Int)?
  /// Why its elements are unknown, where that is because constants were too long to be read.
  let unread: UnreadConstants?
  /// Whether its elements follow from settings, so that nobody learns them, wherever they stand.
  var isFixed = false
  /// The node that holds it, once data meets it.
  var reference: ValueReference?

  enum Content {
    case elements([Scalar])
    /// Every element is the same.
    case uniform(Scalar)
    case stored(TensorRecord)
    case unknown
  }

  /// More elements than this decide no shape; they are left where they are.
  static let limit = ONNXModel.longestConstant
  /// More than this are read from the file again each time, as a file may have many tensors that nobody asks
  /// for twice.
  private static let keptCount = 256

  init(
    shape: Shape, type: ElementType, _ content: Content, parts: [TensorPart] = [],
    madeBy layer: (node: DeferredNode, output: Int)? = nil, unread: UnreadConstants? = nil
  ) {
    self.shape = shape
    self.type = type
    self.content = content
    self.parts = parts
    self.layer = layer
    self.unread = unread
  }

  /// A tensor of the file; its data is not read.
  convenience init(stored record: TensorRecord, parts: [TensorPart] = []) {
    self.init(
      shape: Shape(sizes: record.dims),
      type: ElementType(rawValue: record.elementType) ?? .string, .stored(record),
      parts: parts)
  }

  convenience init(_ array: KnownArray, parts: [TensorPart] = []) {
    self.init(
      shape: Shape(sizes: array.sizes), type: array.type, .elements(array.elements),
      parts: parts)
  }

  /// The number of elements, where they may be known and are few enough to be looked at.
  var countOfKnown: Int? {
    guard let count = smallCount else { return nil }
    if case .unknown = content, count > 0 { return nil }
    return count
  }

  /// Whether every element is 0, however many there are; false where that can't be told.
  func isZero(_ bytes: UnsafeRawBufferPointer) throws(WireError) -> Bool {
    if case .uniform(let scalar) = content { return scalar.number == 0 }
    return try array(bytes)?.elements.allSatisfy { $0.number == 0 } ?? false
  }

  private var smallCount: Int? {
    guard let count = shape.count, count <= Self.limit else { return nil }
    return count
  }

  /// What is too much to be read, of its own elements or of those that they were computed from.
  var tooLong: UnreadConstants? {
    if let unread { return unread }
    guard let count = shape.count, count > Self.limit else { return nil }
    return UnreadConstants(elements: count, greatest: Self.limit)
  }

  /// The elements; nil when there are too many, or when the file doesn't hold them.
  func array(_ bytes: UnsafeRawBufferPointer) throws(WireError) -> KnownArray? {
    let sizes = shape.dims.compactMap(\.constant)
    guard sizes.count == shape.rank, let count = smallCount else { return nil }
    switch content {
    case .elements(let elements):
      return KnownArray(sizes: sizes, elements: elements, type: type)
    case .uniform(let scalar):
      return KnownArray(
        sizes: sizes, elements: Array(repeating: scalar, count: count), type: type)
    case .stored(let record):
      guard let elements = try record.elements(bytes, limit: Self.limit) else {
        content = .unknown
        return nil
      }
      if elements.count <= Self.keptCount { content = .elements(elements) }
      return KnownArray(sizes: sizes, elements: elements, type: type)
    case .unknown: return count == 0 ? KnownArray(sizes: sizes, elements: [], type: type) : nil
    }
  }
}

extension Shape {
  /// The number of elements, where no size is open; nil past 64 bits.
  fileprivate var count: Int? { (try? elements())?.constant }
}

/// The elements of a small tensor, row by row.
struct KnownArray {
  var sizes: [Int]
  var elements: [Scalar]
  var type: ElementType

  init(sizes: [Int], elements: [Scalar], type: ElementType) {
    self.sizes = sizes
    self.elements = elements
    self.type = type
  }

  init(scalar: Scalar, type: ElementType) {
    self.init(sizes: [], elements: [scalar], type: type)
  }

  init(_ dims: [Dim]) {
    self.init(sizes: [dims.count], elements: dims.map { .integer($0) }, type: .int64)
  }

  var rank: Int { sizes.count }

  /// How far apart neighbours along each dimension are in `elements`.
  var steps: [Int] {
    var steps = Array(repeating: 1, count: sizes.count)
    for index in steps.indices.dropLast().reversed() {
      steps[index] = steps[index + 1] &* sizes[index + 1]
    }
    return steps
  }

  /// The integers; nil when one isn't or isn't known.
  var dims: [Dim]? {
    var dims: [Dim] = []
    for element in elements {
      guard let dim = element.integer else { return nil }
      dims.append(dim)
    }
    return dims
  }

  /// The integers where none depends on open sizes.
  var integers: [Int]? {
    var integers: [Int] = []
    for element in elements {
      guard let integer = element.integer?.constant else { return nil }
      integers.append(integer)
    }
    return integers
  }
}
