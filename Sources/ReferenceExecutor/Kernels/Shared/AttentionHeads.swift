/// softmax(q·kᵀ/√d)·v for each head of projected sequences (Vaswani et al. 2017).
///
/// Beside the two matrix products there are a product for scaling each element of the queries, an
/// addition for each score where there is a position bias, and the softmax of each row of scores.
struct AttentionHeads<A: Arithmetic> {
  let heads: Int
  let features: Int
  /// A learned number added to each score: element positions[query · keys + key] · heads + head.
  var positionBias: (table: Learned<A.Element>, positions: [Int])?
  /// For each sequence the region of each of its tokens: a query sees the keys of its own region only.
  /// Empty where all see all.
  var regions: [[Int]] = []

  private var depth: Int { features / heads }

  /// Queries are N×L×E, keys and values N×S×E; the result is as the queries.
  func attend(
    queries: Tensor<A.Element>, keys: Tensor<A.Element>, values: Tensor<A.Element>,
    _ context: inout KernelContext<A>
  ) throws(ExecutionProblem) -> Tensor<A.Element> {
    let (length, width) = (queries.sizes[1], keys.sizes[1])
    let scoreCount = try [length, width].elementCount(limit: context.limit)
    var math = context.math
    defer { context.math = math }
    let scale = math.constant(1 / Double(depth).squareRoot())
    return try Tensor(sizes: queries.sizes, limit: context.limit) { output in
      // One head at a time, taken out of the sequences' rows.
      let counts = [length * depth, width * depth, width * depth, scoreCount, length * depth]
      let blocks = counts.map { UnsafeMutablePointer<A.Element>.allocate(capacity: $0) }
      defer { for block in blocks { block.deallocate() } }
      let (query, key, value, scores, mixed) = (
        blocks[0], blocks[1], blocks[2], blocks[3], blocks[4]
      )
      for index in 0..<queries.sizes[0] * heads {
        let (sequence, head) = (index / heads, index % heads)
        take(head, of: queries, sequence, into: query)
        take(head, of: keys, sequence, into: key)
        take(head, of: values, sequence, into: value)
        for place in 0..<length * depth { query[place] = math.multiply(query[place], scale) }
        MatrixProduct(m: length, n: width, k: depth, transposesB: true)
          .run(ElementView(query), ElementView(key), into: scores, &math)
        addPositionBias(head, to: scores, count: scoreCount, &math)
        mask(scores, sequence, length, width, math)
        for row in 0..<length {
          SoftmaxRow(length: width, step: 1)
            .run(scores + row * width, into: scores + row * width, &math)
        }
        mix(scores, value, sequence, length, width, into: mixed, &math)
        for row in 0..<length {
          let start = (sequence * length + row) * features + head * depth
          (output + start).update(from: mixed + row * depth, count: depth)
        }
      }
    }
  }

  private func take(
    _ head: Int, of tensor: Tensor<A.Element>, _ sequence: Int,
    into block: UnsafeMutablePointer<A.Element>
  ) {
    let length = tensor.sizes[1]
    tensor.withPointer { elements in
      for row in 0..<length {
        let start = (sequence * length + row) * features + head * depth
        (block + row * depth).update(from: elements + start, count: depth)
      }
    }
  }

  private func addPositionBias(
    _ head: Int, to scores: UnsafeMutablePointer<A.Element>, count: Int, _ math: inout A
  ) {
    guard let positionBias else { return }
    positionBias.table.withView { table in
      for place in 0..<count {
        let bias = table[positionBias.positions[place] * heads + head]
        scores[place] = math.add(scores[place], bias)
      }
    }
  }

  /// Whether query `row` may see key `column`.
  private func sees(_ sequence: Int, _ row: Int, _ column: Int) -> Bool {
    regions.isEmpty || regions[sequence][row] == regions[sequence][column]
  }

  /// A score that must not matter is below every other.
  private func mask(
    _ scores: UnsafeMutablePointer<A.Element>, _ sequence: Int, _ length: Int, _ width: Int,
    _ math: A
  ) {
    guard !regions.isEmpty else { return }
    for row in 0..<length {
      for column in 0..<width where !sees(sequence, row, column) {
        scores[row * width + column] = math.constant(-.infinity)
      }
    }
  }

  /// The mean of the values, weighted by the scores. What is masked is a zero, as a padding tap is.
  private func mix(
    _ scores: UnsafeMutablePointer<A.Element>, _ values: UnsafeMutablePointer<A.Element>,
    _ sequence: Int, _ length: Int, _ width: Int,
    into mixed: UnsafeMutablePointer<A.Element>, _ math: inout A
  ) {
    if regions.isEmpty || Set(regions[sequence]).count == 1 {
      MatrixProduct(m: length, n: depth, k: width, transposesB: false)
        .run(ElementView(scores), ElementView(values), into: mixed, &math)
      return
    }
    let zero = math.zero
    for row in 0..<length {
      for column in 0..<depth {
        var sum = zero
        for key in 0..<width {
          let value = sees(sequence, row, key) ? values[key * depth + column] : zero
          sum = math.multiplyAccumulate(sum, scores[row * width + key], value)
        }
        mixed[row * depth + column] = sum
      }
    }
  }
}
