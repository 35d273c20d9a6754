/// What passes may take: each so much memory, and so much time each or, in quick mode, all together.
struct PassBudget {
  private let memory: MemoryBudget
  private let mode: Verdict.Mode
  private(set) var secondsTaken = 0.0

  init(_ memory: MemoryBudget, _ mode: Verdict.Mode) {
    (self.memory, self.mode) = (memory, mode)
  }

  /// Why a pass can't be had; nil where it can.
  func refusal(_ need: PassNeed) -> String? {
    if need.bytes > Double(memory.bytes) {
      return
        "needs \(need.bytes.inBytes.approximately) of memory, and may take "
        + "\(Double(memory.bytes).inBytes), \(memory.reason); \(memory.wayOut)"
    }
    let (seconds, most) = (need.seconds.inSeconds.approximately, mode.seconds.inSeconds)
    switch mode {
    case .quick where secondsTaken + need.seconds > mode.seconds:
      return "would take \(seconds), and of the \(most) that quick passes take together "
        + "\(secondsTaken.inSeconds) are taken; a smaller --input takes less"
    case .standard where need.seconds > mode.seconds:
      return "would take \(seconds), and passes of more than \(most) are not run; "
        + "--quick and a smaller --input take less"
    case .full where need.seconds > mode.seconds:
      return "would take \(seconds), and passes of more than \(most) are not run"
    default: return nil
    }
  }

  /// Notes that a pass is run.
  mutating func take(_ need: PassNeed) { secondsTaken += need.seconds }
}

extension Verdict.Mode {
  /// How long passes may take by their estimates: in quick mode all together, else each.
  fileprivate var seconds: Double {
    switch self {
    case .quick: 20
    case .standard: 120
    case .full: 3600
    }
  }
}
