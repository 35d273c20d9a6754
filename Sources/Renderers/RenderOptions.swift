public import ConvArithmetic

/// What a rendering shows.
public struct RenderOptions: Hashable, Sendable {
  /// The columns in order; nil for the usual ones (in JSON: for everything instead of a table).
  public var columns: [Column]?
  public var depth: Depth
  public var pixelOrigin: PixelOrigin
  /// Positions in a second, where they are samples; places and sizes are then told in milliseconds too.
  public var rate: Rational?
  /// The width of the terminal, nil for no limit. Only names of layers are shortened to fit it.
  public var width: Int?
  /// Whether the text has ANSI bold and dim.
  public var usesColor: Bool
  /// Whether the rows are the network's outputs and their pieces, not its layers: where anchors lie.
  public var showsAnchors = false
  /// Whether nothing but findings is shown, all of them, with what to do.
  public var showsFindings = false
  /// Whether the text ends with what is worth knowing.
  public var showsRemarks: Bool

  public init(
    columns: [Column]? = nil, depth: Depth = .oneScreen, pixelOrigin: PixelOrigin = .zero,
    rate: Rational? = nil, width: Int? = nil, usesColor: Bool = false, showsRemarks: Bool = true
  ) {
    self.columns = columns
    self.depth = depth
    self.pixelOrigin = pixelOrigin
    self.rate = rate
    self.width = width
    self.usesColor = usesColor
    self.showsRemarks = showsRemarks
  }

  /// The columns of a table, where none are chosen.
  var standardColumns: [Column] { rate == nil ? Column.standard : Column.ofSamples }

  /// How far modules are unfolded.
  public enum Depth: Hashable, Sendable {
    /// As far as the table stays on one screen.
    case oneScreen
    /// Names of at most this many parts; "layer1.0" has two.
    case levels(Int)
    /// Every layer, also those that change nothing but values.
    case all
  }

  /// Where the first pixel's centre lies.
  public enum PixelOrigin: String, Hashable, Sendable, CaseIterable {
    /// At 0, as indices count.
    case zero
    /// At ½, as continuous coordinates count.
    case half
  }
}
