/// Gathers comparisons: counts, times and what differs.
struct Ledger {
  private(set) var checks: [Check] = []
  private(set) var disagreements: [Disagreement] = []

  /// Runs the comparisons of one kind.
  mutating func check(
    _ quantity: Quantity, _ body: (inout Page) throws -> Void
  ) rethrows {
    var page = Page(quantity: quantity)
    let clock = ContinuousClock()
    let time = try clock.measure { try body(&page) }.components
    checks.append(
      Check(
        quantity: quantity, compared: page.compared, leftOut: page.leftOut,
        seconds: Double(time.seconds) + Double(time.attoseconds) * 1e-18))
    disagreements += page.disagreements
  }

  /// The checks with those of the same kind added up, in order of first use.
  var merged: [Check] {
    Quantity.allCases.compactMap { quantity in
      let same = checks.filter { $0.quantity == quantity }
      if same.isEmpty { return nil }
      return Check(
        quantity: quantity, compared: same.reduce(0) { $0 + $1.compared },
        leftOut: same.reduce(into: [:]) { $0.merge($1.leftOut, uniquingKeysWith: +) },
        seconds: same.reduce(0) { $0 + $1.seconds })
    }
  }

  /// The comparisons of one kind.
  struct Page {
    let quantity: Quantity
    private(set) var compared = 0
    private(set) var leftOut: [Omission: Int] = [:]
    private(set) var disagreements: [Disagreement] = []

    init(quantity: Quantity) { self.quantity = quantity }

    mutating func compare<Value: Equatable>(
      _ layer: String?, _ detail: @autoclosure () -> String, analysed: Value, measured: Value
    ) {
      compared += 1
      if analysed == measured { return }
      disagreements.append(
        Disagreement(
          quantity: quantity, layer: layer, detail: detail(), analysed: "\(analysed)",
          measured: "\(measured)"))
    }

    mutating func leaveOut(_ reason: Omission) { leftOut[reason, default: 0] += 1 }
  }
}
