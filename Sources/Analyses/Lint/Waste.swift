import ConvArithmetic
import LayerGraph

/// Positions of an input, at its edges or inside, that no output of the network reads.
struct Waste {
  let report: Report

  /// One for each input and axis. An input of which nothing at all is read has none.
  var findings: [Finding] {
    guard report.looksAtInputs else { return [] }
    return report.positionsReadOfInputs().enumerated().flatMap { number, read -> [Finding] in
      let input = report.inputs[number]
      switch report.layers[input].shape {
      case .known(let shape):
        return findings(input, report.axesOfInputs[number].dimensions.map { shape[$0] }, read)
      case .unknown(let reason):
        return [Finding(.unreadEdge, layers: [input], .unknown(reason))]
      }
    }
  }

  private func findings(
    _ input: Int, _ lengths: [Dim], _ read: Known<[PositionSet]>
  ) -> [Finding] {
    switch read {
    case .known(let axes):
      zip(axes, lengths).enumerated().compactMap { axis, sizes in
        facts(sizes.0, sizes.1).map { Finding(.unreadEdge, layers: [input], axis: axis, $0) }
      }
    case .unknown(let reason):
      lengths.isEmpty ? [] : [Finding(.unreadEdge, layers: [input], .unknown(reason))]
    }
  }

  /// Nil where everything is read, or nothing.
  private func facts(_ read: PositionSet, _ length: Dim) -> Known<Finding.Facts>? {
    if read.isEmpty { return nil }
    guard let length = length.constant else { return .unknown(.openSize(length)) }
    let hull = read.hull
    guard let span = try? hull.count(), let count = try? read.count() else {
      return .unknown(.tooLarge)
    }
    if count == length { return nil }
    return .known(
      .unread(
        Finding.Unread(
          read: read, length: length, before: hull.lower, after: length - 1 - hull.upper,
          between: span - count)))
  }
}
