import ConvArithmetic
import LayerGraph

/// Where units begin to see less of their field than its size says, in a pattern: what dilation by one factor again and
/// again leaves out (Wang et al. 2018).
struct Gridding {
  let report: Report

  /// Holes stay once they are there: only where they grow is news, and only where no layer behind makes them fewer.
  func findings(among shown: some Sequence<Int>) -> [Finding] {
    var (findings, least): ([Finding], Rational) = ([], 1)
    var undecided = Undecided(.gridding)
    let ahead = sharesAhead
    for index in shown {
      var worst: (axis: Int, field: LocalField)?
      for (axis, field) in report.layers[index].field.axes.enumerated() {
        switch field.local?.flatMap(\.coverage) {
        case nil: break
        case .known(let share?)? where share < least && ahead[index] <= share:
          if let local = field.local?.value { (least, worst) = (share, (axis, local)) }
        case .known(.some)?: break
        // More pieces than are kept.
        case _ where ahead[index] == 1: break
        case .known(nil)?: undecided.insert(.tooLarge, layer: index, axis: axis)
        case .unknown(let reason)?: undecided.insert(reason, layer: index, axis: axis)
        }
      }
      if let worst {
        findings.append(
          Finding(
            .gridding, layers: [index], axis: worst.axis,
            .pattern(period: worst.field.patternPeriod, share: least)))
      }
    }
    return findings + undecided.findings
  }

  /// For each layer the share of their field that units behind it see, whatever becomes of it; 0 where it is a result, or
  /// where no neighbourhood reads it.
  private var sharesAhead: [Rational] {
    var ahead = [Rational?](repeating: nil, count: report.layers.count)
    for output in report.graph.outputs { ahead[output.value.node] = 0 }
    for index in report.layers.indices.reversed() {
      let layer = report.layers[index]
      let seen = max(layer.shareSeen ?? 0, ahead[index] ?? 1)
      for input in layer.inputs { ahead[input.node] = min(ahead[input.node] ?? 1, seen) }
    }
    return ahead.map { $0 ?? 1 }
  }
}

extension LayerReport {
  /// The share of a field that moves with the unit, along the axis where it is least; nil where that isn't known.
  fileprivate var shareSeen: Rational? {
    var least: Rational?
    for axis in field.axes {
      guard case .known(let share?)? = axis.local?.flatMap(\.coverage) else { return nil }
      least = min(least ?? 1, share)
    }
    return least
  }
}

extension LocalField {
  /// How far apart the runs are that the unit with most holes reads, where they all are alike; nil where they aren't.
  fileprivate var patternPeriod: Int? {
    var worst: (share: Rational, runs: [Interval])?
    for unit in 0..<map.period {
      guard let set = (try? map.positions(of: unit)) ?? nil, set.runs.count > 1,
        let count = try? set.count(), let span = try? set.hull.count(),
        let share = try? Rational(count, over: span)
      else { continue }
      if worst.map({ share < $0.share }) ?? true { worst = (share, set.runs) }
    }
    guard let runs = worst?.runs else { return nil }
    let distance = runs[1].lower - runs[0].lower
    let isEven = zip(runs, runs.dropFirst()).allSatisfy { $1.lower - $0.lower == distance }
    return isEven ? distance : nil
  }
}
