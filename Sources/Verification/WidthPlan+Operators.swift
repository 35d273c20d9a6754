import Analyses
import ConvArithmetic
import LayerGraph

extension WidthPlan {
  /// A node's operator with the settled sizes; nil when it can't follow.
  ///
  /// What was declared of the inputs is dropped: it would hold the old width.
  mutating func narrowed(_ index: Int) -> Operator? {
    let node = nodes[index]
    let output = ValueReference(node: index)
    switch node.operation {
    case .convolution(var payload):
      let channels = classes.size(dimension(Shape.channelDimension, of: output))
      payload.outputChannels = payload.outputChannels.map { _ in channels }
      payload.inputChannels = nil
      return .convolution(payload)
    case .transposedConvolution(var payload):
      let channels = classes.size(dimension(Shape.channelDimension, of: output))
      payload.outputChannels = payload.outputChannels.map { _ in channels }
      payload.inputChannels = nil
      return .transposedConvolution(payload)
    case .linear(var payload):
      payload.outputFeatures = classes.size(dimension(-1, of: output))
      payload.inputFeatures = nil
      return .linear(payload)
    case .recurrence(var payload):
      payload.hiddenSize = classes.size(dimension(-1, of: output))
      payload.inputFeatures = nil
      return .recurrence(payload)
    case .batchNorm(var payload):
      payload.channels = nil
      return .batchNorm(payload)
    case .multiHeadAttention(var payload):
      payload.heads = heads(payload.heads, of: output)
      return .multiHeadAttention(payload)
    case .windowAttention(var payload):
      payload.heads = heads(payload.heads, of: output)
      return .windowAttention(payload)
    case .constant(let payload): return narrowed(payload, output).map { .constant($0) }
    case .reshape(var payload):
      for (place, size) in zip(dimensions(output), payload.target.indices) {
        if case .value = payload.target[size] {
          payload.target[size] = .value(Dim(classes.size(place)))
        }
      }
      return .reshape(payload)
    case .expand(var payload):
      let places = dimensions(output).suffix(payload.shape.count)
      for (place, size) in zip(places, payload.shape.indices) where payload.shape[size] != 1 {
        payload.shape[size] = Dim(classes.size(place))
      }
      return .expand(payload)
    case .split(var payload):
      guard case .sizes(let sizes) = payload.parts else { return node.operation }
      payload.parts = .sizes(
        zip(outputs(index), sizes).map { part, _ in
          classes.size(dimension(payload.dimension, of: part))
        })
      return .split(payload)
    default: return node.operation
    }
  }

  /// As many heads as before where the width stays; otherwise the fewest above one that divide it.
  private mutating func heads(_ heads: Int, of output: ValueReference) -> Int {
    let width = classes.size(dimension(-1, of: output))
    if width == shape(output).last || heads == 1 { return heads }
    return (2...max(2, width)).first { width % $0 == 0 } ?? 1
  }

  private mutating func narrowed(_ constant: Constant, _ output: ValueReference) -> Constant? {
    let sizes = dimensions(output).map { classes.size($0) }
    if sizes == shape(output) { return constant }
    var narrowed = constant
    narrowed.shape = Shape(sizes: sizes)
    guard let learned = constant.learnedElements else { return narrowed }
    // Fewer learned numbers than elements: so many for each of the dimensions that shrink.
    guard var count = learned.constant else { return nil }
    for (size, wide) in zip(sizes, shape(output)) where size != wide {
      let (product, overflow) = count.multipliedReportingOverflow(by: size)
      if overflow || product % wide != 0 { return nil }
      count = product / wide
    }
    narrowed.learnedElements = Dim(count)
    return narrowed
  }
}
