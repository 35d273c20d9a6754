import ConvArithmetic
import LayerGraph

/// Where branches meet that sample the source at different places.
struct Misalignment {
  let report: Report

  /// One for each layer: those apart, those that padding on one side moves, those that drift.
  var findings: [Finding] {
    var (apart, moved, drifting): ([Finding], [Finding], [Finding]) = ([], [], [])
    var undecided = Undecided(.misaligned)
    var isSpreadOtherwise: [Bool] = []
    isSpreadOtherwise.reserveCapacity(report.layers.count)
    for (index, layer) in report.layers.enumerated() {
      let wasSpread = layer.inputs.contains { isSpreadOtherwise[$0.node] }
      // So it is with nearly all layers, which are then not looked at any closer.
      if layer.inputs.count < 2, !wasSpread, !layer.hasSpread {
        isSpreadOtherwise.append(false)
        continue
      }
      let meeting = Meeting(of: layer, in: report)
      isSpreadOtherwise.append(meeting.isSpreadOtherwise(before: wasSpread))
      guard meeting.isMerge, let (axis, kind) = meeting.kind else { continue }
      func add(_ code: Finding.Code, _ facts: Finding.Facts, to findings: inout [Finding]) {
        findings.append(Finding(code, layers: [index], axis: axis, facts))
      }
      switch kind {
      case .drifting(let rates): add(.drifting, .rates(rates), to: &drifting)
      // Spread before for another reason, and no further apart for what merges here.
      case _ where wasSpread: break
      case .apart where meeting.isBalanced(along: axis): break
      case .apart(let range):
        add(.misaligned, .apart(meeting.apart(range, along: axis)), to: &apart)
      case .moved(let range):
        add(.movedByPadding, .apart(meeting.apart(range, along: axis)), to: &moved)
      case .undecided(let reason): undecided.insert(reason, layer: index, axis: axis)
      }
    }
    // One alone may be a slip; a chain of them is an intent.
    if moved.count == 1, let only = moved.popLast() {
      apart.append(Finding(.misaligned, layers: only.layers, axis: only.axis, only.facts))
    }
    return apart + undecided.findings + moved + drifting
  }
}

extension LayerReport {
  /// Whether centres of a unit are apart along some axis, as far as is known.
  fileprivate var hasSpread: Bool {
    outputs.contains { output in
      output.fields.first?.axes.contains { axis in
        guard case .known(let local)? = axis.local, case .known(let centres) = local.centres
        else { return false }
        return !centres.areAligned
      } ?? false
    }
  }
}
