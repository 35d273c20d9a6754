import ConvArithmetic
import LayerGraph

/// Some of a value's dimensions, of which there are at most 64.
struct DimensionSet: OptionSet {
  let rawValue: UInt64

  init(rawValue: UInt64) { self.rawValue = rawValue }

  /// A single one.
  init(_ dimension: Int) { rawValue = 1 << UInt64(dimension) }

  init(_ dimensions: some Sequence<Int>) {
    self = dimensions.reduce(into: []) { $0.formUnion(DimensionSet($1)) }
  }

  var list: [Int] { (0..<UInt64.bitWidth).filter { contains(DimensionSet($0)) } }
}

extension Reading {
  /// Where something goes that lies in dimensions of the input, and how it is looked at on the way.
  struct Trail {
    /// Dimensions of the value.
    var places: DimensionSet = []
    /// Whether windows of several positions move along it.
    var isWindowed = false
    /// Whether units see all before them, or behind: steps of time.
    var isCumulative = false
    /// Whether each unit sees all of it from a place along it, or nobody knows which part.
    var looksAlong = false
    /// Whether each unit sees all of it, from no place.
    var isWhole = true
  }

  func trail(of places: DimensionSet) -> Trail {
    var trail = Trail()
    for dimension in places.list where routes.indices.contains(dimension) {
      switch routes[dimension] {
      case .all: continue
      case .allAndOwn(let output):
        trail.places.insert(DimensionSet(output))
        trail.looksAlong = true
      case .along(let output, let map):
        trail.places.insert(DimensionSet(output))
        if map.movesWindows { trail.isWindowed = true }
        if map.addsUp { trail.isCumulative = true }
      case .piece(let output, _): trail.places.insert(DimensionSet(output))
      case .digits(let digits):
        trail.places.formUnion(
          DimensionSet(digits.lazy.filter { $0.size != 1 }.map(\.dimension)))
      case .lost(_, let output?):
        trail.places.insert(DimensionSet(output))
        trail.looksAlong = true
      case .nothing, .lost(_, in: nil): break
      }
      trail.isWhole = false
    }
    return trail
  }
}

extension Reading {
  /// Whether steps of time are read, as they add up, or as lengths that are values let them.
  var movesInTime: Bool {
    routes.contains { route in
      switch route {
      case .along(_, let map): map.addsUp
      case .lost(.dataDependent, in: .some): true
      default: false
      }
    }
  }
}

extension AxisMap {
  /// Whether units see several positions around their place, as channels that are picked, turned round or grouped aren't.
  fileprivate var movesWindows: Bool {
    switch kind {
    case .window(let taps): taps.count > 1
    case .span(let span): span.low != span.high
    case .transposed, .upTo, .onwards: true
    case .block, .repeating, .mirrored, .listed: false
    }
  }

  fileprivate var addsUp: Bool {
    switch kind {
    case .upTo, .onwards: true
    default: false
    }
  }
}
