import Analyses
import ConvArithmetic
import Escaping
import LayerGraph

/// Where branches meet that sample the source at different places.
extension FindingWords {
  private typealias Place = (name: String, pixels: ClosedRange<Rational>)

  private func places(_ findings: [Finding]) -> [Place] {
    findings.compactMap { finding in
      guard case .known(.apart(let apart)) = finding.facts else { return nil }
      return (name(of: finding), apart.pixels)
    }
  }

  /// One line for all places.
  func apart(_ findings: [Finding]) -> Message? {
    let places = places(findings)
    guard let first = places.first else { return nil }
    if places.count == 1 {
      return "Branches of \(first.name) are \(Digits.distances(first.pixels)) px apart."
    }
    var (least, most) = (first, first)
    for place in places.dropFirst() {
      if place.pixels.upperBound < least.pixels.upperBound { least = place }
      if place.pixels.upperBound > most.pixels.upperBound { most = place }
    }
    let start: Message = "Branches are apart in \(places.count) layers"
    if least.pixels.upperBound == most.pixels.upperBound {
      return "\(start), up to \(Digits.distance(most.pixels.upperBound)) px in each."
    }
    let begin: Message = "from \(Digits.distances(least.pixels)) px in \(least.name)"
    return "\(start), \(begin) to \(Digits.distances(most.pixels)) px in \(most.name)."
  }

  /// "Branches of add, conv and up, are 0–16 px apart." Where one distance holds for all units also the first places, and
  /// what would align them.
  func paths(_ finding: Finding, _ apart: Finding.Apart) -> Message {
    let names = names(apart.paths.map(\.layer))
    let distance = Digits.distances(apart.pixels)
    let line: Message = "Branches of \(name(of: finding)), \(names), are \(distance) px apart"
    guard let shift = apart.shift else { return line + "." }
    let starts = apart.paths.compactMap { path in
      path.start.map { "\(Digits.places($0))" as Message }
    }
    let units: Message = shift == 1 ? "unit" : "units"
    return
      "\(line), starting at \(starts.listed()): a crop of \(shift) \(units), or padding, aligns them."
  }

  func moved(_ findings: [Finding]) -> Message? {
    let places = places(findings)
    guard let most = places.map(\.pixels.upperBound).max() else { return nil }
    let distance = "up to \(Digits.distance(most)) px apart"
    return
      "Padding on one side, as in causal chains, moves branches \(distance) in \(places.count) layers."
  }

  func drifting(_ findings: [Finding]) -> Message? {
    let names = findings.map { "\(name(of: $0))" as Message }
    return "Branches of \(names.listed()) drift apart: they advance at different rates."
  }
}
