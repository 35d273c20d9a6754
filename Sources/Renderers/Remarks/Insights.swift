import Analyses
import ConvArithmetic
import Escaping
import LayerGraph

/// What is worth knowing about a network, in plain words; each said only when it is so.
struct Insights {
  let report: Report
  let rows: [Row]

  var remarks: [Remark] {
    let misalignment = Misalignment(report: report).lines
    return (memory + constants + coverage + waste + misalignment + holes).map { .insight($0) }
  }

  /// Bytes, where they are numbers.
  private var memory: [Message] {
    let total = report.total
    guard let parameters = total.parameterBytes.value?.constant,
      let activations = total.activationBytes.value?.constant
    else { return [] }
    var line: Message =
      "Parameters take \(Digits.bytes(parameters)), activations \(Digits.bytes(activations))"
    if let peak = total.peakActivationBytes.value?.constant {
      line += " (\(Digits.bytes(peak)) at once)"
    }
    return [line + "."]
  }

  private var constants: [Message] { Constants(report: report).remark.map { [$0] } ?? [] }

  private var coverage: [Message] { Coverage(report: report).line.map { [$0] } ?? [] }

  /// Positions of an input, at its edges or inside, that no output reads.
  private var waste: [Message] {
    guard report.looksAtInputs else { return [] }
    var lines: [Message] = []
    for (input, read) in zip(report.inputs, report.positionsReadOfInputs()) {
      guard case .known(let axes) = read,
        let waste = Waste(read: axes, shape: report.layers[input].output.value)
      else { continue }
      lines.append(
        waste.sentence(of: report.inputs.count > 1 ? report.layers[input].name : nil))
    }
    return Self.capped(lines, at: 8, more: "positions of an input are never read")
  }

  private var holes: [Message] {
    var (lines, last): ([Message], Rational) = ([], 1)
    for row in rows {
      let layer = report.layers[row.layer]
      // Holes stay once they are there: only where they grow is news.
      guard let share = layer.field.worstCoverage, share < last else { continue }
      last = share
      let seen = "its units see \(Digits.percent(share)) of their field"
      lines.append("\(row.name) reads with holes: \(seen).")
    }
    return Self.capped(lines, at: 3, more: "lines have holes")
  }

  private static func capped(_ lines: [Message], at shown: Int, more: Message) -> [Message] {
    guard lines.count > shown else { return lines }
    return Array(lines.prefix(shown)) + ["In \(lines.count - shown) more places \(more)."]
  }
}

extension Field {
  /// The least coverage over the axes that have a closed form.
  var worstCoverage: Rational? {
    axes.compactMap { $0.local?.value?.coverage.value ?? nil }.min()
  }
}
