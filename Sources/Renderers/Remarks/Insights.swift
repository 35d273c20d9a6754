import Analyses
import ConvArithmetic
import Escaping
import LayerGraph

/// What is worth knowing about a network, in plain words; each said only when it is so.
struct Insights {
  let report: Report
  let rows: [Row]

  var remarks: [Message] {
    let findings = Dictionary(
      grouping: report.findings(holesAmong: rows.map(\.layer)), by: \.code)
    let told = Finding.Code.allCases.flatMap { lines($0, findings[$0] ?? []) }
    return layouts + memory + told
  }

  /// What findings of one kind say together; nothing of what is unknown.
  private func lines(_ code: Finding.Code, _ findings: [Finding]) -> [Message] {
    switch code {
    case .constants: findings.compactMap(constants)
    case .coversSource: findings.compactMap(coverage)
    case .unread: unread(findings)
    case .misaligned: apart(findings)
    case .movedByPadding: moved(findings)
    case .drifting: drifting(findings)
    case .holes: holes(findings)
    }
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

  /// "552,278 stored numbers are constants, not learned: 331,338 under names that exporters make up
  /// (onnx::Add_4747, …), 220,940 in Constant nodes."
  private func constants(_ finding: Finding) -> Message? {
    guard case .known(.constants(let elements, let groups)) = finding.facts else { return nil }
    let parts: [Message] = groups.map { group in
      let more: Message = group.tensors > 1 ? ", …" : ""
      let name: Message = group.largest.name.isEmpty ? "" : " (\(group.largest.name)\(more))"
      return "\(Digits.grouped(group.elements)) \(group.evidence.group)\(name)"
    }
    return "\(Digits.grouped(elements)) stored numbers are constants, not learned: "
      + parts.listed(atMost: 8) + "."
  }

  /// "Every unit sees the whole 224×224 input from layer4 on."
  private func coverage(_ finding: Finding) -> Message? {
    guard case .known(.covered(let sizes, let isSeenByAll, let module)) = finding.facts else {
      return nil
    }
    let image =
      sizes.count == 1 ? "\(sizes[0])" : sizes.map(String.init).joined(separator: "×")
    let source = report.looksAtInputs ? "input" : report.name(ofSource: 0)
    let place = module.map { report.modules[$0].name } ?? name(of: finding)
    let seen: Message = "the whole \(image) \(source) from \(place) on."
    return isSeenByAll
      ? "Every unit sees \(seen)" : "The field of a middle unit covers \(seen)"
  }

  private func holes(_ findings: [Finding]) -> [Message] {
    let lines: [Message] = findings.compactMap { finding in
      guard case .known(.share(let share)) = finding.facts else { return nil }
      return
        "\(rowName(of: finding)) reads with holes: its units see \(Digits.percent(share)) of their field."
    }
    return Self.capped(lines, at: 3, more: "lines have holes")
  }

  /// Of the line that a layer stands for.
  private func rowName(of finding: Finding) -> String {
    rows.first { finding.layers.first == $0.layer }?.name ?? name(of: finding)
  }

  /// Of the layer that something is said of.
  func name(of finding: Finding) -> String {
    finding.layers.first.map { report.layers[$0].name } ?? ""
  }

  static func capped(_ lines: [Message], at shown: Int, more: Message) -> [Message] {
    guard lines.count > shown else { return lines }
    return Array(lines.prefix(shown)) + ["In \(lines.count - shown) more places \(more)."]
  }
}
