import ConvArithmetic
import LayerGraph

/// What layers add to fields that already cover the image, in the sense of Richter et al. 2021 (arXiv 2106.12307): a
/// convolution is unproductive where what it reads already sees more than the image.
struct Stages {
  let report: Report
  let sizes: [Int]

  /// Layers that learn from neighbourhoods, each way to whose input sees more than the image. Shortcuts keep the layers
  /// productive that they go around. O(layers + edges).
  var unproductive: [Int] {
    let least = LeastFields(report)
    return learning.filter { index in
      let axes = axes(along: index)
      return report.layers[index].inputs.allSatisfy { input in
        least.sizes[input.node].map { own in
          axes.allSatisfy { own.indices.contains($0) && own[$0] > sizes[$0] }
        } ?? true
      }
    }
  }

  /// Layers between two reductions, with the sizes of images that they are of use for: from the field before the first of
  /// them to that of the last.
  var all: [Finding.Stage] {
    guard let axis = sizes.indices.max(by: { sizes[$0] < sizes[$1] }) else { return [] }
    var (stages, jump): ([Finding.Stage], Rational) = ([], 0)
    for index in learning where axes(along: index).contains(axis) {
      let layer = report.layers[index]
      guard let input = layer.inputs.first,
        let before = report.layers[input.node].outputs[input.output].fields.first,
        before.axes.indices.contains(axis), layer.field.axes.indices.contains(axis),
        case .known(let local)? = before.axes[axis].local, let own = local.jump.value,
        let from = local.size.value?.upperBound,
        let to = layer.field.axes[axis].sizes?.value?.upperBound, own >= jump, from <= to
      else { continue }
      if own > jump || stages.isEmpty {
        (jump, stages) = (own, stages + [Finding.Stage(layers: [index], sizes: from...to)])
      } else if let last = stages.popLast() {
        let sizes =
          min(last.sizes.lowerBound, from)...max(last.sizes.upperBound, to)
        stages.append(Finding.Stage(layers: last.layers + [index], sizes: sizes))
      }
    }
    return stages
  }

  /// Layers that multiply what they read from windows longer than one.
  private var learning: [Int] {
    report.layers.indices.filter { report.layers[$0].multiplies && !axes(along: $0).isEmpty }
  }

  private func axes(along index: Int) -> [Int] {
    report.windows(of: index).filter { $0.taps.map { $0.count > 1 } ?? false }.map(\.axis)
      .filter { sizes.indices.contains($0) }
  }
}
