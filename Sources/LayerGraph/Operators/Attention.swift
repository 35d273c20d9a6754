/// Scaled dot-product attention with projections (Vaswani et al. 2017), on N×L×E.
///
/// One input is self-attention; three are query, key and value. Weights: four E×E matrices with biases.
public struct MultiHeadAttention: OperatorPayload {
  /// Into how many equal parts E is divided, each with an attention of its own.
  public var heads: Int
  /// Whether each of the four products adds E numbers.
  public var hasBias: Bool

  public init(heads: Int, hasBias: Bool = true) {
    self.heads = heads
    self.hasBias = hasBias
  }

  public var kind: String { "attention" }
  public var summary: String { "\(heads) heads" }
  public var arity: ClosedRange<Int> { 1...3 }
  public var outputCount: Int { 1 }
  public func validate() throws(Problem) { try require("heads", heads, atLeast: 1) }
}

/// Self-attention inside windows of an N×H×W×C map, optionally cyclically shifted (Liu et al. 2021).
///
/// The map is padded to whole windows; along an axis that one window covers there is no shift. Which of
/// 12 columns attend to each other, in windows of 4:
///
///     shift 0    0  1  2  3 │ 4  5  6  7 │ 8  9 10 11
///     shift 2    0  1 │ 2  3  4  5 │ 6  7  8  9 │ 10 11
///
/// Of the window that the shift lets begin at one end and go on at the other, each half is masked from
/// the other.
///
/// Weights: qkv C×3C, projection C×C, a relative position table of ∏(2t − 1) × heads, t the table's window.
public struct WindowAttention: OperatorPayload {
  /// H and W of a window, in pixels of the map.
  public var window: PerAxis<Int>
  /// The window that the table of relative positions is made for. Nil stands for `window`; a larger one is
  /// that of a network whose windows were cut to a map smaller than they are.
  public var tableWindow: PerAxis<Int>?
  /// How far windows are moved, in pixels; 0 for none.
  public var shift: PerAxis<Int>
  /// Into how many equal parts C is divided.
  public var heads: Int
  /// Whether qkv adds 3C numbers and the projection C.
  public var hasBias: Bool

  public init(
    window: PerAxis<Int>, tableWindow: PerAxis<Int>? = nil, shift: PerAxis<Int> = 0, heads: Int,
    hasBias: Bool = true
  ) {
    self.window = window
    self.tableWindow = tableWindow
    self.shift = shift
    self.heads = heads
    self.hasBias = hasBias
  }

  public var kind: String { "window attention" }

  public var summary: String {
    let cut = tableWindow.map { " of \($0)" } ?? ""
    let shifted = shift.values.contains { $0 != 0 } ? " shift \(shift)" : ""
    return "\(window)" + cut + shifted + " \(heads) heads"
  }

  public var arity: ClosedRange<Int> { 1...1 }
  public var outputCount: Int { 1 }

  public func validate() throws(Problem) {
    try require("window", window, atLeast: 1)
    try requireWholeTable()
    try require("shift", shift, atLeast: 0)
    try require("heads", heads, atLeast: 1)
  }

  /// A table for a smaller window lacks positions.
  private func requireWholeTable() throws(Problem) {
    guard let tableWindow else { return }
    let rank = max(window.values.count, tableWindow.values.count)
    guard window.fits(rank: rank), tableWindow.fits(rank: rank) else {
      throw .axisCount("table window", given: tableWindow.values.count, spatialRank: rank)
    }
    for axis in 0..<rank where tableWindow[axis] < window[axis] {
      throw .settingTooSmall("table window", value: tableWindow[axis], least: window[axis])
    }
  }
}
