import Analyses
import ConvArithmetic
import Escaping
import LayerGraph

/// What is worth knowing about a network, in plain words; each said only when it is so.
struct Insights {
  let report: Report
  let rows: [Row]

  var remarks: [Message] { layouts + memory + told }

  /// No more findings than this are told, each kind in one line.
  private static let shown = 3

  private var told: [Message] {
    let findings = Dictionary(
      grouping: report.findings(gridsAmong: rows.map(\.layer)), by: \.code)
    let names = rows.map { ($0.layer, $0.name) }
    let words = FindingWords(
      report: report, rowNames: Dictionary(names, uniquingKeysWith: { first, _ in first }))
    let known = Finding.Code.allCases.compactMap { code in
      words.summary(code, findings[code] ?? []).map { (code, $0) }
    }
    let more = known.dropFirst(Self.shown).map { "\($0.0.rawValue)" as Message }
    return known.prefix(Self.shown).map(\.1)
      + (more.isEmpty ? [] : ["--findings tells of \(more.listed(atMost: 8)) too."])
  }

  /// "The input is read as N×H×W×C; --layout says otherwise.": where it isn't N×C×…. "Nothing tells which dimensions of
  /// the input are axes; it is taken as N×C×L. --layout decides.": where it is for want of a better reason.
  private var layouts: [Message] {
    guard report.looksAtInputs else { return [] }
    let lines = zip(report.inputs, report.axesOfInputs).compactMap { input, axes -> Message? in
      guard let rank = report.layers[input].shape.value?.rank else { return nil }
      let isOnly = report.inputs.count == 1
      let layout = axes.layout(ofRank: rank).description
      switch axes.origin {
      case .given: return nil
      case .place where rank >= 2:
        let name: Message = isOnly ? "the input" : "\(report.layers[input].name)"
        return
          "Nothing tells which dimensions of \(name) are axes; it is taken as \(layout). --layout decides."
      case _ where axes.dimensions.isEmpty || axes.areInPlace(in: rank): return nil
      default:
        let name: Message = isOnly ? "The input" : "\(report.layers[input].name)"
        return "\(name) is read as \(layout); --layout says otherwise."
      }
    }
    return Self.capped(lines, at: 3, more: "inputs are not channels first by what is done to them")
  }

  /// Bytes, where they are numbers.
  private var memory: [Message] {
    let (total, least) = (report.total, report.total.least)
    guard let parameters = bytes(total.parameterBytes, least?.parameterBytes.value),
      let activations = bytes(total.activationBytes, least?.activationBytes.value)
    else { return [] }
    var line: Message = "Parameters take \(parameters), activations \(activations)"
    if let peak = bytes(total.peakActivationBytes, nil) { line += " (\(peak) at once)" }
    return [line + "."]
  }

  /// "3 KiB", or "at least 3 KiB"; nil where it is a formula.
  private func bytes(_ sum: Known<Dim>, _ least: Dim?) -> Message? {
    if case .known(let bytes) = sum { return bytes.constant.map { "\(Digits.bytes($0))" } }
    return least?.constant.map { "at least \(Digits.bytes($0))" }
  }

  static func capped(_ lines: [Message], at shown: Int, more: Message) -> [Message] {
    guard lines.count > shown else { return lines }
    return Array(lines.prefix(shown)) + ["In \(lines.count - shown) more places \(more)."]
  }
}
