import ConvArithmetic
import LayerGraph

/// The answers found so far: a demand on one value, and the positions of the source that it reads. Demands on
/// several values at once have no entry.
///
/// In most networks all that blocks hand on passes through one value, again and again. Different units come to
/// the same demands on it, and what such a demand reads is found once.
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
    boxes.reduce(1) { $0 + $1.runCount + $1.sets.count + 1 }
  }
}
