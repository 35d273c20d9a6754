@testable import ConvArithmetic
import TestSupport

/// Small maps of every kind with what they mean, written out.
enum MapCases {
  /// Every map with parameters up to small bounds.
  static var exhaustive: [AxisMap.Kind] {
    var kinds: [AxisMap.Kind] = []
    for count in 1...4 {
      for offset in -3...3 {
        for step in 1...3 {
          for stride in 0...4 {
            let taps = AxisMap.Taps(stride: stride, offset: offset, step: step, count: count)
            kinds.append(.window(taps))
            if stride > 0 { kinds.append(.transposed(taps)) }
          }
        }
        for units in 1...3 { kinds.append(.block(units: units, size: count, offset: offset)) }
      }
      kinds.append(.repeating(length: count))
      for first in -3...6 { kinds.append(.mirrored(first: first, step: count)) }
    }
    for advance in 0...5 {
      for divisor in 1...4 {
        for low in -3...2 {
          for width in 0...4 {
            for grid in [nil, 0, 1] {
              kinds.append(
                .span(
                  .init(
                    advance: advance, low: low, high: low + width, divisor: divisor,
                    sampleOffset: grid)))
            }
          }
        }
      }
    }
    return kinds
  }

  static func draw(_ random: inout SplitMix64) -> AxisMap.Kind {
    func pick(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &random) }
    let taps = AxisMap.Taps(
      stride: pick(1...3), offset: pick(-4...4), step: pick(1...3), count: pick(1...4))
    switch pick(1...10) {
    case 1...4: return .window(taps)
    case 5, 6: return .transposed(taps)
    case 7, 8:
      let low = pick(-3...3)
      return .span(
        .init(
          advance: pick(1...5), low: low, high: low + pick(0...5), divisor: pick(1...4),
          sampleOffset: pick(1...4) == 1 ? pick(0...2) : nil))
    case 9: return .block(units: pick(1...3), size: pick(1...3), offset: pick(0...2))
    default: return .window(.init(stride: 0, offset: pick(-1...1), step: 1, count: 1))
    }
  }
}

extension AxisMap.Kind {
  /// What unit `unit` reads, by searching every position for the definition.
  func members(of unit: Int) -> Set<Int> {
    switch self {
    case .window(let taps):
      return Set((0..<taps.count).map { taps.stride * unit + taps.offset + $0 * taps.step })
    case .transposed(let taps):
      let reach = abs(unit) + abs(taps.offset) + taps.step * taps.count
      return Set(
        (-reach...reach).filter { place in
          (0..<taps.count).contains { taps.stride * place + taps.offset + $0 * taps.step == unit }
        })
    case .span(let span):
      let scaled = span.advance * unit
      let reach = abs(scaled) + abs(span.low) + abs(span.high) + 3
      let places = -reach...reach
      if let grid = span.sampleOffset,
        let point = places.first(where: { $0 * span.divisor == scaled + grid })
      {
        return [point]
      }
      return Set(
        places.filter {
          ($0 + 1) * span.divisor > scaled + span.low && $0 * span.divisor <= scaled + span.high
        })
    case .block(let units, let size, let offset, _):
      for block in -abs(unit) - 9...abs(unit) + 9
      where (0..<units).contains(unit - offset - block * units) {
        return Set((0..<size).map { offset + block * size + $0 })
      }
      return []
    case .repeating(let length):
      var place = -length * 30
      while place + length <= unit { place += length }
      return [unit - place]
    case .listed(let runs):
      return runs.indices.contains(unit) ? Set(runs[unit].lower...runs[unit].upper) : []
    case .upTo(let offset): return Set((-40...unit + offset).filter { $0 >= 0 })
    case .onwards(let offset): return Set(unit + offset...40)
    case .mirrored(let first, let step):
      return Set(
        (-99...99).filter { ($0 - first).isMultiple(of: step) && first - $0 == step * unit })
    }
  }
}

extension AxisMap.Border {
  /// Where a place is really read, walked to step by step.
  func image(of place: Int, extent: Int) -> Int? {
    var place = place
    while place < 0 || place >= extent {
      switch self {
      case .nothing: return nil
      case .clamp: place += place < 0 ? 1 : -1
      case .wrap: place += place < 0 ? extent : -extent
      case .reflect:
        if extent == 1 { return 0 }
        place = place < 0 ? -place : 2 * (extent - 1) - place
      }
    }
    return place
  }
}

extension PositionSet {
  init(members: Set<Int>) throws {
    try self.init(union: members.map { Interval($0, $0) })
  }
}
