import TestSupport
import Testing

@testable import ReferenceExecutor

@Suite struct FastMatrixTests {
  /// m, n, k around the sizes of tiles (6 × 8) and blocks (512 lanes, 256 deep).
  static let sizes: [(Int, Int, Int)] = [
    (1, 1, 1), (1, 9, 5), (1, 100, 300), (9, 1, 7), (6, 8, 256), (7, 9, 257), (5, 7, 1),
    (13, 64, 20), (64, 13, 20), (3, 1030, 11), (1030, 3, 11), (17, 130, 520), (49, 49, 49),
  ]

  @Test func agreesWithDefinition() {
    var random = SplitMix64(seed: 5)
    let drawn = (0..<60).map { _ in
      (random.pick(1...40), random.pick(1...40), random.pick(1...40))
    }
    for (m, n, k) in Self.sizes + drawn {
      for transposesB in [false, true] {
        for hasBias in [false, true] {
          check(m, n, k, transposesB: transposesB, hasBias: hasBias, &random)
        }
      }
    }
  }

  /// A NaN in row r of `a` spoils row r of the product; one in column c of `b` that column.
  @Test func taintIsExact() {
    var random = SplitMix64(seed: 6)
    for (m, n, k) in Self.sizes {
      for transposesB in [false, true] {
        var a = random.floats(m * k)
        var b = random.floats(k * n)
        let row = random.pick(0...m - 1)
        a[row * k + random.pick(0...k - 1)] = .nan
        let first = product(a, b, m, n, k, transposesB, nil, threads: 2)
        #expect(first.indices.allSatisfy { first[$0].isNaN == ($0 / n == row) })
        a = random.floats(m * k)
        let column = random.pick(0...n - 1)
        let depth = random.pick(0...k - 1)
        b[transposesB ? column * k + depth : depth * n + column] = .nan
        let second = product(a, b, m, n, k, transposesB, nil, threads: 2)
        #expect(second.indices.allSatisfy { second[$0].isNaN == ($0 % n == column) })
      }
    }
  }

  private func check(
    _ m: Int, _ n: Int, _ k: Int, transposesB: Bool, hasBias: Bool, _ random: inout SplitMix64
  ) {
    let a = random.floats(m * k)
    let b = random.floats(k * n)
    let bias = hasBias ? random.floats(n) : nil
    let single = product(a, b, m, n, k, transposesB, bias, threads: 1)
    var isRight = true
    for row in 0..<m {
      for column in 0..<n {
        var sum = Double(bias?[column] ?? 0)
        var size = abs(sum)
        for depth in 0..<k {
          let factor = b[transposesB ? column * k + depth : depth * n + column]
          sum += Double(a[row * k + depth]) * Double(factor)
          size += abs(Double(a[row * k + depth]) * Double(factor))
        }
        isRight = isRight && abs(Double(single[row * n + column]) - sum) <= 1e-6 * size + 1e-12
      }
    }
    #expect(isRight, "\(m) × \(n) × \(k), transposesB \(transposesB), bias \(hasBias)")
    for threads in [2, 3] {
      let shared = product(a, b, m, n, k, transposesB, bias, threads: threads)
      #expect(shared.map(\.bitPattern) == single.map(\.bitPattern), "\(m) × \(n) × \(k)")
    }
  }

  private func product(
    _ a: [Float], _ b: [Float], _ m: Int, _ n: Int, _ k: Int, _ transposesB: Bool,
    _ bias: [Float]?, threads: Int
  ) -> [Float] {
    [Float](unsafeUninitializedCapacity: m * n) { c, count in
      a.withUnsafeBufferPointer { a in
        b.withUnsafeBufferPointer { b in
          guard let c = c.baseAddress, let a = a.baseAddress, let b = b.baseAddress else { return }
          if let bias {
            bias.withUnsafeBufferPointer { bias in
              FastMatrix.multiply(
                a: a, b: b, c: c, m: m, n: n, k: k, transposesB: transposesB,
                bias: bias.baseAddress, threads: threads)
            }
          } else {
            FastMatrix.multiply(
              a: a, b: b, c: c, m: m, n: n, k: k, transposesB: transposesB, bias: nil,
              threads: threads)
          }
        }
      }
      count = m * n
    }
  }
}
