import Analyses
import ConvArithmetic
import Escaping
import LayerGraph

/// Findings in plain words. Nothing is said of what is unknown.
struct FindingWords {
  let report: Report
  /// What the line of a layer is called, where a table has one.
  var rowNames: [Int: String] = [:]

  /// All findings of one code in one line.
  func summary(_ code: Finding.Code, _ findings: [Finding]) -> Message? {
    let known = findings.filter { $0.facts.value != nil }
    if known.isEmpty { return nil }
    switch code {
    case .unreadEdge: return unread(known)
    case .misaligned: return apart(known)
    case .movedByPadding: return moved(known)
    case .drifting: return drifting(known)
    default: break
    }
    guard let first = known.first, let sentence = sentence(first) else { return nil }
    let more = known.count - 1
    if more == 0 { return sentence }
    return sentence + " So it is in \(more) more \(more == 1 ? "layer" : "layers")."
  }

  /// One finding with all its numbers; nil where it is unknown.
  func sentence(_ finding: Finding) -> Message? {
    guard case .known(let facts) = finding.facts else { return nil }
    switch facts {
    case .constants(let elements, let groups): return constants(elements, groups)
    case .covered(let covered): return coverage(finding, covered)
    case .below(let field, let sizes): return below(finding, field, sizes)
    case .unread: return unread([finding])
    case .apart(let apart): return paths(finding, apart)
    case .rates: return drifting([finding])
    case .pattern(let period, let share): return pattern(finding, period, share)
    case .dropped(let share): return dropped(finding, share)
    case .overlaps(let overlaps): return checkerboard(finding, overlaps)
    case .even(let extent, let padding): return even(finding, extent, padding)
    case .padding(let before, let after): return padding(finding, before, after)
    case .parameters(let count): return parameters(finding, count)
    case .heavy(let count, let share): return heavy(finding, count, share)
    case .offsets(let before, let stride): return offsets(finding, before, stride)
    }
  }

  /// All that is to be said of one beside the sentence.
  func details(_ finding: Finding) -> [Message] {
    if case .known(.covered(let covered)) = finding.facts { stages(covered) } else { [] }
  }

  /// Of the layer that something is said of.
  func name(of finding: Finding) -> String {
    finding.layers.first.map { report.layers[$0].name } ?? ""
  }

  /// Of the line that a layer stands for.
  func rowName(of finding: Finding) -> String {
    finding.layers.first.flatMap { rowNames[$0] } ?? name(of: finding)
  }

  /// The names of layers; of many the first.
  func names(_ layers: some Collection<Int>) -> Message {
    let names = layers.prefix(layers.count > 3 ? 1 : 3).map {
      "\(report.layers[$0].name)" as Message
    }
    let more = layers.count - names.count
    return more == 0 ? names.listed() : "\(names.listed()) and \(Digits.grouped(more)) more"
  }

  /// "3 rows at the top"
  func units(_ count: Int, _ words: AxisWords, _ place: String) -> String {
    "\(Digits.grouped(count)) \(words.unit)\(count == 1 ? "" : "s") \(place)"
  }
}
