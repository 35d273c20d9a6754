import ConvArithmetic
package import LayerGraph

/// Every operator at least three times: with every setting off its default, at several ranks, and with open
/// sizes where they matter. Whatever looks at all operators looks at these.
package enum OperatorCorpus {
  package static let all: [OperatorSample] =
    source + convolution + transposedConvolution + pool + adaptivePool + linear + matMul + einsum
    + attention + normalization + activation + softmax + scale + identity + elementwise + reshaping
    + pixelShuffle + concat + slice + gather + expand + pad + resize + reduce
    + cumulative + dynamicQuantization + fold + fourierTransform + recurrence + custom

  package static func samples(of name: OperatorName) -> [OperatorSample] {
    byName[name] ?? []
  }

  private static let byName = Dictionary(grouping: all) { $0.name ?? .opaque }

  /// Those that have a document, with it.
  package static let documents: [(sample: OperatorSample, document: String)] = all.compactMap {
    sample in sample.document.map { (sample, $0) }
  }

  static let (n, c, h, w) = (
    Dim.symbol("N"), Dim.symbol("C"), Dim.symbol("H"), Dim.symbol("W")
  )

  /// Off the defaults in all there is.
  static let window = WindowSettings(
    kernel: [3, 5], stride: [2, 1], padding: .explicit(before: [1, 0], after: 2), dilation: 3)
  static let windowDocument =
    #""kernel": [3, 5], "stride": [2, 1], "padding": {"before": [1, 0], "after": 2}"#
}
