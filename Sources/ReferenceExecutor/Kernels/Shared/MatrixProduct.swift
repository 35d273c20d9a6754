/// C = A·B (or A·Bᵀ) + bias per column, for everything that is made of matrix products.
struct MatrixProduct {
  let m: Int
  let n: Int
  let k: Int
  let transposesB: Bool

  /// Each element of C starts at its bias or 0 and takes k multiply-accumulates.
  func run<A: Arithmetic>(
    _ a: ElementView<A.Element>, _ b: ElementView<A.Element>, bias: ElementView<A.Element>? = nil,
    into c: UnsafeMutablePointer<A.Element>, _ math: inout A
  ) {
    let job = MatrixJob(
      a: a.base, b: b.base, c: c, m: m, n: n, k: k, transposesB: transposesB, bias: bias?.base)
    if math.hasFastProducts, math.multiplyMatrices(job) { return }
    let (rowStep, innerStep) = transposesB ? (k, 1) : (1, n)
    for row in 0..<m {
      for column in 0..<n {
        var sum = bias?[column] ?? math.zero
        for inner in 0..<k {
          sum = math.multiplyAccumulate(
            sum, a[row &* k &+ inner], b[column &* rowStep &+ inner &* innerStep])
        }
        c[row &* n &+ column] = sum
      }
    }
  }
}
