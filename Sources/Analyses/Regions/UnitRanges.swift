public import ConvArithmetic
package import LayerGraph

/// What the units of an axis see where there is no closed form, found by following each of them back: exact, for sizes
/// that are numbers.
public struct UnitRange: Hashable, Sendable {
  /// The least and the greatest number of positions from the first to the last that a unit sees inside the image; a
  /// unit that sees nothing counts as 0.
  public let sizes: ClosedRange<Int>
  /// Positions from the centre of one unit to that of the next, where all are equally far apart.
  public let jump: Rational?
  /// The centre of unit 0; nil where that sees nothing.
  public let start: Rational?
  /// Whether every unit sees the axis from end to end.
  public let isGlobal: Bool

  /// - Parameters:
  ///   - hulls: of what each unit sees, at least one.
  ///   - isOneAxis: whether they follow each other along one dimension.
  init(_ hulls: [Interval], length: Int, isOneAxis: Bool) throws(ArithmeticError) {
    var (least, greatest) = (Int.max, 0)
    var centres: [Int?] = []
    centres.reserveCapacity(hulls.count)
    for hull in hulls {
      let size = try hull.count()
      (least, greatest) = (min(least, size), max(greatest, size))
      centres.append(hull.isEmpty ? nil : try hull.lower.plus(hull.upper))
    }
    sizes = min(least, greatest)...greatest
    isGlobal = least == length
    start = try centres.first.flatMap { $0 }.map { twice throws(ArithmeticError) in
      try Rational(twice, over: 2)
    }
    var step: Int?
    var isEven = isOneAxis && centres.count > 1
    for (one, next) in zip(centres, centres.dropFirst()) {
      guard let one, let next, step == nil || step == next - one else {
        isEven = false
        break
      }
      step = next - one
    }
    jump =
      isEven ? try step.map { twice throws(ArithmeticError) in try Rational(twice, over: 2) } : nil
  }
}

/// The ranges over all units of layers' axes that have no closed form.
///
/// Where branches advance at different rates (800×1333 in a feature pyramid), where windows are adaptive or places were
/// picked one by one, units repeat in no period: no formula says what unit u sees, but each of them can be asked.
package struct UnitRanges: Sendable {
  private let ranges: [Question: UnitRange]

  fileprivate struct Question: Hashable {
    let value: ValueReference
    let source: Int
    let axis: Int
  }

  /// Of `RegionPass.work`, for all units together; past that what is left stays unknown.
  package static let maximumWork = 1 << 20

  /// - Parameters:
  ///   - layers: whose outputs are asked about.
  ///   - sources: the sources looked at, as indices in `Report.sources`.
  /// - Complexity: O(units × layers between) for axes without a closed form, less where units come to the same demands;
  ///   nothing for others.
  package init(_ report: Report, of layers: some Sequence<Int>, on sources: Range<Int>) {
    var walk = UnitWalk(report)
    for layer in layers {
      for output in report.layers[layer].outputs.indices {
        let fields = report.layers[layer].outputs[output].fields
        for entry in fields.reached where sources.contains(entry.source) {
          for axis in entry.field.axes.indices where entry.field.axes[axis].isWithoutForm {
            let value = ValueReference(node: layer, output: output)
            walk.ask(Question(value: value, source: entry.source, axis: axis), entry.field)
          }
        }
      }
    }
    ranges = walk.found.compactMapValues { $0 }
  }

  /// Nil where there is a closed form, or none is needed, and where the range can't be had: sizes are open, values
  /// decide, or an operator is not modelled.
  package func range(of value: ValueReference, source: Int = 0, axis: Int) -> UnitRange? {
    ranges[Question(value: value, source: source, axis: axis)]
  }
}

/// Follows all units of values back, each value once.
private struct UnitWalk {
  private let report: Report
  private var regions: [Int: RegionPass] = [:]
  private(set) var found: [UnitRanges.Question: UnitRange?] = [:]
  private var work = UnitRanges.maximumWork

  init(_ report: Report) { self.report = report }

  mutating func ask(_ question: UnitRanges.Question, _ field: Field) {
    if found[question] == nil { found[question] = .some(range(question, field)) }
  }

  private mutating func range(_ question: UnitRanges.Question, _ field: Field) -> UnitRange? {
    let layer = report.layers[question.value.node]
    guard case .known(let shape) = layer.outputs[question.value.output].shape, shape.isConcrete,
      let dimensions = dimensions(of: field, question, in: shape)
    else { return nil }
    if layer.isPointwise, let input = layer.inputs.first {
      let before = UnitRanges.Question(
        value: input, source: question.source, axis: question.axis)
      ask(before, field)
      return found[before] ?? nil
    }
    return follow(question, along: dimensions, of: shape)
  }

  /// - Parameter dimensions: a unit has one place along each of them.
  private mutating func follow(
    _ question: UnitRanges.Question, along dimensions: [Int], of shape: Shape
  ) -> UnitRange? {
    guard let length = length(of: question) else { return nil }
    let pass = regions[question.source] ?? RegionPass(report: report, source: question.source)
    regions[question.source] = pass
    var hulls: [Interval] = []
    var unit = RegionPass.Demand(repeating: nil, count: shape.rank)
    var places = [Int](repeating: 0, count: dimensions.count)
    while true {
      for (dimension, place) in zip(dimensions, places) {
        unit[dimension] = PositionSet(Interval(place, place))
      }
      let before = pass.work
      do throws(Problem) {
        let seen = try pass.positions(readBy: [(question.value, unit)])
        hulls.append(seen[question.axis].hull)
      } catch {
        return nil
      }
      work -= pass.work - before + 1
      if work < 0 { return nil }
      guard
        let next = dimensions.indices.last(where: { places[$0] + 1 < shape.size(dimensions[$0]) })
      else { break }
      places[next] += 1
      for index in places.indices where index > next { places[index] = 0 }
    }
    return try? UnitRange(hulls, length: length, isOneAxis: dimensions.count == 1)
  }

  private func length(of question: UnitRanges.Question) -> Int? {
    let source = report.sources[question.source]
    let shape = report.layers[source.node].outputs[source.output].shape.value
    return shape?[report.axes[question.source].dimensions[question.axis]].constant
  }

  /// The dimensions whose places are the units of an axis: the one in which it lies, or would in a value of the source's
  /// rank when no other axis does; all spatial ones where pieces lie across.
  private func dimensions(
    of field: Field, _ question: UnitRanges.Question, in shape: Shape
  ) -> [Int]? {
    let axis = question.axis
    switch field.axes[axis].part {
    case .pieces(let pieces): return pieces.isAcross ? nil : [pieces.dimension]
    case .lost(.piecewise, dimension: nil):
      let own = report.axes[question.source].dimensions.filter { $0 < shape.rank }
      return own.isEmpty ? nil : own
    case .placed(let first, let others) where !others.isEmpty && field.axes[axis].dimension == nil:
      let places = ([first] + others).flatMap { $0.placement.digits(in: shape).map(\.dimension) }
      return Set(places).filter(shape.dims.indices.contains).sorted()
    default: break
    }
    if let own = field.axes[axis].dimension { return own < shape.rank ? [own] : nil }
    let source = report.sources[question.source]
    guard case .known(let before) = report.layers[source.node].outputs[source.output].shape,
      before.rank == shape.rank
    else { return nil }
    let dimension = report.axes[question.source].dimensions[axis]
    let isTaken = field.axes.indices.contains {
      $0 != axis && field.axes[$0].lies(in: dimension)
    }
    return isTaken ? nil : [dimension]
  }
}

extension Shape {
  /// 1 for an open size.
  fileprivate func size(_ dimension: Int) -> Int { self[dimension].constant ?? 1 }
}

extension AxisField {
  /// Whether what its units see is told by no formula.
  fileprivate var isWithoutForm: Bool {
    guard !isGlobal else { return false }
    if case .pieces = part { return true }
    guard case .unknown(let reason)? = sizes else { return false }
    switch reason {
    case .opaque, .openSize, .openPadding, .dataDependent, .notModelled, .undecidedMaximum:
      return false
    default: return true
    }
  }
}
