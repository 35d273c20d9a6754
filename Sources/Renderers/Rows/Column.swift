import Escaping

/// The columns that a table of layers can have. The raw values are their names on the command line.
public enum Column: String, Hashable, Sendable, CaseIterable {
  case layer, kind, settings, output
  case field
  case fieldTime = "field-ms"
  case jump
  case jumpTime = "jump-ms"
  case start
  case startTime = "start-ms"
  case lookAhead = "look-ahead"
  case lookAheadTime = "look-ahead-ms"
  case padding, coverage, alignment
  case parameters, weights, biases, norms, statistics
  case macs, flops, memory

  /// The usual table.
  public static let standard: [Column] = [
    .layer, .output, .field, .jump, .start, .parameters, .macs,
  ]

  /// The usual table where positions are samples of sound.
  public static let ofSamples: [Column] = [
    .layer, .output, .field, .fieldTime, .jump, .jumpTime, .start, .startTime, .lookAhead,
    .lookAheadTime,
  ]

  /// Those that tell of any network; the others are about time.
  public static let ofAll = allCases.filter { $0.positions == nil && $0 != .lookAhead }

  /// Of a column in milliseconds the one that has the same in positions.
  public var positions: Column? {
    switch self {
    case .fieldTime: .field
    case .jumpTime: .jump
    case .startTime: .start
    case .lookAheadTime: .lookAhead
    default: nil
    }
  }

  /// The name at the head of the column.
  public var title: String {
    switch self {
    case .macs: "MACs"
    case .flops: "FLOPs"
    case .lookAhead: "ahead"
    case .fieldTime, .jumpTime, .startTime, .lookAheadTime: "\(positions?.title ?? "") ms"
    default: rawValue
    }
  }

  /// What it shows, for `--help`.
  public var summary: String {
    switch self {
    case .layer: "name of the layer or module"
    case .kind: "what it is"
    case .settings: "kernel, stride, padding, …"
    case .output: "shape of its output"
    case .field: "receptive field on the input"
    case .jump: "effective stride: input positions from one unit to the next"
    case .start: "centre of the first unit on the input"
    case .lookAhead: "how far after its own place, unit number times jump, a unit reads"
    case .fieldTime, .jumpTime, .startTime, .lookAheadTime:
      "\(positions?.rawValue ?? "") in milliseconds, with --rate"
    case .padding: "how far the first and the last unit look past the input"
    case .coverage: "share of the field that is really read"
    case .alignment: "how far apart its branches sample the input, least–most over units"
    case .parameters: "learned numbers"
    case .weights: "weights among them"
    case .biases: "biases among them"
    case .norms: "scales and shifts of norm layers among them"
    case .statistics: "running statistics, which are no parameters"
    case .macs: "multiply-accumulates"
    case .flops: "floating-point operations"
    case .memory: "bytes of its activations"
    }
  }

  /// - Parameter before: the column to the left.
  func heading(after before: Column? = nil) -> Table.Heading {
    let isText = [.layer, .kind, .settings].contains(self)
    let isUnitEnough = positions != nil && positions == before
    return Table.Heading(
      key: rawValue, title: isUnitEnough ? "ms" : title, alignment: isText ? .left : .right)
  }
}

extension [Column] {
  /// The head of a table with these columns.
  var headings: [Table.Heading] {
    indices.map { self[$0].heading(after: $0 > 0 ? self[$0 - 1] : nil) }
  }
}
