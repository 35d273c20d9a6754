import Analyses
import ConvArithmetic
import LayerGraph

/// A unit of a value, whatever its indices along other dimensions; `dimension` nil means any unit.
struct UnitKey: Hashable {
  let value: ValueReference
  let dimension: Int?
  let unit: Int

  /// The same unit of another value.
  func moved(to other: ValueReference) -> UnitKey {
    UnitKey(value: other, dimension: dimension, unit: unit)
  }
}

/// What each unit that is looked at really depends on along one axis of the input.
struct SeenUnits {
  private(set) var positions: [UnitKey: PositionSet] = [:]

  mutating func add(_ seen: PositionSet, to key: UnitKey) throws(ArithmeticError) {
    positions[key] = try positions[key, default: .empty].union(seen)
  }
}

/// The units that are looked at, by value, for one axis of one input.
struct UnitPlan {
  /// Nothing for values that do not depend on the input.
  let slices: [ValueReference: [Slice]]

  /// The plan for some values only.
  func only(_ values: Set<ValueReference>) -> UnitPlan {
    UnitPlan(slices: slices.filter { values.contains($0.key) })
  }

  private init(slices: [ValueReference: [Slice]]) { self.slices = slices }

  /// Whether no unit of a slice is missing.
  var hasEveryUnit: Bool { slices.values.allSatisfy { $0.allSatisfy(\.isWhole) } }

  /// Units along one dimension of a value; `dimension` nil means any unit.
  struct Slice {
    let dimension: Int?
    let units: [Int]
    /// Whether these are all units there are.
    let isWhole: Bool
  }

  init(_ report: Report, source: Int, axis: Int, _ effort: Effort) {
    var plan: [ValueReference: [Slice]] = [:]
    for index in report.layers.indices {
      for (output, made) in report.layers[index].outputs.enumerated() {
        let field = made.fields[source]
        guard field.isReached, field.axes.indices.contains(axis), let shape = made.shape.value
        else { continue }
        let value = ValueReference(node: index, output: output)
        plan[value] = Self.slices(shape, along: field.axes[axis].dimension, effort)
      }
    }
    slices = plan
  }

  /// Along the dimension on which the axis lies; where none is known, the value as a whole and each of
  /// its spatial dimensions, so that what is said of all units at once is held against single ones.
  private static func slices(_ shape: Shape, along known: Int?, _ effort: Effort) -> [Slice] {
    func slice(_ dimension: Int) -> Slice? {
      guard let size = shape[dimension].constant, known != nil || size > 1 else { return nil }
      let units = UnitSample.units(
        of: size, everyBelow: effort.smallMap, random: effort.randomUnits, seed: effort.seed)
      return Slice(dimension: dimension, units: units, isWhole: units.count == size)
    }
    if let known, known < shape.rank, let slice = slice(known) { return [slice] }
    let spatial = shape.dims.indices.dropFirst(Shape.firstSpatialDimension)
    return [Slice(dimension: nil, units: [0], isWhole: true)]
      + spatial.compactMap { slice($0) }
  }

  /// The units along the dimension on which the axis lies; empty where none is known.
  func units(of value: ValueReference, along dimension: Int) -> [Int] {
    slices[value]?.first { $0.dimension == dimension }?.units ?? []
  }

  /// Every unit of a value that is looked at.
  func keys(of value: ValueReference) -> [UnitKey] {
    (slices[value] ?? []).flatMap { slice in
      slice.units.map { UnitKey(value: value, dimension: slice.dimension, unit: $0) }
    }
  }
}

/// How much is run and looked at.
struct Effort {
  let seed: UInt64
  /// Axes up to this length are looked at unit by unit.
  let smallMap: Int
  /// Random units of longer axes, besides ends and middle.
  let randomUnits: Int
  /// Rows of the image that get NaNs, per axis.
  let taintedRows: Int
  /// How many steps of regions back through layers are taken along an axis.
  let regionSteps: Int
  /// How long footprints of a long axis may take, about.
  let footprintSeconds: Double
  /// How many runs of positions footprints tell apart, of all axes of an input together.
  let mostCells: Int
  /// How long NaNs along an axis may take, about: fewer rows are tainted where each takes long.
  let taintSeconds: Double

  init(_ mode: Verdict.Mode, seed: UInt64) {
    self.seed = seed
    switch mode {
    case .quick:
      (smallMap, randomUnits, taintedRows) = (8, 1, 2)
      (regionSteps, footprintSeconds, taintSeconds) = (500_000, 8, 1.5)
      mostCells = 1 << 11
    case .standard:
      (smallMap, randomUnits, taintedRows) = (16, 3, 4)
      (regionSteps, footprintSeconds, taintSeconds) = (2_000_000, 40, 30)
      mostCells = 1 << 13
    case .full:
      (smallMap, randomUnits, taintedRows) = (1 << 16, 4096, 8)
      (regionSteps, footprintSeconds, taintSeconds) = (50_000_000, 600, 1200)
      mostCells = 1 << 18
    }
  }
}
