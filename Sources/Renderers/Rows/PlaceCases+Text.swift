import Analyses
import ConvArithmetic
import Escaping

extension PlaceCases {
  /// More are left to JSON: nobody reads a table of them in a line.
  private static let mostInText = 4

  /// "1 if H % 2 = 0, else 0"; nil for too many, and where one is unknown.
  func text(_ value: (Places) -> String?) -> String? {
    let values = cases.map { value($0.places) }
    var distinct: [(value: String, residues: Residues)] = []
    for (value, one) in zip(values, cases) {
      guard let value else { return nil }
      if let same = distinct.firstIndex(where: { $0.value == value }) {
        guard let both = distinct[same].residues.union(one.residues) else { return nil }
        distinct[same].residues = both
      } else {
        distinct.append((value, one.residues))
      }
    }
    guard let last = distinct.popLast(), distinct.count < Self.mostInText else { return nil }
    if distinct.isEmpty { return last.value }
    let name = Dim.symbol(symbol).message.description
    let told = distinct.map { "\($0.value) if \(name) \($0.residues)" }
    return (told + ["else \(last.value)"]).joined(separator: ", ")
  }
}
