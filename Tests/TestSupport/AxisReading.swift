/// What each unit along one dimension reads of the dimension before it, written out as lists.
///
/// Nothing here is a formula of the library: padded lines are built cell by cell, windows are laid on
/// them one after the other for as long as one may be laid, and what they cover is written down.
struct AxisReading {
  /// For each unit the positions it reads, all inside the input.
  var taps: [[Int]] = []
  /// For each unit whether it looked past an end of the input.
  var touches: [Bool] = []

  var count: Int { taps.count }

  mutating func append(_ positions: [Int], touches isTouching: Bool = false) {
    taps.append(positions)
    touches.append(isTouching)
  }

  /// Every one of `units` units reads all `length` positions.
  static func everything(of length: Int, units: Int) -> AxisReading {
    var reading = AxisReading()
    for _ in 0..<units { reading.append(Array(0..<length)) }
    return reading
  }

  /// Unit i reads the i-th of these positions alone.
  static func picking(_ positions: [Int]) -> AxisReading {
    var reading = AxisReading()
    for position in positions { reading.append([position]) }
    return reading
  }
}

/// What lies beyond the ends of an input.
enum Surroundings { case zeros, mirror, edge, circle }

extension AxisReading {
  /// The input position whose value is found at `place`, which may be outside; nil for a zero.
  static func cell(at place: Int, length: Int, _ surroundings: Surroundings) -> Int? {
    var place = place
    while place < 0 || place >= length {
      switch surroundings {
      case .zeros: return nil
      case .edge: place += place < 0 ? 1 : -1
      case .circle: place += place < 0 ? length : -length
      case .mirror:
        if length == 1 { return 0 }
        place = place < 0 ? -place : (length - 1) - (place - (length - 1))
      }
    }
    return place
  }

  struct Window {
    var kernel: Int
    var stride: Int
    var dilation: Int
    /// The reach of the last tap from the first.
    var reach: Int { (kernel - 1) * dilation }
  }

  enum Sides {
    case given(before: Int, after: Int)
    case same(oddGoesAfter: Bool)
  }

  /// Windows on a padded line. `ceil`: one more window while the last did not come to the end of the
  /// line, as long as it begins before the padding after the input does.
  static func windows(
    _ window: Window, on length: Int, _ sides: Sides, _ surroundings: Surroundings = .zeros,
    ceil: Bool = false
  ) -> AxisReading {
    let (before, after) = padding(window, on: length, sides)
    if !mayPad(max(before, after), length, surroundings) { return AxisReading() }
    let places = Array(stride(from: -before, to: length + after, by: 1))
    var reading = AxisReading()
    var start = 0
    while ceil
      ? start - window.stride + window.reach < places.count - 1 && start < before + length
      : start + window.reach < places.count
    {
      var positions: [Int] = []
      var isTouching = false
      for tap in 0..<window.kernel {
        let index = start + tap * window.dilation
        let place = -before + index
        if place < 0 || place >= length { isTouching = true }
        guard index < places.count else { continue }
        if let cell = cell(at: place, length: length, surroundings) { positions.append(cell) }
      }
      reading.append(positions, touches: isTouching)
      start += window.stride
    }
    return reading
  }

  /// Frameworks refuse a mirror that would have to reflect twice, and a circle that goes round twice.
  private static func mayPad(_ width: Int, _ length: Int, _ surroundings: Surroundings) -> Bool {
    switch surroundings {
    case .zeros, .edge: true
    case .mirror: width < length
    case .circle: width <= length
    }
  }

  /// SAME: as many windows as there are strides that begin inside; the least padding that lets them all
  /// fit, halved.
  static func padding(
    _ window: Window, on length: Int, _ sides: Sides
  ) -> (before: Int, after: Int) {
    switch sides {
    case .given(let before, let after): return (before, after)
    case .same(let oddGoesAfter):
      var lastStart = 0
      while lastStart + window.stride < length { lastStart += window.stride }
      var total = 0
      while lastStart + window.reach >= length + total { total += 1 }
      let half = total / 2
      return oddGoesAfter ? (half, total - half) : (total - half, half)
    }
  }

  /// Each input position writes `kernel` places of a canvas; padding cuts the canvas.
  static func scattered(
    _ window: Window, from length: Int, _ sides: Sides, outputPadding: Int
  ) -> AxisReading {
    var canvas = (length - 1) * window.stride + window.reach + 1 + outputPadding
    var cut = 0
    switch sides {
    case .given(let before, let after):
      cut = before
      canvas -= before + after
    case .same(let oddGoesAfter):
      let surplus = canvas - length * window.stride
      if surplus > 0 { cut = oddGoesAfter ? surplus / 2 : surplus - surplus / 2 }
      canvas = length * window.stride
    }
    var reading = AxisReading()
    if canvas < 1 { return reading }
    for _ in stride(from: 0, to: canvas, by: 1) { reading.append([]) }
    // Inputs that do not exist would have written too: units they reach are touched by the border.
    let beyond = window.reach + canvas + abs(cut) + 1
    for position in -beyond...(length + beyond) {
      for tap in 0..<window.kernel {
        let unit = position * window.stride + tap * window.dilation - cut
        guard reading.taps.indices.contains(unit) else { continue }
        if position >= 0, position < length {
          reading.taps[unit].append(position)
        } else {
          reading.touches[unit] = true
        }
      }
    }
    return reading
  }

  /// Window i of `units` covers every position that overlaps [i·length/units, (i + 1)·length/units).
  static func adaptive(length: Int, units: Int) -> AxisReading {
    var reading = AxisReading()
    for unit in 0..<units {
      reading.append(
        (0..<length).filter { $0 * units < (unit + 1) * length && ($0 + 1) * units > unit * length }
      )
    }
    return reading
  }
}
