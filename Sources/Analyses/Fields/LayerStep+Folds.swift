import ConvArithmetic
import LayerGraph

/// Folds through one layer: each digit goes where its dimension goes.
extension LayerStep {
  enum FoldResult {
    case part(LocalPart)
    case everything
    case nothing
  }

  /// - Throws: why the field is lost.
  func result(of fold: Fold) throws(UnknownReason) -> FoldResult {
    for digit in fold.digits where route(of: digit) == .nothing { return .nothing }
    var next = fold
    if let digit = fold.digits.first, fold.digits.count == 1 {
      if readsOnlyBefore(fold, digit) { return .nothing }
      switch route(of: digit) {
      case .all: return .everything
      case .piece(let output, let offset):
        try next.shift(by: -offset, to: output, from: from, in: to)
      case .along(let output, let map) where digit.size == 1 && map.alwaysReads:
        next.digits = [Route.Digit(output: output, inner: 1, size: 1, weight: 1)]
      case .along(let output, let map) where map.isIdentity:
        next.digits = [digit.moved(to: output)]
      case .along(let output, let map) where !map.isRegrouping:
        guard let distance = map.shiftDistance else {
          let local = try fold.unfolded(in: from).following(
            map, length: from[digit.output], node: node)
          return .part(.along(local, dimension: output))
        }
        try next.shift(by: distance, to: output, from: from, in: to)
      default:
        guard fold.offset == 0 else { throw reason(digit) }
        next.digits = try places(of: digit)
      }
    } else {
      next.digits = []
      for digit in fold.digits { try move(digit, of: &next) }
      if next.digits.isEmpty { return .everything }
    }
    next = try next.tidied(in: to)
    if next.turn == nil, let dimension = next.dimension(in: to) {
      return .part(.along(next.local, dimension: dimension))
    }
    return .part(.folded([next]))
  }

  /// One of several digits.
  private func move(_ digit: Route.Digit, of fold: inout Fold) throws(UnknownReason) {
    switch route(of: digit) {
    case .all:
      guard let size = digit.size else { throw .openSize(from[digit.output]) }
      fold.local = try fold.local.following(.run(of: size, step: digit.weight), node: node)
    case .along(let output, let map) where !map.isRegrouping:
      try pick(digit, through: map, along: output, of: &fold)
    default:
      fold.digits += try places(of: digit)
    }
  }

  /// Where a digit is found after a layer that moves elements about.
  private func places(of digit: Route.Digit) throws(UnknownReason) -> [Route.Digit] {
    let digits: [Route.Digit]
    switch route(of: digit) {
    case nil:
      return [digit]
    case .along(let output, let map) where map.isIdentity: return [digit.moved(to: output)]
    case .along(let output, let map):
      guard case .digit(let inner, let size) = map.kind else { throw reason(digit) }
      digits = [Route.Digit(output: output, inner: inner, size: size, weight: 1)]
    case .digits(let several):
      digits = several
    default:
      throw reason(digit)
    }
    let parts: [Route.Digit]?
    do throws(ArithmeticError) { parts = try digit.parts(in: digits) } catch { throw .tooLarge }
    guard let parts, let first = digits.first else { throw .refolded }
    // A digit of one value is found anywhere.
    return parts.isEmpty
      ? [Route.Digit(output: first.output, inner: 1, size: 1, weight: digit.weight)] : parts
  }

  /// Nil where the value has no such dimension: it became a scalar.
  func route(of digit: Route.Digit) -> Route? {
    routes.indices.contains(digit.output) ? routes[digit.output] : nil
  }

  private func reason(_ digit: Route.Digit) -> UnknownReason {
    switch route(of: digit) {
    case .unknown(let reason), .within(_, let reason): reason
    default: .refolded
    }
  }
}

extension AxisMap {
  /// A part of a number, or the number itself.
  fileprivate var isRegrouping: Bool {
    if case .digit = kind { true } else { isIdentity }
  }

  /// Whether every unit away from the ends reads something.
  fileprivate var alwaysReads: Bool {
    if case .transposed = kind { false } else { true }
  }
}
