import ConvArithmetic
import LayerGraph

/// Finds the axes of inputs by following their dimensions to the first windows and the first weights.
///
///     N×H×W×C ── transpose ──▶ N×C×H×W ── 3×3 convolution     windows move along 1 and 2 of the input, weights read
///      0 1 2 3                  0 3 1 2                       all of 3: channels
struct AxesPass {
  private let graph: Graph
  private let facts: [LayerFacts]
  private let options: Report.Options
  /// Layers and what they read that may be looked at, for all inputs together: a few are enough in most networks.
  private var stepsLeft: Int

  init(_ graph: Graph, _ facts: [LayerFacts], _ options: Report.Options, _ limit: SourceLimit) {
    (self.graph, self.facts, self.options) = (graph, facts, options)
    stepsLeft = 4 * limit.steps
  }

  mutating func axes(of source: ValueReference) -> SourceAxes {
    guard case .known(let shape) = facts[source.node].shape(of: source.output) else {
      return SourceAxes(dimensions: [], channels: nil, .place)
    }
    if graph.nodes[source.node].inputs.isEmpty,
      let layout = options.layout(of: graph.nodes[source.node].name, rank: shape.rank)
    {
      return SourceAxes(layout)
    }
    if !options.findsAxes { return SourceAxes(byPlaceIn: shape.rank, .given) }
    var search = AxesSearch(source, rank: shape.rank)
    var index = source.node + 1
    while index < facts.count, stepsLeft > 0, !search.isDecided {
      let inputs = graph.nodes[index].inputs
      search.follow(facts[index], of: index, reading: inputs)
      index += 1
      stepsLeft -= 1 + inputs.count
    }
    return search.axes
  }
}

/// Where the dimensions of one input have gone, and what was done along them.
private struct AxesSearch {
  private let rank: Int
  /// For each value that depends on the input, and each dimension of the input, where that lies.
  private var places: [ValueReference: [DimensionSet]]
  /// Along which windows move.
  private var windowed: DimensionSet = []
  /// Of which the first weights read all: those beside the first windows, or else those before or behind.
  private var contracted: DimensionSet = []
  /// Of a state that layers begin with, which add up over time: directions, samples.
  private var besideTime: DimensionSet = []
  /// Those that lie in dimensions 0 or 1 of what the first windows read, where samples and channels do.
  private var besideSpace: DimensionSet = []
  private(set) var isDecided: Bool

  init(_ source: ValueReference, rank: Int) {
    self.rank = rank
    places = [source: (0..<rank).map { DimensionSet($0) }]
    isDecided = rank == 0
  }

  mutating func follow(_ layer: LayerFacts, of index: Int, reading inputs: [ValueReference]) {
    guard inputs.contains(where: { places[$0] != nil }) else { return }
    let work = layer.sums.work.value
    let multiplies = work.map { $0.multiplyAccumulates != 0 } ?? false
    // Blocks of channels that become places are moved, not seen by windows.
    let computes = work != Work.none
    var (moved, whole): (DimensionSet, DimensionSet) = ([], [])
    for (output, facts) in layer.outputs.enumerated() {
      guard case .known(let readings) = facts.readings else { continue }
      var made = [DimensionSet](repeating: [], count: rank)
      let hasTime = multiplies && readings.count > 1 && readings.contains(where: \.movesInTime)
      for reading in readings {
        if hasTime, !reading.movesInTime {
          for (dimension, place) in (places[inputs[reading.input]] ?? []).enumerated()
          where !place.isEmpty {
            besideTime.insert(DimensionSet(dimension))
          }
        }
        for (dimension, place) in (places[inputs[reading.input]] ?? []).enumerated()
        where !place.isEmpty {
          let trail = reading.trail(of: place)
          made[dimension].formUnion(trail.places)
          let isSeenByWindows = trail.isWindowed && (trail.isCumulative ? multiplies : computes)
          if isSeenByWindows || multiplies && trail.looksAlong {
            moved.insert(DimensionSet(dimension))
            if windowed.isEmpty { besideSpace = places[inputs[reading.input]]?.besideSpace ?? [] }
          } else if multiplies, trail.isWhole {
            whole.insert(DimensionSet(dimension))
          }
        }
      }
      if made.contains(where: { !$0.isEmpty }) {
        places[ValueReference(node: index, output: output)] = made
      }
    }
    if contracted.isEmpty || windowed.isEmpty && !moved.isEmpty && !whole.isEmpty {
      contracted = whole
    }
    windowed.formUnion(moved)
    isDecided = !windowed.isEmpty && !contracted.isEmpty
  }

  var axes: SourceAxes {
    let place = SourceAxes(byPlaceIn: rank)
    let byPlace = DimensionSet(place.dimensions)
    let channels = contracted.subtracting(windowed)
    // Pools and separate filters alone tell which dimensions are read together, not which aren't.
    var own = contracted.isEmpty ? windowed : DimensionSet(0..<rank).subtracting(channels)
    let first = DimensionSet(0)
    if windowed.isDisjoint(with: first) {
      own.subtract(first)
    } else {
      // T×N×C, as recurrent layers have them, or read as N×C×T.
      let samples = besideSpace.intersection(own).subtracting(windowed)
      if samples.list.count == 1 { own.subtract(samples) }
    }
    let states = besideTime.subtracting(windowed)
    if !states.isEmpty, windowed.isEmpty, DimensionSet(0..<rank).isSubset(of: states) {
      return SourceAxes(dimensions: [], channels: channels.list.first, .products)
    }
    own.subtract(states)
    let isTold =
      !windowed.isEmpty || rank > Shape.firstSpatialDimension && contracted.list.count == 1
    // Features N×C have no axes.
    let areFeatures = rank == Shape.firstSpatialDimension && channels == DimensionSet(1)
    if !isTold || own.isEmpty || contracted.isEmpty && own.isSubset(of: byPlace) {
      return areFeatures || !windowed.isEmpty
        ? SourceAxes(byPlaceIn: rank, windowed.isEmpty ? .products : .windows) : place
    }
    return SourceAxes(
      dimensions: own.list, channels: channels.list.first,
      windowed.isEmpty ? .products : .windows)
  }
}

extension [DimensionSet] {
  /// The dimensions of an input that lie in one of the first two of a value and in no other.
  fileprivate var besideSpace: DimensionSet {
    DimensionSet(
      indices.filter { [DimensionSet(0), DimensionSet(Shape.channelDimension)].contains(self[$0]) })
  }
}
