import ConvArithmetic
import LayerGraph

/// The sizes up to which parameters and activations fit, where no formula says which layer needs most: where all values
/// only grow with the size, so does the most of them alive at once, and one size is the last.
struct GrowingMemory {
  let problem: SizeProblem
  let most: Int

  func narrowed(_ answers: [SizeSolution.Answer]) -> [SizeSolution.Answer] {
    if case .known = problem.report.neededBytes { return answers }
    guard answers.count == 1, let answer = answers.first, case .known(let set) = answer.set else {
      return answers
    }
    guard grows(with: answer, set) else { return [answer.with(.unknown(.undecidedMaximum))] }
    switch greatest(answer, set) {
    case .unknown(let reason): return [answer.with(.unknown(reason))]
    case .known(nil): return [answer.with(.known(.empty))]
    case .known(let size?): return [answer.with(set.known(with: SizeSet(1...size)))]
    }
  }

  /// Whether no size of a value gets smaller from one size of the input to the next.
  private func grows(with answer: SizeSolution.Answer, _ set: SizeSet) -> Bool {
    let (symbol, least) = (answer.symbols[0], set.least ?? 1)
    let equal = Dictionary(
      uniqueKeysWithValues: answer.symbols.map { ($0, Dim.symbol(symbol)) })
    var seen: Set<Dim> = []
    for layer in problem.report.layers {
      for output in layer.outputs {
        guard case .known(let shape) = output.shape else { return false }
        for dim in shape.dims where dim.constant == nil && seen.insert(dim).inserted {
          guard let own = try? dim.substituting(equal), let next = try? .symbol(symbol) + 1,
            let moved = try? own.substituting([symbol: next]), let growth = try? moved - own,
            let rising = growth.solutions(atLeast: 0, of: symbol),
            let falling = SizeSet(atLeast: least).subtracting(rising), falling.isEmpty
          else { return false }
        }
      }
    }
    return true
  }

  private func greatest(_ answer: SizeSolution.Answer, _ set: SizeSet) -> Known<Int?> {
    func fits(_ size: Int) -> Bool? {
      let values = Dictionary(uniqueKeysWithValues: answer.symbols.map { ($0, size) })
      guard let report = try? problem.report.putting(values),
        case .known(let bytes) = report.neededBytes, let bytes = bytes.constant
      else { return nil }
      return bytes <= most
    }
    guard let least = set.least else { return .known(nil) }
    guard let first = fits(least) else { return .unknown(.undecidedMaximum) }
    if !first { return .known(nil) }
    var (below, above) = (least, least)
    while true {
      guard let doubled = try? above.times(2), let next = set.next(atLeast: doubled) else {
        // Of a set with an end the last may fit.
        guard let end = set.greatest else { return .unknown(.tooLarge) }
        guard let isIn = fits(end) else { return .unknown(.tooLarge) }
        if isIn { return .known(end) }
        above = end
        break
      }
      above = next
      // Past 64 bits it surely doesn't.
      if fits(next) != true { break }
      below = next
    }
    while let next = set.next(atLeast: below + 1), next < above {
      let middle = set.next(atLeast: below + (above - below) / 2) ?? next
      let size = middle < above ? middle : next
      if fits(size) == true { below = size } else { above = size }
    }
    return .known(below)
  }
}
