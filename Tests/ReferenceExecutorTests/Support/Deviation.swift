/// How far numbers are from what was recorded.
struct Deviation: CustomStringConvertible {
  /// |found − recorded| / max(|recorded|, 1): relative, but for numbers near 0.
  private(set) var worst = 0.0
  private(set) var place = ""

  mutating func compare(_ found: [Float], with recorded: [Float], at name: String) {
    for (index, (one, other)) in zip(found, recorded).enumerated() {
      if one == other || (one.isNaN && other.isNaN) { continue }
      let difference = abs(Double(one) - Double(other)) / max(abs(Double(other)), 1)
      if !(difference <= worst) {
        worst = difference
        place = "\(name)[\(index)]: \(one), recorded \(other)"
      }
    }
  }

  var description: String { worst == 0 ? "to the bit" : "at worst \(worst) apart at \(place)" }
}
