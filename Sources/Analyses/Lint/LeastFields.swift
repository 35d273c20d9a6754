import ConvArithmetic
import LayerGraph

/// For each layer the field of the way to it that sees least: past shortcuts, where there are some. Never more than it is.
struct LeastFields {
  /// Along each axis of the first source; nil where it isn't reached. Everything is `Int.max`.
  private(set) var sizes: [[Int]?]

  /// O(layers + edges).
  init(_ report: Report) {
    sizes = []
    sizes.reserveCapacity(report.layers.count)
    let source = report.sources.first?.node
    for (index, layer) in report.layers.enumerated() {
      if index == source {
        sizes.append(layer.field.axes.map { _ in 1 })
      } else if layer.isPointwise {
        sizes.append(sizes[layer.inputs[0].node])
      } else {
        sizes.append(sizes(of: index, in: report))
      }
    }
  }

  private func sizes(of index: Int, in report: Report) -> [Int]? {
    let layer = report.layers[index]
    guard layer.field.isReached else { return nil }
    let windows = report.windows(of: index)
    var least: [Int]?
    for (number, input) in layer.inputs.enumerated() {
      guard var own = sizes[input.node], own.count == layer.field.axes.count else { continue }
      let field = report.layers[input.node].outputs[input.output].fields.first
      for axis in own.indices {
        if layer.field.axes[axis].local == nil, layer.field.axes[axis].isGlobal {
          own[axis] = .max
          continue
        }
        guard let taps = windows.first(where: { $0.input == number && $0.axis == axis })?.taps,
          let extent = taps.extent, case .known(let local)? = field?.axes[axis].local,
          let jump = local.jump.value, let growth = try? Rational(extent - 1) * jump
        else { continue }
        own[axis] = (try? own[axis].plus(growth.floor)) ?? .max
      }
      least = least.map { zip($0, own).map { min($0, $1) } } ?? own
    }
    return least
  }
}
