public import ConvArithmetic

/// The size of a value along each dimension: batch, channels, then space. Sizes may be open (symbols).
public struct Shape: Hashable, Sendable, ExpressibleByArrayLiteral, CustomStringConvertible {
  /// One for each dimension, in order.
  public var dims: [Dim]

  public init(_ dims: [Dim]) { self.dims = dims }

  public init(arrayLiteral elements: Dim...) { dims = elements }

  /// How many dimensions there are.
  public var rank: Int { dims.count }

  public subscript(_ index: Int) -> Dim {
    get { dims[index] }
    set { dims[index] = newValue }
  }

  /// The product of all sizes.
  /// - Throws: `ArithmeticError.tooLarge`.
  public func elements() throws(ArithmeticError) -> Dim {
    var product: Dim = 1
    for dim in dims { product = try product * dim }
    return product
  }

  /// Channels are dimension 1, spatial dimensions follow.
  public static let channelDimension = 1
  /// The first of the axes.
  public static let firstSpatialDimension = 2

  /// Values with more dimensions are refused, wherever they come from. Frameworks stop at 64 (PyTorch, NumPy)
  /// or before.
  public static let maximumRank = 64

  /// Refuses more dimensions than `maximumRank`.
  /// - Throws: `Problem.tooManyDimensions`.
  package func requireRank() throws(Problem) {
    if rank > Self.maximumRank {
      throw .tooManyDimensions("the shape", rank, greatest: Self.maximumRank)
    }
  }

  /// How many axes there are behind batch and channels.
  public var spatialRank: Int { max(0, rank - Self.firstSpatialDimension) }

  /// Whether every size is a number.
  public var isConcrete: Bool { dims.allSatisfy { $0.constant != nil } }

  public var description: String {
    rank == 0 ? "scalar" : SizeList.text(dims.map(\.description))
  }
}
