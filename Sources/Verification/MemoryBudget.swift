/// How much memory a pass may take.
public struct MemoryBudget: Hashable, Sendable {
  public let bytes: Int
  /// Where that comes from, for who is refused.
  public let reason: String

  /// So many bytes, but no more than this process may have.
  public init(bytes: Int) {
    let all = Machine.memory
    self.bytes = max(0, min(bytes, all))
    reason = bytes > all ? "all that this process may have" : "as was asked for"
  }

  private init(shareOf all: Int) {
    bytes = all / 2
    reason = "half of the \(Double(all).inBytes) that this process may have"
  }

  /// What whoever is refused can do.
  var wayOut: String {
    bytes < Machine.memory ? "--memory sets another bound" : "a smaller --input takes less"
  }

  /// Half of what this process may have: of the machine's memory, or less where a limit is set.
  public static var standard: MemoryBudget { MemoryBudget(shareOf: Machine.memory) }
}

extension MemoryBudget {
  /// "8G", "512Mi", "1.5GiB": a number and a unit, K, M, G, T by thousands and Ki, Mi, Gi, Ti by 1024.
  /// Nil for what is none, and for none at all.
  public init?(parsing text: some StringProtocol) {
    let number = text.prefix { $0.isASCII && ($0.isNumber || $0 == ".") }
    var unit = text.dropFirst(number.count).lowercased()
    if unit.last == "b" { unit.removeLast() }
    let step = unit.last == "i" ? 1024.0 : 1000.0
    if unit.last == "i" { unit.removeLast() }
    guard let place = ["k", "m", "g", "t"].firstIndex(of: unit),
      let amount = Double(String(number)), number.first != ".", number.last != "."
    else { return nil }
    let bytes = (0...place).reduce(amount) { bytes, _ in bytes * step }
    guard bytes >= 1, let whole = Int(exactly: min(bytes, 0x1p62).rounded(.down)) else {
      return nil
    }
    self.init(bytes: whole)
  }
}

extension Double {
  /// "31.2 GiB": one decimal.
  var inBytes: String {
    var (amount, place) = (self, 0)
    let units = ["bytes", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB"]
    while amount >= 1024, place < units.count - 1 {
      amount /= 1024
      place += 1
    }
    return "\(amount.inTenths) \(units[place])"
  }

  /// "40 seconds", "3.5 hours", "12 days".
  var inSeconds: String {
    switch self {
    case ..<120: "\(inTenths) seconds"
    case ..<7200: "\((self / 60).inTenths) minutes"
    case ..<172_800: "\((self / 3600).inTenths) hours"
    default: "\((self / 86_400).inTenths) days"
    }
  }

  fileprivate static let beyond = "over"

  private var inTenths: String {
    guard self < 1e6 else { return "\(Self.beyond) 1000000" }
    let tenths = Int((self * 10).rounded())
    return tenths % 10 == 0 ? "\(tenths / 10)" : "\(tenths / 10).\(tenths % 10)"
  }
}

extension String {
  /// An estimated amount: "about 3.5 hours", and "over 1000000 days" as it is.
  var approximately: String { hasPrefix(Double.beyond) ? self : "about \(self)" }
}
