import Verification

/// What was compared in many networks.
struct AgreementTally: CustomStringConvertible {
  private(set) var networks = 0
  private var compared: [Quantity: Int] = [:]
  private var skipped: [Quantity: Int] = [:]

  mutating func add(_ verdict: Verdict) {
    networks += 1
    for check in verdict.checks {
      compared[check.quantity, default: 0] += check.compared
      skipped[check.quantity, default: 0] += check.omitted
    }
  }

  func compared(_ quantity: Quantity) -> Int { compared[quantity] ?? 0 }
  func skipped(_ quantity: Quantity) -> Int { skipped[quantity] ?? 0 }

  var description: String {
    let parts = Quantity.allCases.map { quantity in
      let open = skipped(quantity)
      return "\(quantity.rawValue) \(compared(quantity))" + (open == 0 ? "" : " (\(open) unknown)")
    }
    return "\(networks) networks; " + parts.joined(separator: ", ")
  }
}
