/// A vector times the rows of a matrix: each weight is read once, so packing could only lose.
struct VectorProduct {
  let vector: UnsafePointer<Float>
  let matrix: UnsafePointer<Float>
  let depth: Int
  let bias: UnsafePointer<Float>?

  /// `output[j] = bias[j] + Σ_k vector[k] · matrix[j][k]` for j in `0 ..< count`.
  func run(output: UnsafeMutablePointer<Float>, count: Int, threads: Int) {
    Workers.share(count, threads: threads) { columns in
      for column in columns {
        output[column] = dot(matrix + column * depth) + (bias.map { $0[column] } ?? 0)
      }
    }
  }

  /// Four independent sums hide the latency of the additions.
  private func dot(_ row: UnsafePointer<Float>) -> Float {
    var s0 = Vector.zero
    var s1 = Vector.zero
    var s2 = Vector.zero
    var s3 = Vector.zero
    var k = 0
    while k &+ 16 <= depth {
      s0 += vector.vector(k) * row.vector(k)
      s1 += vector.vector(k &+ 4) * row.vector(k &+ 4)
      s2 += vector.vector(k &+ 8) * row.vector(k &+ 8)
      s3 += vector.vector(k &+ 12) * row.vector(k &+ 12)
      k &+= 16
    }
    let sum = (s0 + s1) + (s2 + s3)
    var total = (sum.x + sum.y) + (sum.z + sum.w)
    while k < depth {
      total += vector[k] * row[k]
      k &+= 1
    }
    return total
  }
}
