import Analyses
import Escaping
import LayerGraph

/// What no output of the network reads.
extension Insights {
  /// "3 columns on the right and 1 row at the bottom are never read."; a sentence for each input.
  func unread(_ findings: [Finding]) -> [Message] {
    var (inputs, parts): ([Int], [Int: [Part]]) = ([], [:])
    let axes = Dictionary(uniqueKeysWithValues: zip(report.inputs, report.axesOfInputs))
    for finding in findings {
      guard let input = finding.layers.first, let axis = finding.axis, let axes = axes[input],
        case .known(.unread(let unread)) = finding.facts
      else { continue }
      if parts[input] == nil { inputs.append(input) }
      parts[input, default: []] += Self.parts(unread, AxisWords(axis: axis, of: axes))
    }
    let lines = inputs.map { sentence(of: $0, parts[$0] ?? []) }
    return Self.capped(lines, at: 8, more: "positions of an input are never read")
  }

  private typealias Part = (text: String, isSingle: Bool)

  private static func parts(_ unread: Finding.Unread, _ words: AxisWords) -> [Part] {
    let counts = [unread.before, unread.after, unread.between]
    return zip(counts, [words.before, words.after, words.between]).compactMap { count, place in
      if count == 0 { return nil }
      return ("\(Digits.grouped(count)) \(words.unit)\(count == 1 ? "" : "s") \(place)", count == 1)
    }
  }

  private func sentence(of input: Int, _ parts: [Part]) -> Message {
    let name: Message = report.inputs.count > 1 ? " of \(report.layers[input].name)" : ""
    let verb: Message = parts.count == 1 && parts[0].isSingle ? " is" : " are"
    return "\(all: parts.map(\.text).listed(atMost: 6))\(name)\(verb) never read."
  }
}
