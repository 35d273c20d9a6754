/// One side of a product, wherever it lies: element (position, depth) is
/// `base[positions[position] + depths[depth]]`.
///
/// A matrix in either order, the weights of a convolution and the patches of its input (im2col) all
/// have this form, so nothing but panels in cache is ever copied: the im2col matrix exists only as two
/// tables whose sizes add where its own multiply.
struct Operand {
  let base: UnsafePointer<Float>
  let positions: UnsafePointer<Int>
  let depths: UnsafePointer<Int>

  /// Packs positions `first ..< first + count` (at most 8) as lanes: `panel[k][lane]`, with zeros in
  /// the lanes past `count`; their results are dropped.
  func packLanes(
    first: Int, count: Int, depth: Range<Int>, into panel: UnsafeMutablePointer<Float>
  ) {
    let offsets = positions + first
    let taps = depths + depth.lowerBound
    if count == MicroKernel.lanes {
      if isRun(offsets, count: MicroKernel.lanes) {
        packContiguousLanes(base + offsets[0], taps, depth.count, panel)
      } else if isRun(taps, count: depth.count) {
        packTransposedLanes(base + taps[0], offsets, depth.count, panel)
      } else {
        packGatheredLanes(offsets, taps, depth.count, panel)
      }
      return
    }
    var k = 0
    while k < depth.count {
      let target = panel + k &* MicroKernel.lanes
      var lane = 0
      while lane < MicroKernel.lanes {
        target[lane] = lane < count ? base[offsets[lane] &+ taps[k]] : 0
        lane &+= 1
      }
      k &+= 1
    }
  }

  /// Packs positions `first ..< first + count` (at most 6) as rows: `panel[k][row]`, each value
  /// repeated four times.
  func packRows(
    first: Int, count: Int, depth: Range<Int>, into panel: UnsafeMutablePointer<Float>
  ) {
    let taps = depths + depth.lowerBound
    var row = 0
    while row < count {
      let source = base + positions[first &+ row]
      let target = panel + 4 &* row
      var k = 0
      while k < depth.count {
        target.store(Vector(repeating: source[taps[k]]), at: 4 &* count &* k)
        k &+= 1
      }
      row &+= 1
    }
  }

  /// Whether the table counts up by one.
  private func isRun(_ offsets: UnsafePointer<Int>, count: Int) -> Bool {
    var index = 1
    while index < count {
      if offsets[index] != offsets[0] &+ index { return false }
      index &+= 1
    }
    return true
  }

  private func packContiguousLanes(
    _ source: UnsafePointer<Float>, _ taps: UnsafePointer<Int>, _ count: Int,
    _ panel: UnsafeMutablePointer<Float>
  ) {
    var k = 0
    while k < count {
      let tap = taps[k]
      panel.store(source.vector(tap), at: 8 &* k)
      panel.store(source.vector(tap &+ 4), at: 8 &* k &+ 4)
      k &+= 1
    }
  }

  /// Lanes far apart whose depth is contiguous (weights): four depths at once, turned in registers.
  /// All eight lanes in one pass, as eight streams from memory overlap better than four.
  private func packTransposedLanes(
    _ source: UnsafePointer<Float>, _ offsets: UnsafePointer<Int>, _ count: Int,
    _ panel: UnsafeMutablePointer<Float>
  ) {
    let (s0, s1) = (source + offsets[0], source + offsets[1])
    let (s2, s3) = (source + offsets[2], source + offsets[3])
    let (s4, s5) = (source + offsets[4], source + offsets[5])
    let (s6, s7) = (source + offsets[6], source + offsets[7])
    var k = 0
    while k &+ 4 <= count {
      let target = panel + 8 &* k
      transpose(s0.vector(k), s1.vector(k), s2.vector(k), s3.vector(k), into: target)
      transpose(s4.vector(k), s5.vector(k), s6.vector(k), s7.vector(k), into: target + 4)
      k &+= 4
    }
    while k < count {
      let target = panel + 8 &* k
      target.store(Vector(s0[k], s1[k], s2[k], s3[k]), at: 0)
      target.store(Vector(s4[k], s5[k], s6[k], s7[k]), at: 4)
      k &+= 1
    }
  }

  private func packGatheredLanes(
    _ offsets: UnsafePointer<Int>, _ taps: UnsafePointer<Int>, _ count: Int,
    _ panel: UnsafeMutablePointer<Float>
  ) {
    var half = 0
    while half < MicroKernel.lanes {
      let s0 = base + offsets[half]
      let s1 = base + offsets[half &+ 1]
      let s2 = base + offsets[half &+ 2]
      let s3 = base + offsets[half &+ 3]
      var k = 0
      while k < count {
        let tap = taps[k]
        panel.store(Vector(s0[tap], s1[tap], s2[tap], s3[tap]), at: 8 &* k &+ half)
        k &+= 1
      }
      half &+= 4
    }
  }

  /// Stores the columns of four rows at a distance of one panel step.
  @inline(__always)
  private func transpose(
    _ a: Vector, _ b: Vector, _ c: Vector, _ d: Vector, into target: UnsafeMutablePointer<Float>
  ) {
    // In pairs: eight shuffles, where the direct spelling takes twelve.
    let acLow = Vector(a.x, c.x, a.y, c.y)
    let acHigh = Vector(a.z, c.z, a.w, c.w)
    let bdLow = Vector(b.x, d.x, b.y, d.y)
    let bdHigh = Vector(b.z, d.z, b.w, d.w)
    target.store(Vector(acLow.x, bdLow.x, acLow.y, bdLow.y), at: 0)
    target.store(Vector(acLow.z, bdLow.z, acLow.w, bdLow.w), at: 8)
    target.store(Vector(acHigh.x, bdHigh.x, acHigh.y, bdHigh.y), at: 16)
    target.store(Vector(acHigh.z, bdHigh.z, acHigh.w, bdHigh.w), at: 24)
  }
}
