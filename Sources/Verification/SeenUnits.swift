import Analyses
import ConvArithmetic
import LayerGraph

/// A unit of a value, whatever its indices along other dimensions; `dimension` nil means any unit.
struct UnitKey: Hashable {
  let value: ValueReference
  let dimension: Int?
  let unit: Int
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
  /// For each value its dimension and units; nothing for values that do not depend on the input or of
  /// which the report knows nothing.
  let units: [ValueReference: (dimension: Int?, units: [Int])]
  let skipped: Int

  init(_ report: Report, source: Int, axis: Int, _ effort: Effort) {
    var plan: [ValueReference: (dimension: Int?, units: [Int])] = [:]
    var skipped = 0
    for index in report.layers.indices {
      for (output, made) in report.layers[index].outputs.enumerated() {
        let value = ValueReference(node: index, output: output)
        let field = made.fields[source]
        guard field.isReached, field.axes.indices.contains(axis) else { continue }
        guard let shape = made.shape.value, !field.axes[axis].isUnknown else {
          skipped += 1
          continue
        }
        guard let dimension = field.axes[axis].dimension, let size = shape[dimension].constant
        else {
          plan[value] = (nil, [0])
          continue
        }
        plan[value] = (
          dimension,
          UnitSample.units(
            of: size, everyBelow: effort.smallMap, random: effort.randomUnits, seed: effort.seed)
        )
      }
    }
    units = plan
    self.skipped = skipped
  }
}

extension AxisField {
  /// Whether nothing can be compared: not even what the report claims is there.
  var isUnknown: Bool { if case .unknown? = local { true } else { false } }
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

  init(_ mode: Verification.Mode, seed: UInt64) {
    self.seed = seed
    switch mode {
    case .quick: (smallMap, randomUnits, taintedRows) = (8, 1, 2)
    case .standard: (smallMap, randomUnits, taintedRows) = (16, 3, 4)
    case .full: (smallMap, randomUnits, taintedRows) = (.max, 0, 8)
    }
  }
}
