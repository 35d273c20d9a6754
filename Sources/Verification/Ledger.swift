/// Gathers comparisons: counts, times and what differs.
struct Ledger {
  private(set) var checks: [Check] = []
  private(set) var disagreements: [Disagreement] = []
  private(set) var passesLeftOut: [PassLeftOut] = []
  /// What the first pass that failed has thrown; nothing for those that were not begun.
  private(set) var firstError: (any Error)?
  /// Whether a pass was not begun, because of what it takes.
  private(set) var hasRefused = false
  var samples: [FieldSample] = []
  var hasEveryUnit = true
  var budget: PassBudget

  init(_ budget: PassBudget) { self.budget = budget }

  /// Runs the comparisons of one kind.
  mutating func check<Measured>(
    _ quantity: Quantity, _ body: (inout Page) throws -> Measured
  ) rethrows -> Measured {
    var page = Page(quantity: quantity)
    let start = ContinuousClock.now
    defer {
      let time = start.duration(to: .now).components
      checks.append(
        Check(
          quantity: quantity, compared: page.compared, leftOut: page.leftOut,
          seconds: Double(time.seconds) + Double(time.attoseconds) * 1e-18))
      disagreements += page.disagreements
    }
    return try body(&page)
  }

  /// Runs a pass. One that can't be run is left out with its reason and hinders no other.
  /// - Parameters:
  ///   - need: what it takes; where that is too much, it is not begun at all.
  ///   - quantities: what would be compared.
  /// - Returns: what the pass gave; nil where it did not come to its end.
  @discardableResult
  mutating func attempt<Measured>(
    _ pass: String, for quantities: [Quantity], _ need: PassNeed,
    _ body: (inout Ledger) throws -> Measured
  ) -> Measured? {
    if let refusal = budget.refusal(need) {
      hasRefused = true
      leaveOut(pass, quantities, refusal)
      return nil
    }
    budget.take(need)
    do { return try body(&self) } catch {
      if firstError == nil { firstError = error }
      leaveOut(pass, quantities, "\(error)")
      return nil
    }
  }

  /// A pass that is not run.
  mutating func leaveOut(_ pass: String, _ quantities: [Quantity], _ reason: String) {
    for quantity in quantities { check(quantity) { _ in } }
    passesLeftOut.append(PassLeftOut(pass: pass, quantities: quantities, reason: reason))
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
