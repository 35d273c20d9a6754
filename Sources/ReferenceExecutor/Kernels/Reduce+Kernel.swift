import LayerGraph

extension Reduce: Kernel {
  /// The dimensions that go are moved behind those that stay; then each row of n becomes one number.
  func run<A: Arithmetic>(
    _ context: inout KernelContext<A>
  ) throws(ExecutionProblem) -> [Tensor<A.Element>] {
    let input = context.input
    var reduced: Set<Int> = []
    for number in dimensions { reduced.insert(try input.dimension(number)) }
    let kept = input.sizes.indices.filter { !reduced.contains($0) }
    let rows = input.permuted(kept + reduced.sorted())
    let length = reduced.reduce(1) { $0 * input.sizes[$1] }
    let sizes =
      keepsDimensions
      ? input.sizes.indices.map { reduced.contains($0) ? 1 : input.sizes[$0] }
      : kept.map { input.sizes[$0] }
    var math = context.math
    let result = try Tensor<A.Element>(sizes: sizes, limit: context.limit) { output in
      rows.withPointer { rows in
        for row in 0..<input.elements.count / length {
          output[row] = reduce(rows + row * length, length, &math)
        }
      }
    }
    context.math = math
    return [result]
  }

  private func reduce<A: Arithmetic>(
    _ row: UnsafePointer<A.Element>, _ length: Int, _ math: inout A
  ) -> A.Element {
    switch function {
    case .argMaximum: return place(.greater, in: row, length, &math)
    case .argMinimum: return place(.less, in: row, length, &math)
    case .logSumExp: return logSumExp(row, length, &math)
    default: break
    }
    var result = term(row[0], &math)
    for index in 1..<length {
      let value = term(row[index], &math)
      result =
        switch function {
        case .maximum: math.maximum(result, value)
        case .minimum: math.minimum(result, value)
        case .product: math.multiply(result, value)
        default: math.add(result, value)
        }
    }
    return switch function {
    case .mean: math.divide(result, math.constant(Double(length)))
    case .l2: math.apply(.squareRoot, to: result)
    case .logSum: math.apply(.logarithm, to: result)
    default: result
    }
  }

  /// What is summed of an element.
  @inline(__always)
  private func term<A: Arithmetic>(_ value: A.Element, _ math: inout A) -> A.Element {
    switch function {
    case .l1: math.magnitude(value)
    case .l2, .sumOfSquares: math.multiply(value, value)
    default: value
    }
  }

  /// m + ln Σe^(x − m), where m is the greatest: no exponential is too large.
  private func logSumExp<A: Arithmetic>(
    _ row: UnsafePointer<A.Element>, _ length: Int, _ math: inout A
  ) -> A.Element {
    var greatest = row[0]
    for index in 1..<length { greatest = math.maximum(greatest, row[index]) }
    var sum = math.apply(.exponential, to: math.subtract(row[0], greatest))
    for index in 1..<length {
      sum = math.add(sum, math.apply(.exponential, to: math.subtract(row[index], greatest)))
    }
    return math.add(greatest, math.apply(.logarithm, to: sum))
  }

  /// The first place whose element no other surpasses.
  private func place<A: Arithmetic>(
    _ relation: Relation, in row: UnsafePointer<A.Element>, _ length: Int, _ math: inout A
  ) -> A.Element {
    // The place depends on what is compared, and on a single element as well.
    var (best, place) = (row[0], math.pick(if: row[0], math.zero, else: math.zero))
    for index in 1..<length {
      let isBetter = math.compare(row[index], relation, best)
      best = math.pick(if: isBetter, row[index], else: best)
      place = math.pick(if: isBetter, math.constant(Double(index)), else: place)
    }
    return place
  }
}
