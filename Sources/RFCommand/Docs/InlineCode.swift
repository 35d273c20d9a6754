/// Code spans of one line: from a run of backticks to the next run of the same length.
enum InlineCode {
  static func spans(in line: String) -> [Range<String.Index>] {
    var runs: [Range<String.Index>] = []
    var index = line.startIndex
    while let start = line[index...].firstIndex(of: "`") {
      index = line[start...].firstIndex { $0 != "`" } ?? line.endIndex
      runs.append(start..<index)
    }
    var (spans, next) = ([Range<String.Index>](), 0)
    while next < runs.count {
      let length = line.distance(from: runs[next].lowerBound, to: runs[next].upperBound)
      let end = runs[(next + 1)...].firstIndex {
        line.distance(from: $0.lowerBound, to: $0.upperBound) == length
      }
      if let end { spans.append(runs[next].lowerBound..<runs[end].upperBound) }
      next = (end ?? next) + 1
    }
    return spans
  }
}
