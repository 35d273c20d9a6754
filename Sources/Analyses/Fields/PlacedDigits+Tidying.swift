import ConvArithmetic
import LayerGraph

/// One form for each place, so that places can be compared.
extension PlacedDigits {
  /// The same field with as few digits as there can be, and units that are not all multiples of a number.
  /// - Throws: why it is lost.
  func placed(in shape: Shape) throws(UnknownReason) -> Placed {
    var tidied = self
    tidied.limitSizes(to: shape)
    if digits.count > 1 {
      let moving = tidied.digits.filter { $0.size != 1 }
      tidied.digits = moving.isEmpty ? Array(tidied.digits.prefix(1)) : moving
    }
    guard tidied.digits.count <= Self.maximumDigits else { throw .refolded }
    do throws(ArithmeticError) { try tidied.joinNeighbours() } catch { throw .tooLarge }
    try tidied.divideWeights()
    try tidied.readIdleDigits()
    return Placed(
      tidied.local, Placement(tidied.digits, offset: offset, turn: turn, in: shape))
  }

  /// A digit takes no more values than the dimension has room for.
  private mutating func limitSizes(to shape: Shape) {
    guard offset == 0 else { return }
    for (index, digit) in digits.enumerated() {
      guard shape.dims.indices.contains(digit.dimension),
        let length = shape[digit.dimension].constant
      else { continue }
      let room = length.ceilQuotient(digit.inner)
      if digit.size.map({ $0 > room }) ?? true { digits[index] = digit.with(size: room) }
    }
  }

  /// Digits that follow each other in one dimension are one digit.
  private mutating func joinNeighbours() throws(ArithmeticError) {
    digits.sort { $0.weight < $1.weight }
    var index = 0
    while index < digits.count {
      let low = digits[index]
      guard let size = low.size, let top = try low.top() else { break }
      let inner = try low.inner.times(size)
      let next = digits.firstIndex {
        $0.dimension == low.dimension && $0.inner == inner && $0.weight == top
      }
      guard size > 1, let next else {
        index += 1
        continue
      }
      let high = digits.remove(at: next).size
      var joined = Int?.none
      if let high { joined = try size.times(high) }
      digits[index] = low.with(size: joined)
    }
  }

  private mutating func divideWeights() throws(UnknownReason) {
    let common = digits.reduce(0) { greatestCommonDivisor($0, $1.weight) }
    guard common > 1 else { return }
    local = try local.following(.every(common))
    digits = digits.map {
      Digit(
        dimension: $0.dimension, inner: $0.inner, size: $0.size, weight: $0.weight / common)
    }
  }

  /// A lowest digit that makes no difference is as good as read as a whole.
  private mutating func readIdleDigits() throws(UnknownReason) {
    while digits.count > 1, local.map.period > 1, let low = digits.first, low.weight == 1,
      let size = low.size, digits.dropFirst().allSatisfy({ $0.weight % size == 0 }),
      local.map.isConstant(onBlocksOf: size)
    {
      local = try local.following(.run(of: size, step: 1))
      digits.removeFirst()
      try divideWeights()
    }
  }
}

extension Digit {
  fileprivate func with(size: Int?) -> Digit {
    Digit(dimension: dimension, inner: inner, size: size, weight: weight)
  }
}

extension AxisMap {
  /// u ↦ stride·u.
  static func every(_ stride: Int) -> AxisMap {
    AxisMap(.window(.init(stride: stride, offset: 0, step: 1, count: 1)))
  }

  /// u ↦ u, u + step, …: `count` positions.
  static func run(of count: Int, step: Int) -> AxisMap {
    AxisMap(.window(.init(stride: 1, offset: 0, step: step, count: count)))
  }
}
