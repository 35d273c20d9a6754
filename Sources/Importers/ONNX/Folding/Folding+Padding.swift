import ConvArithmetic

extension Folding {
  /// Elements before and after those of each dimension; negative amounts cut off.
  static func pad(
    _ array: KnownArray, _ inputs: [KnownArray?], _ call: Call
  ) throws -> KnownArray? {
    let given = try call.attributes.ints("pads") ?? (inputs.count > 1 ? inputs[1]?.integers : nil)
    guard let amounts = given else { return nil }
    var axes = Array(array.sizes.indices)
    if call.optional(3) != nil {
      guard let places = inputs[3]?.integers?.map({ place($0, array.rank) }),
        !places.contains(nil)
      else { return nil }
      axes = places.compactMap { $0 }
    }
    guard amounts.count == 2 * axes.count, Set(axes).count == axes.count,
      let filler = try filler(array, inputs, call)
    else { return nil }
    var (before, sizes) = (Array(repeating: 0, count: array.rank), array.sizes)
    for (index, axis) in axes.enumerated() {
      let (sum, isLong) = amounts[index].addingReportingOverflow(amounts[index + axes.count])
      let (size, isLonger) = sizes[axis].addingReportingOverflow(sum)
      guard !isLong, !isLonger, amounts[index].magnitude <= ConstantTensor.limit else { return nil }
      (before[axis], sizes[axis]) = (amounts[index], size)
    }
    let mode = try call.attributes.string("mode") ?? "constant"
    return array.picked(sizes, elsewhere: filler) { _, position in
      zip(zip(position, before), array.sizes).map { source($0.0 - $0.1, in: $1, mode) }
    }
  }

  private static func filler(
    _ array: KnownArray, _ inputs: [KnownArray?], _ call: Call
  ) throws -> Scalar? {
    if call.version < 11 { return .real(try call.attributes.float("value", default: 0)) }
    if call.optional(2) == nil { return array.type.isReal ? .real(0) : .integer(0) }
    return inputs[2]?.elements.first
  }

  /// Where the element at a position comes from, which is out of range where that is nowhere.
  private static func source(_ position: Int, in size: Int, _ mode: String) -> Int {
    guard size > 0, !(0..<size).contains(position) else { return position }
    switch mode {
    case "edge": return position < 0 ? 0 : size - 1
    case "wrap": return (position % size + size) % size
    case "reflect" where size > 1:
      let period = 2 * (size - 1)
      let rest = (position % period + period) % period
      return rest < size ? rest : period - rest
    default: return -1
    }
  }
}
