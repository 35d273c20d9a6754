@testable import ConvArithmetic
import Testing

/// A window's extent and maps.
@Suite struct WindowTests {
  @Test func extentsAreCounted() throws {
    for size in 1...5 {
      for dilation in 1...4 {
        let window = Window(size: size, dilation: dilation)
        let taps = (0..<size).map { $0 * dilation }
        #expect(try window.extent() == (taps.last ?? 0) + 1)
      }
    }
    #expect(throws: ArithmeticError.tooLarge) { try Window(size: .max, dilation: 2).extent() }
    #expect(throws: ArithmeticError.tooLarge) { try Window(size: .min).extent() }
    #expect(try Window(size: .max).extent() == .max)
  }

  @Test func mapsListTheTaps() throws {
    for (size, stride, dilation, before) in [
      (3, 2, 1, 1), (1, 1, 1, 0), (4, 3, 2, -2), (2, 5, 3, 4),
    ] {
      let window = Window(size: size, stride: stride, dilation: dilation)
      let map = try window.map(before: before, border: .clamp)
      let transposed = try window.transposedMap(before: before)
      #expect(map.border == .clamp && map.isAnchored && transposed.border == .nothing)
      var writers: [Int: Set<Int>] = [:]
      for unit in -30...30 {
        let taps = Set((0..<size).map { stride * unit - before + $0 * dilation })
        #expect(map.kind.members(of: unit) == taps)
        for tap in taps { writers[tap, default: []].insert(unit) }
      }
      for unit in -9...9 { #expect(transposed.kind.members(of: unit) == writers[unit] ?? []) }
    }
  }

  @Test func aPlaceThatIsNotKnownIsNoAnchor() throws {
    #expect(try !Window(size: 3).map(before: nil).isAnchored)
    #expect(try !Window(size: 3).transposedMap(before: nil).isAnchored)
    #expect(throws: ArithmeticError.tooLarge) { try Window(size: 3).map(before: .min) }
    #expect(throws: ArithmeticError.tooLarge) { try Window(size: 3).transposedMap(before: .min) }
  }
}
