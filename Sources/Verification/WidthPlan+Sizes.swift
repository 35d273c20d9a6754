import Analyses
import ConvArithmetic
import LayerGraph

extension WidthPlan {
  /// The network with widths divided by a factor; nil when relations between them do not survive.
  func graph(dividedBy factor: Int) -> Graph? {
    var plan = self
    for index in nodes.indices where !plan.settle(index, factor) { return nil }
    var nodes = nodes
    for index in nodes.indices {
      guard let operation = plan.narrowed(index) else { return nil }
      nodes[index].operation = operation
      nodes[index].stored = nil
    }
    let graph = report.graph
    let narrowed = try? Graph(
      name: graph.name, nodes: nodes, outputs: graph.outputs, hasBatch: graph.hasBatch,
      elementType: graph.elementType)
    guard let narrowed, let analysed = try? narrowed.report(report.options) else { return nil }
    for index in nodes.indices {
      for (output, made) in zip(plan.outputs(index), analysed.layers[index].outputs) {
        let planned = plan.dimensions(output).map { plan.classes.size($0) }
        if made.shape.value?.sizes != planned { return nil }
      }
    }
    return narrowed
  }

  /// Sizes of what this node makes, once those of what it reads are settled.
  private mutating func settle(_ index: Int, _ factor: Int) -> Bool {
    let node = nodes[index]
    let output = ValueReference(node: index)
    switch node.operation {
    case .convolution(let payload) where payload.groups == 1:
      offer(Shape.channelDimension, of: output, factor)
    case .transposedConvolution(let payload) where payload.groups == 1:
      offer(Shape.channelDimension, of: output, factor)
    case .linear: offer(-1, of: output, factor)
    case .concat(let payload):
      let sizes = node.inputs.map { classes.size(dimension(payload.dimension, of: $0)) }
      return classes.demand(
        dimension(payload.dimension, of: output), sizes.reduce(0, +))
    case .split(let payload) where payload.hasEqualParts: return cut(index, payload)
    case .reshape, .flatten: return regroupings(index).allSatisfy { regroup($0.inputs, $0.outputs) }
    default: break
    }
    return true
  }

  private mutating func offer(_ number: Int, of value: ValueReference, _ factor: Int) {
    let place = dimension(number, of: value)
    classes.offer(place, classes.size(place).shared(by: factor))
  }

  private mutating func cut(_ index: Int, _ split: Split) -> Bool {
    let whole = classes.size(dimension(split.dimension, of: nodes[index].inputs[0]))
    let parts = outputs(index)
    let unchanged = shape(nodes[index].inputs[0])
    let wide = unchanged[split.dimension < 0 ? unchanged.count + split.dimension : split.dimension]
    if whole == wide {
      // Parts of a count may differ in the last.
      return parts.allSatisfy { part in
        let place = dimension(split.dimension, of: part)
        return classes.demand(place, classes.size(place))
      }
    }
    if whole % parts.count != 0 { return false }
    return parts.allSatisfy {
      classes.demand(dimension(split.dimension, of: $0), whole / parts.count)
    }
  }

  /// What is merged is the product; what is cut up gives all it has lost to the one part that is open.
  private mutating func regroup(_ inputs: [Int], _ outputs: [Int]) -> Bool {
    let whole = inputs.reduce(1) { $0 * classes.size($1) }
    guard let open = outputs.first(where: { !classes.isSettled($0) }) ?? outputs.last else {
      return true
    }
    let others = outputs.filter { $0 != open }.reduce(1) { $0 * classes.size($1) }
    return whole % others == 0 && classes.demand(open, whole / others)
  }
}

extension Int {
  /// ⌈self/factor⌉, but two channels stay two: with one, a product of widths could not be told from one
  /// of them, nor a depthwise convolution from another.
  func shared(by factor: Int) -> Int {
    let share = (self - 1) / factor + 1
    return share == 1 && self > 1 ? 2 : share
  }
}
