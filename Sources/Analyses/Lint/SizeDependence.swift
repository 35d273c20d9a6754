import ConvArithmetic
import LayerGraph

/// SAME padding under which places depend on the size of the input: where the first window lies is another matter for
/// even sizes than for odd ones.
///
/// Found by asking the rules again at the sizes next to this one.
struct SizeDependence {
  let report: Report

  /// One for all layers, with the numbers of the first.
  var findings: [Finding] {
    var (layers, first): ([Int], (axis: Int, facts: Finding.Facts)?) = ([], nil)
    var known: [ObjectIdentifier: (axis: Int, facts: Finding.Facts)?] = [:]
    for (index, layer) in report.layers.enumerated() where !layer.isPointwise {
      let key = ObjectIdentifier(layer.facts)
      let found = known[key] ?? dependence(of: index)
      known[key] = .some(found)
      guard let found else { continue }
      layers.append(index)
      first = first ?? found
    }
    guard let first else { return [] }
    return [Finding(.sizeDependent, layers: layers, axis: first.axis, first.facts)]
  }

  /// As many sizes are tried.
  private static let mostTrials = 64

  private func dependence(of index: Int) -> (axis: Int, facts: Finding.Facts)? {
    for window in report.windows(of: index) {
      guard let taps = window.taps, taps.stride > 1, taps.count > 1, let extent = taps.extent
      else { continue }
      if !taps.isAnchored {
        // From max(E − S, 0) to E − 1 in all, the smaller half before.
        let (least, most) = (max(extent - taps.stride, 0) / 2, (extent - 1) / 2)
        let isLower = taps.openPadding == .sameLower
        let before =
          isLower ? (max(extent - taps.stride, 0) + 1) / 2...extent / 2 : least...most
        return (window.axis, .offsets(before: before, stride: taps.stride))
      }
      guard let length = window.length.constant else { continue }
      var (least, most) = (taps.offset, taps.offset)
      for more in 1..<min(taps.stride, Self.mostTrials) {
        guard let other = self.taps(of: index, window, length: length, more),
          other.stride == taps.stride, other.count == taps.count, other.step == taps.step
        else { break }
        (least, most) = (min(least, other.offset), max(most, other.offset))
      }
      if least < most, let lower = try? 0.minus(most), let upper = try? 0.minus(least) {
        return (window.axis, .offsets(before: lower...upper, stride: taps.stride))
      }
    }
    return nil
  }

  /// The window of the layer on an input that is longer.
  private func taps(
    of index: Int, _ window: LayerWindow, length: Int, _ more: Int
  ) -> AxisMap.Taps? {
    guard case .known(let site) = report.layers[index].facts.site,
      let longer = try? length.plus(more)
    else { return nil }
    let rules = report.rules(report.graph.nodes[index])
    var inputs = site.inputs
    inputs[window.input][window.dimension] = Dim(longer)
    var requirements = Requirements(assumptions: report.options.assumptions)
    guard let outputs = try? rules.outputShapes(of: inputs, requirements: &requirements),
      let routes = try? rules.routes(output: 0, Site(inputs: inputs, outputs: outputs)),
      case .along(_, let map) = routes[window.input][window.dimension],
      case .window(let taps) = map.kind
    else { return nil }
    return taps
  }
}
