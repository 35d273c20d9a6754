import LayerGraph

extension Concat: Kernel {
  func run<A: Arithmetic>(
    _ context: inout KernelContext<A>
  ) throws(ExecutionProblem) -> [Tensor<A.Element>] {
    let inputs = context.inputs
    let first = context.input
    let joined = try first.dimension(dimension)
    var sizes = first.sizes
    for input in inputs.dropFirst() {
      guard input.rank == first.rank,
        sizes.indices.allSatisfy({ $0 == joined || input.sizes[$0] == sizes[$0] })
      else { throw .notJoined(first.sizes, input.sizes, dimension: joined) }
      sizes[joined] = try sizes[joined].plus(input.sizes[joined], "joined size")
    }
    let rows = Array(sizes[..<joined]).product
    return [
      try Tensor(sizes: sizes, limit: context.limit) { output in
        var place = 0
        for row in 0..<rows {
          for input in inputs {
            let length = input.elements.count / rows
            input.withPointer {
              (output + place).update(from: $0 + row * length, count: length)
            }
            place += length
          }
        }
      }
    ]
  }
}

extension Split: Kernel {
  func run<A: Arithmetic>(
    _ context: inout KernelContext<A>
  ) throws(ExecutionProblem) -> [Tensor<A.Element>] {
    let input = context.input
    let cut = try input.dimension(dimension)
    var (start, parts): (Int, [Tensor<A.Element>]) = (0, [])
    for size in try sizes(of: input.sizes[cut]) {
      parts.append(
        try input.gathered(Array(start..<start + size), along: cut, limit: context.limit))
      start += size
    }
    return parts
  }

  private func sizes(of length: Int) throws(ExecutionProblem) -> [Int] {
    switch parts {
    case .sizes(let sizes):
      var total = 0
      for size in sizes { total = try total.plus(size, "part size") }
      if total != length { throw .partsDiffer(total: total, size: length) }
      return sizes
    case .count(let count):
      // Whole pieces as long as there are some, what is left for the last.
      let size = (length + count - 1) / count
      var (sizes, rest): ([Int], Int) = ([], length)
      while rest > 0 {
        sizes.append(min(size, rest))
        rest -= size
      }
      if sizes.count != count { throw .notDivisible("the size that is cut", length, by: count) }
      return sizes
    }
  }
}

extension Slice: Kernel {
  /// The positions that Python's [start:end:step] names.
  func run<A: Arithmetic>(
    _ context: inout KernelContext<A>
  ) throws(ExecutionProblem) -> [Tensor<A.Element>] {
    let input = context.input
    let cut = try input.dimension(dimension)
    let length = input.sizes[cut]
    let low = Self.place(start, length)
    let high = end.map { Self.place($0, length) } ?? length
    guard low < high else {
      throw .outputEmpty(dimension: cut, size: 0, sizes: input.sizes)
    }
    let positions = Array(stride(from: low, to: high, by: step))
    return [try input.gathered(positions, along: cut, limit: context.limit)]
  }

  /// A bound counted from the front, not outside the input.
  private static func place(_ bound: Int, _ length: Int) -> Int {
    bound < 0 ? (bound < -length ? 0 : length + bound) : min(bound, length)
  }
}

extension Crop: Kernel {
  func run<A: Arithmetic>(
    _ context: inout KernelContext<A>
  ) throws(ExecutionProblem) -> [Tensor<A.Element>] {
    let input = context.input
    try input.requireRank(atLeast: 3)
    let spatial = input.spatial
    let before = try before.expanded("crop", rank: spatial.count)
    let after = try after.expanded("crop", rank: spatial.count)
    var ranges: [Range<Int>] = []
    for (axis, length) in spatial.enumerated() {
      let removed = try before[axis].plus(after[axis], "crop")
      guard removed < length else {
        throw .outputEmpty(
          dimension: axis + Shape.firstSpatialDimension, size: length - removed,
          sizes: input.sizes)
      }
      ranges.append(before[axis]..<length - after[axis])
    }
    return [try input.cut(ranges, limit: context.limit)]
  }
}

extension CropLike: Kernel {
  /// As much is cut before as after, an odd position after.
  func run<A: Arithmetic>(
    _ context: inout KernelContext<A>
  ) throws(ExecutionProblem) -> [Tensor<A.Element>] {
    let (input, model) = (context.inputs[0], context.inputs[1])
    try input.requireRank(atLeast: 3)
    if model.rank != input.rank { throw .rankDiffers(sizes: model.sizes, needed: input.rank) }
    var ranges: [Range<Int>] = []
    for (length, size) in zip(input.spatial, model.spatial) {
      if size > length { throw .cropTooLarge(from: input.sizes, to: model.sizes) }
      let before = (length - size) / 2
      ranges.append(before..<before + size)
    }
    return [try input.cut(ranges, limit: context.limit)]
  }
}

extension Pad: Kernel {
  func run<A: Arithmetic>(
    _ context: inout KernelContext<A>
  ) throws(ExecutionProblem) -> [Tensor<A.Element>] {
    let input = context.input
    try input.requireRank(atLeast: 3)
    let spatial = input.spatial
    let before = try before.expanded("padding", rank: spatial.count)
    let after = try after.expanded("padding", rank: spatial.count)
    var sources = input.sizes.map { Array(0..<$0) }
    for (axis, length) in spatial.enumerated() {
      let dimension = axis + Shape.firstSpatialDimension
      let size = try length.plus(before[axis], "padding").plus(after[axis], "padding")
      guard size > 0 else {
        throw .outputEmpty(dimension: dimension, size: size, sizes: input.sizes)
      }
      _ = try [size].elementCount(limit: context.limit)
      sources[dimension] = []
      for position in 0..<size {
        let (shifted, overflow) = position.subtractingReportingOverflow(before[axis])
        if overflow { throw .settingTooLarge("padding") }
        sources[dimension].append(try mode.source(of: shifted, length: length))
      }
    }
    return [
      try input.gathered(
        sources, filling: context.math.constant(value), limit: context.limit)
    ]
  }
}
