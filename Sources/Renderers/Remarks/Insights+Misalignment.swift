import Analyses
import ConvArithmetic
import Escaping
import LayerGraph

/// Where branches meet that sample the source at different places: one line for each place while there are few, else
/// one for all; one for all branches that padding on one side moves.
extension Insights {
  private typealias Place = (name: String, apart: ClosedRange<Rational>)

  private func places(_ findings: [Finding]) -> [Place] {
    findings.compactMap { finding in
      guard case .known(.apart(let range)) = finding.facts else { return nil }
      return (name(of: finding), range)
    }
  }

  private static var shown: Int { 3 }

  func apart(_ findings: [Finding]) -> [Message] {
    let places = places(findings)
    guard places.count > Self.shown, let first = places.first else {
      return places.map { "Branches of \($0.name) are \(Digits.distances($0.apart)) px apart." }
    }
    var (least, most) = (first, first)
    for place in places.dropFirst() {
      if place.apart.upperBound < least.apart.upperBound { least = place }
      if place.apart.upperBound > most.apart.upperBound { most = place }
    }
    let start: Message = "Branches are apart in \(places.count) layers"
    if least.apart.upperBound == most.apart.upperBound {
      return ["\(start), up to \(Digits.distance(most.apart.upperBound)) px in each."]
    }
    let begin: Message = "from \(Digits.distances(least.apart)) px in \(least.name)"
    return ["\(start), \(begin) to \(Digits.distances(most.apart)) px in \(most.name)."]
  }

  func moved(_ findings: [Finding]) -> [Message] {
    let places = places(findings)
    guard let most = places.map(\.apart.upperBound).max() else { return [] }
    let distance = "up to \(Digits.distance(most)) px apart"
    return [
      "Padding on one side, as in causal chains, moves branches \(distance) in \(places.count) layers."
    ]
  }

  func drifting(_ findings: [Finding]) -> [Message] {
    let names = findings.filter { $0.facts.value != nil }.map { "\(name(of: $0))" as Message }
    return names.isEmpty
      ? []
      : ["Branches of \(names.listed()) drift apart: they advance at different rates."]
  }
}
