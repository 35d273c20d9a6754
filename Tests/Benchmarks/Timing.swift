/// The times of one piece of work over several runs.
struct Timing {
  let minimum: Double
  let median: Double

  /// Runs `body` until a second has passed or `most` runs are done, after one run to warm up.
  init(most: Int = 200, _ body: () throws -> Void) rethrows {
    try body()
    var seconds: [Double] = []
    let clock = ContinuousClock()
    let start = clock.now
    while seconds.count < most, seconds.count < 3 || clock.now - start < .seconds(1) {
      let duration = try clock.measure(body)
      let parts = duration.components
      seconds.append(Double(parts.seconds) + Double(parts.attoseconds) * 1e-18)
    }
    seconds.sort()
    minimum = seconds[0]
    median = seconds[seconds.count / 2]
  }
}

/// A time with three digits and a unit that fits.
func shown(_ seconds: Double) -> String {
  let (value, unit) =
    seconds < 1e-6
    ? (seconds * 1e9, "ns")
    : seconds < 1e-3 ? (seconds * 1e6, "µs") : seconds < 1 ? (seconds * 1e3, "ms") : (seconds, "s")
  return "\(rounded(value)) \(unit)"
}

/// Three digits.
func rounded(_ value: Double) -> String {
  let scale: Double = value < 10 ? 100 : value < 100 ? 10 : 1
  return "\(Double(Int(value * scale + 0.5)) / scale)"
}

func row(_ label: String, _ cells: String...) {
  let padded = label + String(repeating: " ", count: max(1, 44 - label.count))
  print(padded + cells.map { $0 + String(repeating: " ", count: max(1, 16 - $0.count)) }.joined())
}
