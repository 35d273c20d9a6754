/// The rows over which a normalisation takes its mean and variance. Rows are contiguous.
struct Rows {
  let count: Int
  let length: Int
  /// Row r holds the γ and β from r · channelsPerRow (mod their number) on, each for `plane` elements.
  let channelsPerRow: Int
  let plane: Int
}

extension Rows {
  /// A row for each sample and group of channels; γ and β are so many numbers, one for each channel or one
  /// for each group.
  init(groups: Int, numbers: Int, of sizes: [Int]) {
    count = sizes[0] * groups
    length = Array(sizes.dropFirst()).product / groups
    channelsPerRow = numbers / groups
    plane = length / channelsPerRow
  }
}

extension KernelContext {
  /// (x − mean)/√(variance + ε)·γ + β for each row.
  ///
  /// For n elements: mean n − 1 additions and a division, n differences, n squares, variance n − 1
  /// additions and a division; ε, root and reciprocal; n products, and one more operation for each of γ
  /// and β. What is not centred has no mean and no differences.
  mutating func normalize(
    _ input: TensorType, rows: Rows, isCentered: Bool = true, affine: Affine<Element>,
    channels: Int, epsilon: Double
  ) throws(ExecutionProblem) -> TensorType {
    var math = self.math
    defer { self.math = math }
    return try Tensor(sizes: input.sizes, limit: limit) { output in
      input.withPointer { input in
        affine.scale.withView { scale in
          affine.shift.withView { shift in
            for row in 0..<rows.count {
              let start = row * rows.length
              if isCentered {
                rows.center(input + start, into: output + start, &math)
              } else {
                (output + start).update(from: input + start, count: rows.length)
              }
              let factor = rows.factor(for: output + start, epsilon, &math)
              for index in 0..<rows.length {
                let channel = (row * rows.channelsPerRow + index / rows.plane) % channels
                var value = math.multiply(output[start + index], factor)
                if let scale { value = math.multiply(value, scale[channel]) }
                if let shift { value = math.add(value, shift[channel]) }
                output[start + index] = value
              }
            }
          }
        }
      }
    }
  }
}

extension Rows {
  /// Writes x − mean.
  fileprivate func center<A: Arithmetic>(
    _ input: UnsafePointer<A.Element>, into output: UnsafeMutablePointer<A.Element>,
    _ math: inout A
  ) {
    var sum = input[0]
    for index in 1..<length { sum = math.add(sum, input[index]) }
    let mean = math.divide(sum, math.constant(Double(length)))
    for index in 0..<length { output[index] = math.subtract(input[index], mean) }
  }

  /// 1/√(mean of x² + ε)
  fileprivate func factor<A: Arithmetic>(
    for row: UnsafePointer<A.Element>, _ epsilon: Double, _ math: inout A
  ) -> A.Element {
    var squares = math.multiply(row[0], row[0])
    for index in 1..<length { squares = math.add(squares, math.multiply(row[index], row[index])) }
    let variance = math.divide(squares, math.constant(Double(length)))
    let deviation = math.apply(.squareRoot, to: math.add(variance, math.constant(epsilon)))
    return math.divide(math.constant(1), deviation)
  }
}
