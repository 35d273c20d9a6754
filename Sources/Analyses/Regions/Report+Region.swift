public import ConvArithmetic
public import LayerGraph

extension Report {
  /// What one unit of a layer (or of the last layer of a module) sees, exactly.
  ///
  /// - Parameters:
  ///   - unit: one number for each axis of the layer's output, or for each of its dimensions, nil for any; for a flat
  ///     output one number for its features, or none for any of them. Axes are counted in the dimensions in which those
  ///     of the source lie: 1 and 2 of N×H×W×C.
  ///   - source: the layer whose output is looked at; the first input of the network when nil.
  /// - Throws: a `Diagnostic` when a name or a number is wrong, a size is open, or a layer between has
  ///   no exact answer.
  public func region(
    of name: String, unit: [Int?], on source: String? = nil
  ) throws(Diagnostic) -> Region {
    let value = try requireValue(of: name)
    let report = try lookingAt(source)
    guard !report.sources.isEmpty else { throw Diagnostic(.graph, .noInput) }
    do throws(Problem) {
      return try report.region(of: value, unit: unit)
    } catch {
      throw Diagnostic(graph.nodes[value.node].location, error)
    }
  }

  /// Which place of which map a unit of a flattened value is, and which of the pieces that lie side by side it is in:
  /// the head and the cell of an anchor. Nothing for a unit of a map itself, and where it can't be told.
  ///
  /// - Parameter unit: as for `region`.
  /// - Throws: as `region`, for a wrong name or number.
  public func places(
    of name: String, unit: [Int?], on source: String? = nil
  ) throws(Diagnostic) -> UnitPlaces {
    let value = try requireValue(of: name)
    let report = try lookingAt(source)
    guard !report.sources.isEmpty else { throw Diagnostic(.graph, .noInput) }
    do throws(Problem) {
      return UnitPlacesWalk.places(of: value, try report.demand(for: unit, of: value), in: report)
    } catch {
      throw Diagnostic(graph.nodes[value.node].location, error)
    }
  }

  /// The value of a layer, of a result, or of the last layer of a module; see `Graph.outputs(named:)`.
  private func requireValue(of name: String) throws(Diagnostic) -> ValueReference {
    if graph.index(named: name) == nil,
      let output = graph.outputs.first(where: { $0.name == name })
    {
      return output.value
    }
    if index(of: name) == nil, let output = try? graph.outputs(named: name).first {
      return output.value
    }
    return ValueReference(node: try requireIndex(of: name))
  }

  private func demand(
    for unit: [Int?], of value: ValueReference
  ) throws(Problem) -> RegionPass.Demand {
    let shape = try RegionPass(report: self, source: 0).shape(of: value)
    let axes = layers[value.node].outputs[value.output].fields[0].axes
    // Where no axis lies, all units see the same; nothing need be known of how many there are.
    let moving = Set(
      shape.dims.indices.filter { dimension in
        axes.contains { $0.part.mayLie(in: dimension) }
      })
    return try demand(
      for: unit, in: axesOfUnits(axes, in: shape), of: shape, moving: moving)
  }

  private func region(of value: ValueReference, unit: [Int?]) throws(Problem) -> Region {
    let pass = RegionPass(report: self, source: 0)
    let shape = try pass.shape(of: value)
    let axes = layers[value.node].outputs[value.output].fields[0].axes
    let demand = try demand(for: unit, of: value)
    let positions = try pass.positions(readBy: [(value, demand)])
    let looked = try pass.shape(of: sources[0])
    // Where a path sees the whole axis, a unit sees no less than all others together, or it sees a piece.
    let all =
      axes.contains(where: \.isGlobal)
      ? try pass.positionsSeen(by: value) : [PositionSet](repeating: .empty, count: axes.count)
    return Region(
      axes: positions.enumerated().map { axis, positions in
        let field = axes.indices.contains(axis) ? axes[axis] : .nothing
        let isPiece = field.isGlobal && positions != all[axis]
        return AxisRegion(
          positions: positions,
          field: isPiece ? .unknown(.piecewise) : field.extent(for: demand, of: shape),
          length: looked[self.axes[0].dimensions[axis]].constant ?? 0,
          sampled: isPiece ? nil : field.samplingPoint(for: demand))
      })
  }

  /// The dimensions of a value that units are counted along: those in which the source's axes lie, as far as they tell
  /// that these are not 2, 3, …; the features of a flat one.
  private func axesOfUnits(_ axes: [AxisField], in shape: Shape) -> [Int] {
    let byPlace = SourceAxes(byPlaceIn: shape.rank).dimensions
    // A dimension of size 1 tells nothing.
    let known = axes.enumerated().compactMap { axis, field -> (axis: Int, dimension: Int)? in
      guard field.part.moves, let dimension = field.dimension,
        shape.dims.indices.contains(dimension),
        shape[dimension] != 1
      else { return nil }
      return (axis, dimension)
    }
    let candidates = [byPlace, self.axes[0].dimensions.filter { $0 < shape.rank }]
    let found = candidates.first { dimensions in
      known.allSatisfy {
        dimensions.indices.contains($0.axis) && dimensions[$0.axis] == $0.dimension
      }
    }
    let dimensions = found ?? Set(known.map(\.dimension)).sorted()
    return dimensions.isEmpty && shape.rank > 0 ? [shape.rank - 1] : dimensions
  }

  /// The demand for one unit; refuses numbers outside the value.
  private func demand(
    for unit: [Int?], in axes: [Int], of shape: Shape, moving: Set<Int>
  ) throws(Problem) -> RegionPass.Demand {
    var demand = RegionPass.Demand(repeating: nil, count: shape.rank)
    if unit.isEmpty, shape.spatialRank == 0 { return demand }
    guard unit.count == axes.count || unit.count == shape.rank else {
      throw .unitCount(given: unit.count, axes: axes.count, rank: shape.rank)
    }
    let dimensions = unit.count == axes.count ? axes : Array(0..<shape.rank)
    for (axis, dimension) in dimensions.enumerated() {
      guard let unit = unit[axis] else { continue }
      guard let size = shape[dimension].constant else {
        if !moving.contains(dimension), unit >= 0 { continue }
        throw .sizesOpen(shape)
      }
      guard unit >= 0, unit < size else {
        throw .unitOutOfRange(axis: axis, unit: unit, size: Dim(size))
      }
      demand[dimension] = PositionSet(Interval(unit, unit))
    }
    return demand
  }

  /// What the units with index `unit` along `dimension` of a value see along each axis of source number
  /// `source`, whatever their other indices; with `dimension` nil, what any unit sees. Whoever asks about
  /// many units asks one `RegionPass`.
  package func positionsSeen(
    by value: ValueReference, unit: Int = 0, along dimension: Int? = nil, source: Int = 0
  ) throws(Problem) -> [PositionSet] {
    try RegionPass(report: self, source: source).positionsSeen(
      by: value, unit: unit, along: dimension)
  }

  /// The units of a layer that see a position of the source: its projective field. One entry for each
  /// spatial axis of the source; nil where every unit sees it.
  /// - Parameter pixel: one number for each spatial axis of the source.
  public func projection(
    of pixel: [Int], at name: String, on source: String? = nil
  ) throws(Diagnostic) -> [PositionSet?] {
    let index = try requireIndex(of: name)
    let report = try lookingAt(source)
    guard !report.sources.isEmpty else { throw Diagnostic(.graph, .noInput) }
    do throws(Problem) {
      let looked = try RegionPass(report: report, source: 0).shape(of: report.sources[0])
      let dimensions = report.axes[0].dimensions
      guard pixel.count == dimensions.count else {
        throw .unitCount(given: pixel.count, axes: dimensions.count, rank: nil)
      }
      var projections: [PositionSet?] = []
      for (axis, pixel) in pixel.enumerated() {
        let size = looked[dimensions[axis]]
        guard let length = size.constant else { throw .sizesOpen(looked) }
        guard pixel >= 0, pixel < length else {
          throw .pixelOutOfRange(axis: axis, pixel: pixel, size: size)
        }
        let pass = ProjectionPass(report: report, source: 0)
        let seen = PositionSet(Interval(pixel, pixel))
        let reach = try pass.units(of: ValueReference(node: index), seeing: seen, axis: axis)
        projections.append(reach?.units)
      }
      return projections
    } catch {
      throw Diagnostic(graph.nodes[index].location, error)
    }
  }

  /// The fields of all layers on the output of one layer.
  /// - Complexity: as a whole analysis.
  public func lookingAt(_ source: String?) throws(Diagnostic) -> Report {
    guard let source else { return self }
    let index = try requireIndex(of: source)
    if inputs.first == index { return self }
    return try lookingAt(ValueReference(node: index))
  }

  /// The fields of all layers on one value.
  package func lookingAt(_ source: ValueReference) throws(Diagnostic) -> Report {
    try Report(of: graph, options: options, sources: [source], rules: rules)
  }
}

extension AxisField {
  /// Where the unit samples that a demand asks for; nil where it asks for several, or the middle is as good.
  fileprivate func samplingPoint(for demand: RegionPass.Demand) -> Rational? {
    guard !isGlobal, !isFolded, let dimension, demand.indices.contains(dimension),
      case .known(let local)? = local, local.isAnchored, let start = local.evenStart,
      case .known(let jump) = local.jump, let unit = demand[dimension]?.hull, unit.isSingle
    else { return nil }
    return try? start + jump * Rational(unit.lower)
  }

  /// What the closed form says of the unit that a demand asks for, or of all units where it leaves the
  /// dimension free.
  fileprivate func extent(
    for demand: RegionPass.Demand, of shape: Shape
  ) -> Known<AxisRegion.Extent> {
    if isGlobal { return .known(.everything) }
    guard let local else { return .known(.nothing) }
    switch local {
    case .unknown(let reason): return .unknown(reason)
    case .known(let local):
      guard !isFolded, let dimension, demand.indices.contains(dimension) else {
        return .unknown(.folded)
      }
      if !local.isAnchored { return .unknown(.openPadding) }
      let every = (shape[dimension].constant ?? 1) - 1
      let units = demand[dimension]?.hull ?? Interval(0, every)
      return .init(arithmetic: { () throws(ArithmeticError) in
        let hull = try local.hull(of: units)
        return hull.isEmpty ? .nothing : .box(hull)
      })
    }
  }
}

extension LocalField {
  /// The hull of what these units see together, of which there is one at least: as f(u + c) = f(u) + a,
  /// the first period has its beginning and the last its end.
  fileprivate func hull(of units: Interval) throws(ArithmeticError) -> Interval {
    let others = map.period - 1
    let first = units.lower...min(units.upper, try units.lower.plus(others))
    let last = max(units.lower, try units.upper.minus(others))...units.upper
    var hull = Interval.empty
    for unit in Array(first) + Array(last) { hull = hull.hull(with: try map.hull(of: unit)) }
    return hull
  }
}
