#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// What the instruction set allows one thread: multiply-adds on registers alone, in GFLOP/s.
///
/// Each sum takes a product of its neighbour's old value, so no product is loop-invariant; fourteen
/// sums, one factor and one temporary are the sixteen registers of baseline x86-64, and enough sums to
/// hide the latency of a multiplication followed by an addition. The best of `runs` short runs, as other
/// work on the machine only ever takes away.
func measuredPeak(runs: Int = 20) -> Double {
  let turns = 200_000
  var best = 0.0
  for _ in 0..<runs {
    let start = threadSeconds()
    chainsResult = multiplyAddChains(turns, from: chainsResult, factor: SIMD4(repeating: 1e-9))
    // 14 sums × 4 lanes × (one multiplication and one addition)
    best = max(best, Double(turns) * 14 * 4 * 2 / (threadSeconds() - start) / 1e9)
  }
  return best
}

/// Where the runs leave their results: memory that reading the clock might look at, so the compiler
/// can neither leave a run out nor move it past the clock.
nonisolated(unsafe) private var chainsResult = SIMD4<Float>(1, 2, 3, 4)

@inline(never)
private func multiplyAddChains(
  _ turns: Int, from start: SIMD4<Float>, factor: SIMD4<Float>
) -> SIMD4<Float> {
  var a = start
  var (b, c, d, e, f, g, h) = (a + 1, a + 2, a + 3, a + 4, a + 5, a + 6, a + 7)
  var (i, j, k, l, m, n) = (a + 8, a + 9, a + 10, a + 11, a + 12, a + 13)
  var turn = 0
  while turn < turns {
    a += b * factor
    b += c * factor
    c += d * factor
    d += e * factor
    e += f * factor
    f += g * factor
    g += h * factor
    h += i * factor
    i += j * factor
    j += k * factor
    k += l * factor
    l += m * factor
    m += n * factor
    n += a * factor
    turn &+= 1
  }
  return ((a + b) + (c + d)) + ((e + f) + (g + h)) + ((i + j) + (k + l)) + (m + n)
}

/// Processor time of this thread. Unlike the time on the clock it does not grow while other programs
/// have the processor.
func threadSeconds() -> Double {
  var time = timespec()
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
  return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
}
