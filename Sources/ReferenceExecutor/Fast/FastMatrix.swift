/// Products of dense row-major `Float` matrices.
package enum FastMatrix {
  /// `c = a · b + bias`, or `c = a · bᵀ + bias`.
  ///
  /// - Parameters:
  ///   - a: m × k.
  ///   - b: k × n, or n × k if `transposesB`.
  ///   - c: m × n; every element is written.
  ///   - bias: one value per column of `c`, or nil for zero.
  ///   - threads: number of threads to work on; with 1 none is started. Results don't depend on it.
  package static func multiply(
    a: UnsafePointer<Float>, b: UnsafePointer<Float>, c: UnsafeMutablePointer<Float>,
    m: Int, n: Int, k: Int, transposesB: Bool, bias: UnsafePointer<Float>?, threads: Int
  ) {
    if m == 1 && transposesB {
      VectorProduct(vector: a, matrix: b, depth: k, bias: bias)
        .run(output: c, count: n, threads: threads)
      return
    }
    let aRows = OffsetTable(count: m, step: k)
    let aDepths = OffsetTable(count: k, step: 1)
    let bColumns = OffsetTable(count: n, step: transposesB ? k : 1)
    let bDepths = OffsetTable(count: k, step: transposesB ? 1 : n)
    defer { for table in [aRows, aDepths, bColumns, bDepths] { table.free() } }
    let left = Operand(base: a, positions: aRows.offsets, depths: aDepths.offsets)
    let right = Operand(base: b, positions: bColumns.offsets, depths: bDepths.offsets)
    // The smaller side becomes the rows, as packing rows costs more than packing lanes.
    let isUpright = m <= n
    let product = TiledProduct(
      rows: isUpright ? left : right, lanes: isUpright ? right : left,
      rowCount: min(m, n), laneCount: max(m, n), depth: k,
      target: TiledProduct.Target(
        base: c, rowStride: isUpright ? n : 1, laneStride: isUpright ? 1 : n,
        rowBias: isUpright ? nil : bias, laneBias: isUpright ? bias : nil))
    TiledProduct.run([product], threads: threads)
  }
}
