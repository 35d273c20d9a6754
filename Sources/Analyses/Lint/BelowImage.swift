import ConvArithmetic
import LayerGraph

/// A network none of whose units sees the image from end to end, but for what flattens or averages the whole map.
struct BelowImage {
  let report: Report

  /// One, or none. O(layers + edges).
  var findings: [Finding] {
    guard !report.sources.isEmpty, let sizes = report.sizesOfSource, !sizes.isEmpty,
      let (index, field) = report.lastField, field != [], field.contains(where: { $0 > 1 }),
      !report.hasContext
    else { return [] }
    guard zip(field, sizes).contains(where: { $0 < $1 }) else { return [] }
    return [Finding(.belowImage, layers: [index], .below(field: field, sizes: sizes))]
  }
}

extension LayerReport {
  /// What units see that see most, along each axis.
  fileprivate var greatestSizes: [Int]? {
    let sizes = field.axes.compactMap { $0.sizes?.value?.upperBound }
    return sizes.count == field.axes.count ? sizes : nil
  }
}

extension Report {
  /// The spatial sizes of the first source, where all are numbers.
  fileprivate var sizesOfSource: [Int]? {
    guard case .known(let shape) = shape(ofSource: 0) else { return nil }
    let sizes = axes[0].dimensions.compactMap { shape[$0].constant }
    return sizes.count == axes[0].dimensions.count ? sizes : nil
  }

  /// The largest field that moves with the unit, along each axis; nil where it isn't known.
  fileprivate var lastField: (layer: Int, sizes: [Int])? {
    guard let sizes = farthestLooking?.greatestSizes else { return nil }
    return layers.firstIndex { $0.greatestSizes == sizes }.map { ($0, sizes) }
  }

  /// Whether units that have a place of their own see the whole besides: gates, norms over the image, attention.
  fileprivate var hasContext: Bool {
    layers.contains { layer in
      layer.outputs.contains { output in
        output.fields.first.map { field in
          field.axes.contains { $0.isGlobal && $0.local != nil }
        } ?? false
      }
    }
  }
}
