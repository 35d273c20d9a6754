public import ConvArithmetic
public import LayerGraph

/// How an image is cut into tiles that overlap, so that what the network makes of them, put together, is what it makes of
/// the whole image: of each tile the units are kept that see nothing but the tile.
public struct TilePlan: Hashable, Sendable {
  /// The layer whose units are put together.
  public let layer: Int
  /// One for each axis.
  public let axes: [Axis]

  /// In positions of the input, but for units.
  public struct Axis: Hashable, Sendable {
    /// How long a tile is; a size that the network takes.
    public let tile: Int
    /// From one tile's start to the next: a multiple of `period`, so that windows lie in each tile as in the whole.
    public let step: Int
    public let period: Int
    /// From where on, and up to where, the places of kept units lie inside a tile.
    public let haloBefore, haloAfter: Rational
    /// The units of a tile, and those of them that see nothing but the tile, by number.
    public let units: Int
    public let kept: ClosedRange<Int>
    /// Units from one tile's start to the next.
    public let unitStep: Int

    /// How much two tiles have in common.
    public var overlap: Int { tile - step }

    /// The tiles for an image of some length, and the length that they are together: what is missing is padded.
    public func grid(for length: Int) -> (tiles: Int, length: Int) {
      if length <= tile { return (1, tile) }
      let more = (length - tile - 1) / step + 1
      return (more + 1, tile + more * step)
    }
  }
}

/// Why there is no such plan.
public enum TileProblem: Error, Hashable, Sendable {
  /// Some layer sees the whole image, or moves otherwise at every size.
  case everything(layer: String)
  case unknown(UnknownReason)
  /// No size up to this one is taken by the network.
  case noSize(symbol: String, atMost: Int)
  /// No unit sees nothing but a tile, or so few that the next tile would leave a gap; the field's size and the period.
  case tooSmall(tile: Int, field: Int, period: Int)
}

extension SizeProblem {
  /// Tiles of a size, or of the next smaller one that the network takes and all positions of which it reads.
  /// - Parameter layer: whose output is wanted, as an index in `Report.layers`.
  /// - Complexity: O(units of a tile), one analysis, and what `solve([.noWaste])` takes.
  public func tiles(_ size: Int, of layer: Int) throws(TileProblem) -> TilePlan {
    let name = report.layers[layer].name
    if report.layers[layer].field.axes.contains(where: \.isGlobal) {
      throw .everything(layer: name)
    }
    let part = try ending(with: layer, name)
    let period = SizePeriod(part.report, symbols: symbols)
      .lookingAtRemainders(of: part.report, symbols: symbols)
    guard let length = period.length, period.order != .none else { throw .unknown(.periodTooLong) }
    guard let solution = try? part.solve([.noWaste]), let tiled = part.report.index(of: name) else {
      throw .unknown(.tooLarge)
    }
    var values: [String: Int] = [:]
    for answer in solution.sizes {
      let set: SizeSet
      switch answer.set {
      case .known(let known): set = known
      case .unknown(let reason): throw .unknown(reason)
      }
      guard let own = set.last(atMost: size) else {
        throw .noSize(symbol: answer.symbols[0], atMost: size)
      }
      for symbol in answer.symbols { values[symbol] = own }
    }
    guard let tile = try? part.report.putting(values) else { throw .unknown(.tooLarge) }
    var plans: [TilePlan.Axis] = []
    for axis in tile.layers[tiled].field.axes.indices {
      plans.append(try tile.tileAxis(axis, of: tiled, period: length))
    }
    return TilePlan(layer: layer, axes: plans)
  }

  /// What comes after a layer has nothing to do with its tiles.
  private func ending(with layer: Int, _ name: String) throws(TileProblem) -> SizeProblem {
    let output = Graph.Output(name: name, value: ValueReference(node: layer))
    guard let graph = try? report.graph.cut(to: [output]),
      let cut = try? graph.report(report.options), let problem = try? SizeProblem(cut)
    else { throw .unknown(.tooLarge) }
    return problem
  }
}

extension Report {
  /// Of the network with the size of a tile.
  fileprivate func tileAxis(
    _ axis: Int, of layer: Int, period: Int
  ) throws(TileProblem) -> TilePlan.Axis {
    let local: LocalField
    switch layers[layer].field.axes[axis].local {
    case .known(let known)?: local = known
    case .unknown(let reason)?: throw .unknown(reason)
    case nil: throw .unknown(.refolded)
    }
    let lengths = lengths(of: layers[layer].outputs[0], axis: axis)
    guard let units = lengths.units.value?.constant, let length = lengths.positions.value?.constant,
      units <= Self.longestTile
    else { throw .unknown(.tooLarge) }
    do throws(ArithmeticError) {
      if let plan = try local.tile(of: length, units: units, period: period) { return plan }
    } catch {
      throw .unknown(.tooLarge)
    }
    throw .tooSmall(tile: length, field: local.size.value?.upperBound ?? 0, period: period)
  }

  /// Units of a tile are gone through.
  private static let longestTile = 1 << 20
}

extension LocalField {
  /// Nil where too few units see nothing but the tile.
  fileprivate func tile(
    of length: Int, units: Int, period: Int
  ) throws(ArithmeticError) -> TilePlan.Axis? {
    let jump = try map.jump()
    guard jump > 0, case .known(let start?) = self.start,
      let kept = try unitsInside(length, of: units)
    else { return nil }
    // The period is that of all layers, so it has whole units.
    let each = try Rational(period) / jump
    let steps = each.isInteger ? kept.count / each.numerator : 0
    guard steps > 0 else { return nil }
    let half = try (jump - 1) / 2
    let first = try start + jump * Rational(kept.lowerBound) - half
    let last = try start + jump * Rational(kept.upperBound) + half
    return TilePlan.Axis(
      tile: length, step: try steps.times(period), period: period, haloBefore: first,
      haloAfter: try Rational(length - 1) - last, units: units, kept: kept,
      unitStep: steps * each.numerator)
  }

  /// The longest run of units, around the middle one, that see nothing but positions 0 ..< length.
  private func unitsInside(
    _ length: Int, of units: Int
  ) throws(ArithmeticError) -> ClosedRange<Int>? {
    func isInside(_ unit: Int) throws(ArithmeticError) -> Bool {
      let hull = try map.hull(of: unit)
      return hull.isEmpty || hull.lower >= 0 && hull.upper < length
    }
    let middle = units / 2
    guard units > 0, try isInside(middle) else { return nil }
    var (first, last) = (middle, middle)
    while first > 0, try isInside(first - 1) { first -= 1 }
    while last < units - 1, try isInside(last + 1) { last += 1 }
    return first...last
  }
}
