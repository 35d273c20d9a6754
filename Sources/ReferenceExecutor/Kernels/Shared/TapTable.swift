import LayerGraph

/// What each window of a map reads.
struct TapTable {
  private let axes: [AxisWindows]
  private let spatial: [Int]
  private let strides: [Int]
  /// The number of windows along each axis.
  let windows: [Int]
  /// ∏F
  let taps: Int

  init(_ axes: [AxisWindows], over spatial: [Int], limit: Int) throws(ExecutionProblem) {
    (self.axes, self.spatial, strides) = (axes, spatial, spatial.strides)
    windows = axes.map(\.starts.count)
    taps = try axes.map(\.taps).elementCount(limit: limit)
  }

  /// What the window at `position` reads.
  func fill(_ reach: inout WindowReach, at position: [Int]) {
    reach.fill(axes: axes.count) { axis in
      let (windows, window) = (axes[axis], position[axis])
      let inside = windows.taps(of: window, on: 0..<spatial[axis])
      let first =
        inside.isEmpty ? 0 : windows.position(window: window, tap: inside.lowerBound)
      // Where taps lie farther apart than the map is long, a single one lies in it and takes no step.
      return WindowReach.Line(
        place: first * strides[axis], step: windows.dilation &* strides[axis], taps: inside,
        allTaps: windows.taps)
    }
  }
}

/// The places in a map that one window reads, in the order of the kernel's elements. What lies in the padding
/// is left out: a row of it is as long as the kernel, however small the map.
struct WindowReach {
  /// For each row along the last axis the place under its first tap, and which of all taps that is.
  private(set) var rows: [(place: Int, tap: Int)] = []
  /// How many taps each row has, and how far apart their places lie.
  private(set) var length = 0
  private(set) var step = 1

  /// How many taps lie in the map.
  var count: Int { rows.count * length }

  /// Goes through the places, each with the number of its tap.
  @inline(__always)
  func forEachPlace(_ body: (_ place: Int, _ tap: Int) -> Void) {
    for row in rows {
      for index in 0..<length { body(row.place &+ index &* step, row.tap &+ index) }
    }
  }

  /// Goes through the places from the last to the first.
  @inline(__always)
  func forEachPlaceReversed(_ body: (_ place: Int) -> Void) {
    for row in rows.reversed() {
      for index in (0..<length).reversed() { body(row.place &+ index &* step) }
    }
  }

  /// The taps of one axis that lie in the map.
  struct Line {
    /// Of the first of them, and how far on the next one lies.
    let place: Int
    let step: Int
    let taps: Range<Int>
    /// How many there are with those in the padding.
    let allTaps: Int
  }

  mutating func fill(axes: Int, _ line: (Int) -> Line) {
    rows.removeAll(keepingCapacity: true)
    rows.append((0, 0))
    for axis in 0..<axes {
      let line = line(axis)
      let isLast = axis == axes - 1
      (length, step) = (line.taps.count, line.step)
      // A row for each tap so far becomes one for each tap of this axis too, from the back so that none is
      // lost; the taps of the last axis are the rows' own.
      let (before, own) = (rows.count, isLast ? min(1, length) : length)
      rows.append(contentsOf: repeatElement((place: 0, tap: 0), count: before * max(0, own - 1)))
      for index in stride(from: before - 1, through: 0, by: -1) {
        let row = rows[index]
        for tap in 0..<own {
          rows[index * own + tap] = (
            row.place + line.place + tap * line.step,
            row.tap * line.allTaps + line.taps.lowerBound + tap
          )
        }
      }
      if own == 0 { return rows.removeAll(keepingCapacity: true) }
    }
  }
}

/// The steps of a convolution for one window: what it reads in all channels of a group, and by which of the
/// kernel's elements that is multiplied.
struct WindowSteps {
  /// Places from `origin` on.
  private(set) var steps: [(place: Int, tap: Int)] = []
  /// The place of the first step.
  private(set) var origin = 0
  /// Whether no tap lies in the padding; then one window's steps are like another's.
  private var isWhole = false

  /// - Parameters:
  ///   - taps: of the kernel, in one channel.
  ///   - plane: how far the next channel lies in the map.
  mutating func fill(_ reach: WindowReach, taps: Int, channels: Int, plane: Int) {
    origin = reach.rows.first?.place ?? 0
    let wasWhole = isWhole
    isWhole = reach.count == taps
    if isWhole, wasWhole { return }
    steps.removeAll(keepingCapacity: true)
    steps.reserveCapacity(channels * reach.count)
    for channel in 0..<channels {
      for row in reach.rows {
        let (place, tap) = (row.place - origin + channel * plane, row.tap + channel * taps)
        for index in 0..<reach.length { steps.append((place + index * reach.step, tap + index)) }
      }
    }
  }
}
