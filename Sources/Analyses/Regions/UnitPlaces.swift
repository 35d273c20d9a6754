public import ConvArithmetic
public import LayerGraph

/// Where a unit of a flattened value comes from: the anchor of a detector is a place of one of its heads.
public struct UnitPlaces: Hashable, Sendable {
  /// A value before anything was flattened, and the positions of it that the unit is made of.
  public struct Place: Hashable, Sendable {
    public let value: ValueReference
    public let shape: Shape
    /// Along each dimension; nil for all.
    public let positions: [PositionSet?]
    /// The dimensions along which the source's axes lie.
    public let axes: [Int]
  }

  /// One of several values that were set side by side.
  public struct Piece: Hashable, Sendable {
    /// The layer that sets them side by side.
    public let node: Int
    /// Which of them it is, from 0 on, and of how many.
    public let index: Int
    public let count: Int
  }

  /// Those nearest to the unit, in the order of the layers.
  public internal(set) var places: [Place] = []
  /// On the way, those nearest to the unit first.
  public internal(set) var pieces: [Piece] = []
}

/// Follows a unit back for as long as it is a single position along each axis: through what moves, joins, scales and
/// decodes values, up to the layers that make them from the maps before.
struct UnitPlacesWalk {
  private let report: Report
  private let pass: RegionPass
  private var work = 0
  private var found = UnitPlaces()

  init(_ report: Report) {
    self.report = report
    pass = RegionPass(report: report, source: 0)
  }

  /// Nothing where the value is a map itself, or where it can't be told.
  /// - Complexity: O(layers + connections between).
  static func places(
    of value: ValueReference, _ demand: RegionPass.Demand, in report: Report
  ) -> UnitPlaces {
    var walk = UnitPlacesWalk(report)
    let axes = report.layers[value.node].outputs[value.output].fields[0].axes
    guard axes.contains(where: \.part.moves), walk.axes(of: value) == nil else {
      return UnitPlaces()
    }
    do throws(Problem) { try walk.follow(value, demand) } catch { return UnitPlaces() }
    return walk.found.places.isEmpty ? UnitPlaces() : walk.found
  }

  private mutating func follow(
    _ value: ValueReference, _ demand: RegionPass.Demand
  ) throws(Problem) {
    var demands = [value: [PositionBox(sets: demand)]]
    var index = value.node
    while index > report.sources[0].node, !demands.isEmpty {
      for output in report.layers[index].outputs.indices {
        let made = ValueReference(node: index, output: output)
        guard let boxes = demands.removeValue(forKey: made), pass.isReached(made) else { continue }
        let before = try asked(by: made, boxes)
        let (isHead, axes) = (isHead(index), axes(of: made))
        let goesOn = before.allSatisfy { isSingle($0.boxes, $0.value) }
        if let axes, isHead || !goesOn {
          try note(made, boxes, axes)
        } else if goesOn {
          notePiece(index, before.map(\.input))
          for (_, input, boxes) in before {
            for box in boxes { try add(box, to: input, &demands) }
          }
        } else {
          // It is mixed with others while it is no place of a map.
          throw .undetermined(.folded)
        }
      }
      index -= 1
    }
    found.places.reverse()
  }

  /// Whether a layer makes something new of what it reads, and doesn't only scale it in its place.
  private func isHead(_ index: Int) -> Bool {
    let layer = report.layers[index]
    guard !layer.isPointwise, case .known(let counts) = layer.facts.sums.parameters else {
      return false
    }
    return (try? counts.total()) != 0
  }

  /// The dimensions of a value in which the source's axes lie, each alone; nil where one lies with others, or nowhere.
  private func axes(of value: ValueReference) -> [Int]? {
    let output = report.layers[value.node].outputs[value.output]
    let axes = output.fields[0].axes
    guard case .known(let shape) = output.shape, !axes.isEmpty else { return nil }
    let moving = axes.filter { $0.part.moves }
    let dimensions = moving.compactMap { $0.isFolded || $0.isInPieces ? nil : $0.dimension }
    guard dimensions.count == moving.count, Set(dimensions).count == dimensions.count else {
      return nil
    }
    if dimensions.count == axes.count { return dimensions }
    // A map of a single place along an axis.
    let own = report.axes[0].dimensions
    let source = report.shape(ofSource: 0).value?.rank
    return shape.rank == source && dimensions.allSatisfy(own.contains) ? own : nil
  }

  /// Whether boxes of a value hold one position along each dimension in which an axis lies.
  private func isSingle(_ boxes: [PositionBox], _ value: ValueReference) -> Bool {
    guard case .known(let shape) = report.layers[value.node].outputs[value.output].shape else {
      return false
    }
    return boxes.allSatisfy { box in
      box.sets.indices.allSatisfy { dimension in
        if shape[dimension] == 1 || !pass.carriesAxis(value, dimension) { return true }
        guard let set = box.sets[dimension] else { return false }
        return (try? set.count()) == 1
      }
    }
  }

  /// What a node asks of its inputs for a value.
  private mutating func asked(
    by value: ValueReference, _ boxes: [PositionBox]
  ) throws(Problem) -> [(input: Int, value: ValueReference, boxes: [PositionBox])] {
    let inputs = report.layers[value.node].inputs
    var all: [(input: Int, value: ValueReference, boxes: [PositionBox])] = []
    for reading in try pass.readings(of: value) {
      let input = inputs[reading.input]
      guard pass.isReached(input) else { continue }
      var asked: [PositionBox] = []
      for box in boxes {
        asked += try reading.pulled(box, work: &work) { pass.carriesAxis(input, $0) }
      }
      if !asked.isEmpty { all.append((reading.input, input, asked)) }
    }
    return all
  }

  private mutating func note(
    _ value: ValueReference, _ boxes: [PositionBox], _ axes: [Int]
  ) throws(Problem) {
    guard case .known(let shape) = report.layers[value.node].outputs[value.output].shape else {
      return
    }
    for box in boxes {
      found.places.append(
        UnitPlaces.Place(value: value, shape: shape, positions: box.sets, axes: axes))
    }
  }

  private mutating func notePiece(_ node: Int, _ asked: [Int]) {
    let layer = report.layers[node]
    guard asked.count == 1, layer.inputs.count > 1,
      case .known(let readings) = layer.readings(of: 0), readings.allSatisfy(\.isPiece)
    else { return }
    found.pieces.append(
      UnitPlaces.Piece(node: node, index: asked[0], count: layer.inputs.count))
  }

  private func add(
    _ box: PositionBox, to value: ValueReference,
    _ demands: inout [ValueReference: [PositionBox]]
  ) throws(Problem) {
    do throws(ArithmeticError) { try demands[value, default: []].insert(box) } catch {
      throw .undetermined(.tooLarge)
    }
  }
}

extension AxisField {
  fileprivate var isInPieces: Bool {
    switch part {
    case .pieces, .lost, .somewhere: true
    case .none, .placed: false
    }
  }
}
