import Analyses
import Escaping
import LayerGraph

/// What no output of the network reads.
extension FindingWords {
  /// "3 columns on the right and 1 row at the bottom are never read."; the first of several inputs.
  func unread(_ findings: [Finding]) -> Message? {
    let sentences = unreadByInput(findings)
    let more = sentences.count - 1
    guard let first = sentences.first, more > 0 else { return sentences.first }
    return first
      + " Of \(Digits.grouped(more)) more \(more == 1 ? "input" : "inputs") positions are never read."
  }

  /// A sentence for each input.
  func unreadByInput(_ findings: [Finding]) -> [Message] {
    var (inputs, parts): ([Int], [Int: [Part]]) = ([], [:])
    let axes = Dictionary(uniqueKeysWithValues: zip(report.inputs, report.axesOfInputs))
    for finding in findings {
      guard let input = finding.layers.first, let axis = finding.axis, let axes = axes[input],
        case .known(.unread(let unread)) = finding.facts
      else { continue }
      if parts[input] == nil { inputs.append(input) }
      parts[input, default: []] += self.parts(unread, AxisWords(axis: axis, of: axes))
    }
    return inputs.map { sentence(of: $0, parts[$0] ?? []) }
  }

  private typealias Part = (text: String, isSingle: Bool)

  private func parts(_ unread: Finding.Unread, _ words: AxisWords) -> [Part] {
    let counts = [unread.before, unread.after, unread.between]
    return zip(counts, [words.before, words.after, words.between]).compactMap { count, place in
      count == 0 ? nil : (units(count, words, place), count == 1)
    }
  }

  private func sentence(of input: Int, _ parts: [Part]) -> Message {
    let name: Message = report.inputs.count > 1 ? " of \(report.layers[input].name)" : ""
    let verb: Message = parts.count == 1 && parts[0].isSingle ? " is" : " are"
    return "\(all: parts.map(\.text).listed(atMost: 6))\(name)\(verb) never read."
  }
}
