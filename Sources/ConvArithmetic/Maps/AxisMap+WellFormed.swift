extension AxisMap {
  /// Whether the numbers mean something, as every computation takes for granted: strides that advance,
  /// windows that are not empty, positive divisors. Maps that an embedding program makes are checked.
  package var isWellFormed: Bool {
    switch kind {
    case .window(let taps): taps.stride >= 0 && taps.step >= 1 && taps.count >= 1
    case .transposed(let taps): taps.stride >= 1 && taps.step >= 1 && taps.count >= 1
    case .span(let span):
      span.advance >= 0 && span.high >= span.low && span.divisor >= 1
        && span.spread.map { $0 >= span.divisor } ?? true
    case .block(let units, let size, _, let hasQueries):
      units >= 1 && size >= 1 && (!hasQueries || units == size)
    case .repeating(let length): length >= 1
    case .mirrored(_, let step): step >= 1
    case .listed(let runs): !runs.isEmpty
    case .upTo, .onwards: true
    }
  }
}
