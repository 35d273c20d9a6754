import LayerGraph

extension PaddingMode {
  /// The position of the input that a position at or outside its border shows; −1 for a zero.
  /// - Throws: `paddingTooWide` where a mirror would pass the other end, or a circle would go round.
  func source(of position: Int, length: Int) throws(ExecutionProblem) -> Int {
    if (0..<length).contains(position) { return position }
    let source: Int
    switch self {
    case .zeros: return -1
    case .replicate: return position < 0 ? 0 : length - 1
    case .reflect: source = position < 0 ? -position : 2 * (length - 1) - position
    case .circular: source = position < 0 ? position + length : position - length
    }
    guard (0..<length).contains(source) else {
      throw .paddingTooWide(
        padding: position < 0 ? -position : position - length + 1, length: length)
    }
    return source
  }
}
