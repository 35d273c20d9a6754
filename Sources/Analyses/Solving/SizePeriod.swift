import ConvArithmetic
import LayerGraph

/// After how many positions of its input a network is as it was: all sizes have moved on by whole numbers.
struct SizePeriod {
  /// The least common multiple over all layers; nil where a size isn't known or isn't of this kind, and past
  /// `Residues.longest`.
  private(set) var length: Int?
  /// How many positions of the input units see at most along an axis, of what they don't see all of; nil where that
  /// isn't known.
  private(set) var reach: Int?
  private(set) var order: Order

  /// Whether units a period further on read what lies a period further on, in every layer.
  enum Order: Int, Comparable {
    /// Not, or who knows.
    case none
    /// But for those that look past the ends and see what lies there: replicated and mirrored edges.
    case inside
    /// Wherever the input ends.
    case everywhere

    static func < (one: Order, other: Order) -> Bool { one.rawValue < other.rawValue }
  }

  /// O(layers).
  init(_ report: Report, symbols: [String]) {
    (length, reach, order) = (1, 1, .everywhere)
    for layer in report.layers {
      for output in layer.outputs.indices { add(layer, output, symbols) }
    }
  }

  private mutating func add(_ layer: LayerReport, _ output: Int, _ symbols: [String]) {
    guard case .known(let shape) = layer.outputs[output].shape else {
      (length, reach, order) = (nil, nil, .none)
      return
    }
    for dim in shape.dims { length = length.flatMap { dim.period(of: symbols, with: $0) } }
    if case .known(let readings) = layer.readings(of: output) {
      for reading in readings { order = min(order, reading.order) }
    } else {
      order = .none
    }
    for axis in layer.outputs[output].fields.first?.axes ?? [] {
      switch axis.sizes {
      case nil: break
      case .known(let size)?: reach = reach.map { max($0, size.upperBound) }
      case .unknown?: reach = nil
      }
    }
  }

  /// The same with what isn't known of all sizes looked for at each remainder.
  func lookingAtRemainders(of report: Report, symbols: [String]) -> SizePeriod {
    guard reach == nil || order == .none, let length else { return self }
    var whole = self
    (whole.reach, whole.order) = (1, .everywhere)
    for remainder in 0..<length {
      let remainders = Dictionary(uniqueKeysWithValues: symbols.map { ($0, remainder) })
      let one = try? report.putting(remainders, modulo: length, axes: report.axesOfInputs)
      guard let one else { continue }
      let own = SizePeriod(one, symbols: symbols)
      whole.reach = whole.reach.flatMap { most in own.reach.map { max(most, $0) } }
      whole.order = min(whole.order, own.order)
    }
    return whole
  }
}

extension Reading {
  /// Whether what units read moves on with them.
  fileprivate var order: SizePeriod.Order {
    routes.indices.map { order(of: $0) }.min() ?? .everywhere
  }

  private func order(of dimension: Int) -> SizePeriod.Order {
    // Whoever reads something of it reads all.
    if from[dimension] == 1 { return .everywhere }
    switch routes[dimension] {
    case .all, .allAndOwn, .nothing, .piece, .digits: return .everywhere
    // Places are only moved.
    case .lost(let reason, _): return reason == .folded ? .everywhere : .none
    case .along(let output, let map):
      guard map.isAnchored, map.border != .wrap else { return .none }
      switch map.kind {
      case .window, .transposed, .block, .upTo, .onwards:
        return map.border == .nothing ? .everywhere : .inside
      case .span(let span):
        return map.border == .nothing || span.staysInside(from[dimension], units: to[output])
          ? .everywhere : .inside
      case .repeating, .mirrored, .listed: return .none
      }
    }
  }
}

extension AxisMap.Span {
  /// Whether no unit looks past an end.
  fileprivate func staysInside(_ length: Dim, units: Dim) -> Bool {
    guard low >= 0,
      let end = try? ((units - 1) * Dim(advance) + Dim(high)).floorDivided(by: divisor),
      let last = try? length - 1
    else { return false }
    return end.isAtMost(last) == .always
  }
}

extension Dim {
  /// The common period with another one; sizes that are products of several were sizes of their own before.
  fileprivate func period(of names: [String], with other: Int) -> Int? {
    let open = symbols
    if open.isEmpty || !open.contains(where: names.contains) { return other }
    guard open.count == 1 else { return other }
    guard let own = period(longest: Residues.longest) else { return nil }
    let common = Int(greatestCommonDivisor(own.magnitude, other.magnitude))
    guard let product = try? other.times(own / common), product <= Residues.longest else {
      return nil
    }
    return product
  }
}
