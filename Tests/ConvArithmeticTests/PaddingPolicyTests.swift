@testable import ConvArithmetic
import TestSupport
import Testing

/// Output sizes against windows laid down and counted, for every small setting; open sizes against
/// every number put in their place.
@Suite struct PaddingPolicyTests {
  private static let symbol = Dim.symbol("N")

  /// The window starts that are laid on `length` positions with padding.
  private func count(
    _ window: Window, length: Int, before: Int, after: Int, rounding: WindowRounding
  ) -> Int {
    let reach = (window.size - 1) * window.dilation
    let line = before + length + after
    var (count, start) = (0, 0)
    while rounding == .floor
      ? start + reach < line
      : start - window.stride + reach < line - 1 && start < before + length
    {
      count += 1
      start += window.stride
    }
    return count
  }

  private var windows: [Window] {
    (1...5).flatMap { size in
      (1...4).flatMap { stride in
        (1...3).map { Window(size: size, stride: stride, dilation: $0) }
      }
    }
  }

  @Test(arguments: [WindowRounding.floor, .ceil])
  func explicitPaddingIsCounted(rounding: WindowRounding) throws {
    var cases = 0
    for window in windows {
      let extent = try window.extent()
      for before in (rounding == .floor ? -1 : 0)...6 {
        for after in (rounding == .floor ? -1 : 0)...6 where rounding == .floor || after < extent {
          let policy = PaddingPolicy.explicit(before: before, after: after)
          let open = try window.resolve(policy, length: Self.symbol, rounding: rounding)
          for length in 1...18 {
            let expected = count(
              window, length: length, before: before, after: after, rounding: rounding)
            let resolved = try window.resolve(policy, length: Dim(length), rounding: rounding)
            // Where nothing fits the formula says something below 1.
            let found = resolved.output.constant ?? -1
            let isRight =
              try (expected == 0 ? found < 1 : found == expected)
              && open.output.value(["N": length]) == found
              && resolved.before == before && resolved.after == after
              && open.before == before && open.after == after
            cases += 1
            #expect(isRight, "\(window) \(policy) \(length): \(found), not \(expected)")
            if !isRight { return }
          }
        }
      }
    }
    print("Output sizes, rounding \(rounding): \(cases) are as many as windows can be placed")
  }

  @Test(arguments: [PaddingPolicy.sameUpper, .sameLower])
  func samePaddingIsTheLeastThatFits(policy: PaddingPolicy) throws {
    for window in windows + [Window(size: 7, stride: 5), Window(size: 2, stride: 6)] {
      let reach = (window.size - 1) * window.dilation
      var befores = Set<Int>()
      let open = try window.resolve(policy, length: Self.symbol)
      for length in 1...20 {
        let starts = Array(stride(from: 0, to: length, by: window.stride))
        let total = (0...).first { (starts.last ?? 0) + reach < length + $0 } ?? 0
        let before = policy == .sameUpper ? total / 2 : total - total / 2
        befores.insert(before)
        let resolved = try window.resolve(policy, length: Dim(length))
        let isRight =
          try resolved.output == Dim(starts.count) && resolved.before == before
          && resolved.after == total - before && open.output.value(["N": length]) == starts.count
        #expect(isRight, "\(window) \(policy) \(length) \(resolved), not \(before)")
        if !isRight { return }
      }
      // Open sizes: known just when it is the same for every remainder.
      #expect(open.before == (befores.count == 1 ? befores.first : nil), "\(window) \(policy)")
    }
  }

  /// 4·N + 1 leaves the remainder 1 whatever N: SAME is known.
  @Test func samePaddingOfAnOpenMultipleIsKnown() throws {
    for window in windows where 4 % window.stride == 0 {
      for rest in 0...3 {
        let length = try Self.symbol * 4 + Dim(rest)
        let open = try window.resolve(.sameUpper, length: length)
        let concrete = try window.resolve(.sameUpper, length: Dim(8 + rest))
        #expect(open.before == concrete.before && open.after == concrete.after, "\(window) \(rest)")
        #expect(try open.output.value(["N": 2]) == concrete.output.constant)
      }
    }
  }

  @Test func transposedSizesAreCounted() throws {
    for window in windows {
      let reach = (window.size - 1) * window.dilation
      for outputPadding in 0...2 {
        for length in 1...6 {
          let canvas = (length - 1) * window.stride + reach + 1 + outputPadding
          for (before, after) in [(0, 0), (1, 1), (0, 2), (3, 1), (-1, -2)] {
            let policy = PaddingPolicy.explicit(before: before, after: after)
            let resolved = try window.resolveTransposed(
              policy, length: Dim(length), outputPadding: outputPadding)
            let open = try window.resolveTransposed(
              policy, length: Self.symbol, outputPadding: outputPadding)
            let expected = canvas - before - after
            #expect(resolved.output == Dim(expected) && resolved.before == before)
            #expect(try open.output.value(["N": length]) == expected)
          }
          for policy in [PaddingPolicy.sameUpper, .sameLower] {
            let resolved = try window.resolveTransposed(
              policy, length: Dim(length), outputPadding: outputPadding)
            let surplus = canvas - length * window.stride
            let (before, after) = (try #require(resolved.before), try #require(resolved.after))
            #expect(resolved.output == Dim(length * window.stride))
            #expect(before + after == surplus && before >= 0)
            if surplus < 0 {
              #expect(before == 0)
            } else {
              #expect(
                policy == .sameUpper ? after - before == surplus % 2 : before - after == surplus % 2
              )
            }
            let open = try window.resolveTransposed(
              policy, length: Self.symbol, outputPadding: outputPadding)
            #expect(open.before == before && open.after == after)
          }
        }
      }
    }
  }

  @Test func numbersFromAnywhereDoNotTrap() throws {
    var random = SplitMix64(seed: 11)
    let extremes = [
      Int.min, Int.min + 1, -1_000_000_000_000_000_000, -1, 0, 1, 2, 3, 1_000_000_000,
      1_000_000_000_000_000_000, .max - 1, .max,
    ]
    func number() -> Int { extremes.randomElement(using: &random) ?? 0 }
    for _ in 0..<20_000 {
      let window = Window(size: number(), stride: number(), dilation: number())
      let policies = [
        PaddingPolicy.explicit(before: number(), after: number()), .sameUpper, .sameLower,
      ]
      for (policy, length) in zip(policies + policies, [Dim(number()), Self.symbol, Dim(number())])
      {
        _ = try? window.resolve(policy, length: length, rounding: .ceil)
        _ = try? window.resolve(policy, length: length)
        _ = try? window.resolveTransposed(policy, length: length, outputPadding: number())
      }
    }
    let zero = Window(size: 3, stride: 0)
    #expect(throws: ArithmeticError.divisionByZero) { try zero.resolve(.valid, length: 5) }
    #expect(throws: ArithmeticError.divisionByZero) { try zero.resolve(.sameUpper, length: 5) }
  }
}
