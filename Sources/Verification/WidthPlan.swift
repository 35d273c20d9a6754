import Analyses
import ConvArithmetic
import LayerGraph

/// Which dimensions of a network's values are widths, wherever they stand: behind the tokens of a
/// transformer, between heads, in a learned table that is added.
///
/// How an operator's dimensions hang together is what its rules say of the way positions are read; only
/// where dimensions are made, merged and cut is the operator asked itself. What isn't understood keeps its
/// size.
struct WidthPlan {
  let report: Report
  var classes: DimensionClasses
  /// The number of the first dimension of each output of each node.
  private let starts: [[Int]]

  /// Nil where sizes are open or a rule can't tell.
  init?(_ report: Report) {
    var (starts, sizes): ([[Int]], [Int]) = ([], [])
    for layer in report.layers {
      var places: [Int] = []
      for output in layer.outputs {
        guard let shape = output.shape.value?.sizes else { return nil }
        places.append(sizes.count)
        sizes += shape
      }
      starts.append(places)
    }
    self.report = report
    self.starts = starts
    classes = DimensionClasses(sizes: sizes)
    for index in report.layers.indices {
      do { try relate(index) } catch { return nil }
    }
  }

  var nodes: [Node] { report.graph.nodes }

  func shape(_ value: ValueReference) -> [Int] {
    report.layers[value.node].outputs[value.output].shape.value?.sizes ?? []
  }

  /// The numbers of a value's dimensions.
  func dimensions(_ value: ValueReference) -> Range<Int> {
    let start = starts[value.node][value.output]
    return start..<start + shape(value).count
  }

  func outputs(_ node: Int) -> [ValueReference] {
    starts[node].indices.map { ValueReference(node: node, output: $0) }
  }

  func dimension(_ number: Int, of value: ValueReference) -> Int {
    let all = dimensions(value)
    return number < 0 ? all.upperBound + number : all.lowerBound + number
  }

  private mutating func relate(_ index: Int) throws {
    let node = nodes[index]
    let output = ValueReference(node: index)
    switch node.operation {
    case .input: for dimension in dimensions(output) { classes.pin(dimension) }
    // What it makes is declared, whatever it reads.
    case .opaque:
      for output in outputs(index) { for place in dimensions(output) { classes.pin(place) } }
    case .reshape, .flatten: relateRegrouped(index)
    case .layerNorm, .instanceNorm, .groupNorm, .localResponseNorm, .softmax, .windowAttention,
      .multiHeadAttention, .dynamicQuantization:
      joinAll(node.inputs[0], output)
      try relateByRoutes(index)
    default: try relateByRoutes(index)
    }
    switch node.operation {
    case .recurrence(let payload): relate(payload, node.inputs, outputs(index))
    case .groupNorm: classes.pin(dimension(Shape.channelDimension, of: output))
    case .multiHeadAttention:
      for input in node.inputs { classes.join(dimension(-1, of: input), dimension(-1, of: output)) }
    case .matMul(let payload):
      let rank = shape(node.inputs[1]).count
      let inner = payload.transposesSecond || rank == 1 ? -1 : -2
      classes.join(dimension(-1, of: node.inputs[0]), dimension(inner, of: node.inputs[1]))
    case .einsum(let payload): relate(payload, node.inputs, output)
    case .convolution(let payload) where payload.readsWeight: pinAll(node.inputs + [output])
    case .transposedConvolution(let payload) where payload.readsWeight:
      pinAll(node.inputs + [output])
    default: break
    }
  }

  private mutating func pinAll(_ values: [ValueReference]) {
    for value in values { for dimension in dimensions(value) { classes.pin(dimension) } }
  }

  private mutating func joinAll(_ first: ValueReference, _ second: ValueReference) {
    for (first, second) in zip(dimensions(first), dimensions(second)) {
      classes.join(first, second)
    }
  }

  private mutating func relateByRoutes(_ index: Int) throws {
    let node = nodes[index]
    let site = Site(
      inputs: node.inputs.map { Shape(sizes: shape($0)) },
      outputs: outputs(index).map { Shape(sizes: shape($0)) })
    for output in outputs(index) {
      let routes = try node.operation.rules.routes(output: output.output, site)
      for (index, input) in node.inputs.enumerated() {
        let reading = Reading(
          input: index, routes[index], from: site.inputs[index], to: site.outputs[output.output])
        for (dimension, place) in dimensions(input).enumerated() where classes.size(place) != 1 {
          relate(place, reading.tie(of: dimension), output)
        }
      }
    }
  }

  private mutating func relate(_ place: Int, _ tie: Reading.Tie, _ output: ValueReference) {
    switch tie {
    case .same(let target):
      let kept = dimension(target, of: output)
      // The first of equal parts begins where the whole does.
      if classes.size(place) != classes.size(kept),
        case .split(let payload) = nodes[output.node].operation,
        case .sizes = payload.parts, payload.hasEqualParts
      {
        return
      }
      classes.join(place, kept)
    case .others(let targets):
      // What is cut in equal parts is settled with the sizes.
      if case .split(let payload) = nodes[output.node].operation, payload.hasEqualParts { return }
      classes.pin(place)
      for target in targets { classes.pin(dimension(target, of: output)) }
    case .free: break
    case .none: classes.pin(place)
    }
  }

  /// Every step's state, the last and the first have the same hidden units.
  private mutating func relate(
    _ recurrence: Recurrence, _ inputs: [ValueReference], _ outputs: [ValueReference]
  ) {
    let states = inputs.indices.filter { [.state, .cell].contains(recurrence.role(ofInput: $0)) }
    for value in outputs.dropFirst() + states.map({ inputs[$0] }) {
      classes.join(dimension(-1, of: outputs[0]), dimension(-1, of: value))
    }
  }

  private mutating func relate(
    _ einsum: Einsum, _ inputs: [ValueReference], _ output: ValueReference
  ) {
    guard let indices = einsum.indices(ranks: inputs.map { shape($0).count }) else { return }
    var places: [Einsum.Index: Int] = [:]
    for (value, labels) in zip(inputs + [output], indices.inputs + [indices.output]) {
      for (place, label) in zip(dimensions(value), labels) where classes.size(place) != 1 {
        if let other = places[label] { classes.join(place, other) } else { places[label] = place }
      }
    }
  }

  /// A dimension that is cut up shrinks in its longest part; what is regrouped otherwise stays.
  private mutating func relateRegrouped(_ index: Int) {
    for group in regroupings(index) {
      if group.inputs.count == 1, group.outputs.count == 1 {
        classes.join(group.inputs[0], group.outputs[0])
      } else if group.inputs.count == 1 {
        let longest = group.outputs.max { classes.size($0) < classes.size($1) }
        for output in group.outputs where output != longest { classes.pin(output) }
      } else if group.outputs.count > 1 {
        for place in group.inputs + group.outputs { classes.pin(place) }
      }
    }
  }

  /// The shortest runs of dimensions with the same product before and after; those of size 1 are left
  /// out.
  func regroupings(_ index: Int) -> [(inputs: [Int], outputs: [Int])] {
    func longer(_ value: ValueReference) -> [(place: Int, size: Int)] {
      zip(dimensions(value), shape(value)).filter { $0.1 != 1 }.map { ($0.0, $0.1) }
    }
    var inputs = longer(nodes[index].inputs[0])[...]
    var outputs = longer(ValueReference(node: index))[...]
    var groups: [(inputs: [Int], outputs: [Int])] = []
    while let input = inputs.popFirst(), let output = outputs.popFirst() {
      var (before, after) = (input.size, output.size)
      var group = ([input.place], [output.place])
      while before != after {
        if before < after, let next = inputs.popFirst() {
          before = before.multipliedReportingOverflow(by: next.size).partialValue
          group.0.append(next.place)
        } else if let next = outputs.popFirst() {
          after = after.multipliedReportingOverflow(by: next.size).partialValue
          group.1.append(next.place)
        } else {
          break
        }
      }
      groups.append(group)
    }
    return groups
  }
}

extension Split {
  /// Whether all parts are as large as each other wherever the whole can be cut so.
  var hasEqualParts: Bool {
    switch parts {
    case .count: true
    case .sizes(let sizes): Set(sizes).count == 1
    }
  }
}
