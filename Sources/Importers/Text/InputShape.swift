import ConvArithmetic
public import LayerGraph

/// The shape of a network's input as a person writes it: `3x224x224`, `3xHxW`, `NxCxHxW`, `CxL`, `100`.
///
/// Sizes are numbers, names that begin with a capital and are left open, or formulas of such names in brackets,
/// `1x(16*K+12)x(16*L+12)`; they are separated by x or ×.
/// A single one is that of a vector of features. Whether the first of several is the batch:
///
/// 1. It is when it is called N or B, or when the second is called C.
/// 2. Without such names, 2 sizes are C×L and 3 are C×H×W.
/// 3. 4 are N×C×H×W, as frameworks print them; but C×D×H×W when the first is called C or the second
///    has another name: 3xDxHxW.
/// 4. 5 are N×C×D×H×W.
public struct InputShape: Hashable, Sendable, CustomStringConvertible {
  /// Batch first; 1 where none was written.
  public let shape: Shape
  /// Whether the batch was written.
  public let hasBatch: Bool

  /// A shape with the batch first.
  public init(_ shape: Shape, hasBatch: Bool) {
    self.shape = shape
    self.hasBatch = hasBatch
  }

  /// Channels and axes all open: C×L, C×H×W or C×D×H×W.
  static func open(spatialRank: Int) -> InputShape {
    let axes: [Dim] =
      switch spatialRank {
      case 1: [.symbol("L")]
      case 3: [.symbol("D"), .symbol("H"), .symbol("W")]
      default: [.symbol("H"), .symbol("W")]
      }
    return InputShape(Shape([1, .symbol("C")] + axes), hasBatch: false)
  }

  /// - Throws: `InputShapeError`, which shows the place.
  public init(parsing text: String) throws(InputShapeError) {
    let sizes = try InputShapeScanner.sizes(in: text)
    hasBatch = Self.startsWithBatch(sizes)
    shape = Shape(hasBatch ? sizes : [1] + sizes)
    if shape.spatialRank > 3 {
      throw InputShapeError(.tooManyAxes(shape.spatialRank), 0..<text.utf8.count, in: text)
    }
  }

  /// One clip C×D×H×W, where a network of clips can't mean a batch of images N×C×H×W; nil where the first
  /// size is called a batch or the second channels.
  public var asClip: InputShape? {
    guard hasBatch, shape.rank == 4, ![.symbol("N"), .symbol("B")].contains(shape[0]),
      shape[1] != .symbol("C")
    else { return nil }
    return InputShape(Shape([1] + shape.dims), hasBatch: false)
  }

  /// The sizes that were written, with a batch only if there was one.
  public var written: Shape { hasBatch ? shape : Shape(Array(shape.dims.dropFirst())) }

  /// As it is written: `3×224×224`. Names that would not be read alone, as small letters are, stand between backquotes.
  public var description: String {
    SizeList.text(
      written.dims.map { size in
        let text = size.description
        return (try? InputShapeScanner.sizes(in: text)) == [size] ? text : "`\(text)`"
      })
  }

  /// Sizes like these with so many spatial axes, as they are typed: one channel before them where they are as
  /// many and fixed, or open ones.
  func example(spatialRank: Int) -> String {
    // With a name after it, what stands first might be a batch.
    let isFixed = written.dims.allSatisfy { $0.constant != nil }
    let sizes =
      isFixed && written.rank == spatialRank
      ? [1] + written.dims : Self.open(spatialRank: spatialRank).written.dims
    return sizes.map(\.description).joined(separator: "x")
  }

  private static func startsWithBatch(_ sizes: [Dim]) -> Bool {
    guard sizes.count > 1 else { return false }
    let (first, second) = (sizes[0], sizes[1])
    if first == .symbol("N") || first == .symbol("B") || second == .symbol("C") { return true }
    if first == .symbol("C") { return false }
    return sizes.count == 4 ? second.constant != nil : sizes.count > 4
  }
}
