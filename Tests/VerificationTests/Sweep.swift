import Foundation
import Verification

/// How much these tests run. The kernels are naive and a debug build is slow: everything runs in a
/// release build, or when `RFCALC_REFERENCE` is set; else what takes seconds.
enum Sweep {
  static let isFull: Bool = {
    #if DEBUG
      ProcessInfo.processInfo.environment["RFCALC_REFERENCE"] != nil
    #else
      true
    #endif
  }()
}

/// What was compared in many networks.
struct AgreementTally: CustomStringConvertible {
  private(set) var networks = 0
  private var compared: [Quantity: Int] = [:]
  private var skipped: [Quantity: Int] = [:]

  mutating func add(_ verification: Verification) {
    networks += 1
    for check in verification.checks {
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
