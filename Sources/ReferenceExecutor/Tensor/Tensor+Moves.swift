extension Tensor {
  /// Output dimension i is input dimension order[i], which must name each dimension once.
  func permuted(_ order: [Int]) -> Tensor {
    // Dimensions of size 1 have no order: without them many a permutation is none.
    let long = order.filter { sizes[$0] != 1 }
    let result = order.map { sizes[$0] }
    if long == long.sorted() { return Tensor(trusted: result, elements) }
    let strides = sizes.strides
    let (rows, steps) = (order.dropLast(), order.last.map { strides[$0] } ?? 1)
    let length = order.last.map { sizes[$0] } ?? 1
    var odometer = StridedOdometer(
      rows.map { sizes[$0] }, strides: [rows.map { strides[$0] }])
    let count = elements.count
    let moved = [Element](unsafeUninitializedCapacity: count) { output, initialized in
      withPointer { input in
        var place = 0
        while place < count {
          let start = odometer.places[0]
          for index in 0..<length { output[place &+ index] = input[start &+ index &* steps] }
          place &+= length
          odometer.advance()
        }
      }
      initialized = count
    }
    return Tensor(trusted: result, moved)
  }

  /// Picks positions along every dimension: output position u reads the input position
  /// `sources[d][u]` of each dimension d, or is `filling` where one of them is −1.
  func gathered(
    _ sources: [[Int]], filling: Element, limit: Int
  ) throws(ExecutionProblem) -> Tensor {
    let sizes = sources.map(\.count)
    let strides = self.sizes.strides
    let last = sources.last ?? [0]
    return try Tensor(sizes: sizes, limit: limit) { output in
      withPointer { input in
        var odometer = Odometer(Array(sizes.dropLast()))
        var place = 0
        for _ in 0..<Array(sizes.dropLast()).product {
          var (start, isOutside) = (0, false)
          for (dimension, index) in odometer.position.enumerated() {
            let source = sources[dimension][index]
            isOutside = isOutside || source < 0
            start &+= source &* strides[dimension]
          }
          for source in last {
            output[place] = isOutside || source < 0 ? filling : input[start &+ source]
            place &+= 1
          }
          odometer.advance()
        }
      }
    }
  }

  /// `gathered` where only dimension `dimension` changes.
  func gathered(
    _ positions: [Int], along dimension: Int, limit: Int
  ) throws(ExecutionProblem) -> Tensor {
    guard let any = elements.first else { return self }
    var sources = sizes.map { Array(0..<$0) }
    sources[dimension] = positions
    return try gathered(sources, filling: any, limit: limit)
  }
}
