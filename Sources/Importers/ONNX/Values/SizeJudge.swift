import ConvArithmetic
import LayerGraph

/// Decides comparisons of open sizes in shape computations: as they are for all sizes, or else for ordinary
/// ones, which becomes a condition of the graph.
final class SizeJudge {
  /// What was taken so far, by rules of operators on constants too.
  var requirements: Requirements

  /// - Parameter promised: what is known of open sizes.
  init(_ promised: Assumptions) { requirements = Requirements(assumptions: promised) }

  /// Whether a number is at least `least`, or else at most `most`; nil where it depends on the sizes.
  func decides(_ number: Dim, atLeast least: Int, elseAtMost most: Int) -> Bool? {
    let contradiction = Problem.undetermined(.openSize(number))
    return
      (try? requirements.decide(
        number, atLeast: least, elseAtMost: most, orElse: contradiction)) ?? nil
  }

  /// Whether a number is 0; nil where it depends on the sizes.
  func isZero(_ number: Dim) -> Bool? {
    switch number.isEqual(to: 0, under: requirements.assumptions) {
    case .always: true
    case .never: false
    case .undecided: excludes(number) ? false : nil
    }
  }

  /// Whether a number is not 0: always greater or always less, if only for ordinary sizes.
  private func excludes(_ number: Dim) -> Bool {
    guard let negated = try? 0 - number else { return false }
    for side in [number, negated]
    where side.isOrdinarilyAtLeast(1, under: requirements.assumptions) == .always {
      return decides(side, atLeast: 1, elseAtMost: 0) == true
    }
    return false
  }
}
