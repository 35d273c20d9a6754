import LayerGraph

/// Which nodes hold the initializers, and whether some node counts their numbers.
struct Holders {
  private var entries: [Entry]

  private struct Entry {
    var isCounted = false
    var holder: Holder?
  }

  /// A node, and what an initializer is in it.
  struct Holder {
    let node: Int
    let role: SharedWeights.Role
  }

  init(count: Int) { entries = Array(repeating: Entry(), count: count) }

  /// Counts an initializer's numbers; false when they are counted already.
  mutating func count(_ index: Int) -> Bool {
    if entries[index].isCounted { return false }
    entries[index].isCounted = true
    return true
  }

  /// Notes who holds an initializer, and counts it; gives back who held it last.
  mutating func hold(_ index: Int, by holder: Holder) -> Holder? {
    let last = entries[index].holder
    entries[index] = Entry(isCounted: true, holder: holder)
    return last
  }
}

/// The constants that a layer holds as its own numbers, by what they are for.
struct HeldTensors {
  var weights: TensorValue?
  var biases: TensorValue?
  var scale: TensorValue?
  var shift: TensorValue?
}

/// The initializers that those are, by their places in the file; `none` for what is none.
struct HeldInitializers {
  let weights, biases, scale, shift: Int
  /// That which the layer is called after.
  let main: Int

  static let none = -1

  init(_ held: HeldTensors, _ place: (TensorValue) -> Int?) {
    func initializer(_ value: TensorValue?) -> Int { value.flatMap(place) ?? Self.none }
    weights = initializer(held.weights)
    biases = initializer(held.biases)
    scale = initializer(held.scale)
    shift = initializer(held.shift)
    main = held.weights == nil ? scale : weights
  }
}
