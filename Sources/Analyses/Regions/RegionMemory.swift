import ConvArithmetic
import LayerGraph

/// What is known of demands on a single value, when nothing else was asked for: all that they read.
///
/// In most networks everything passes through one value again and again: what blocks hand on. Units of one
/// block ask for much the same of it, and what that reads need not be found again.
struct RegionMemory {
  struct Question: Hashable {
    let value: ValueReference
    let boxes: [PositionBox]
  }

  typealias Answer = Result<[PositionSet], Problem>

  /// About as many runs are kept, some tens of megabytes; then all are forgotten.
  private static let maximumRuns = 1 << 19

  private var answers: [Question: Answer] = [:]
  private var runs = 0

  func answer(to question: Question) -> Answer? { answers[question] }

  mutating func remember(_ answer: Answer, to questions: [Question]) {
    for question in questions {
      if runs > Self.maximumRuns { (answers, runs) = ([:], 0) }
      answers[question] = answer
      runs += question.runs
    }
  }
}

extension RegionMemory.Question {
  fileprivate var runs: Int {
    boxes.reduce(1) { $0 + $1.sets.reduce(1) { $0 + ($1?.runs.count ?? 0) + 1 } }
  }
}
