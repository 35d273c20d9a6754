import Analyses
import ConvArithmetic
import Escaping
import LayerGraph
import Testing

@Suite struct FoldRulesTests {
  /// Windows are laid on the map one after the other; each element is read back from those that cover it.
  @Test func elementsReadTheWindowsThatCoverThem() throws {
    for (kernel, stride, padding, dilation, length) in [
      (3, 1, 0, 1, 6), (3, 2, 1, 1, 7), (2, 3, 0, 1, 8), (3, 1, 2, 2, 5),
    ] {
      let starts = Swift.stride(from: -padding, through: length + padding, by: stride)
        .filter { $0 + dilation * (kernel - 1) < length + padding }
      let window = WindowSettings(
        kernel: PerAxis(kernel), stride: PerAxis(stride),
        padding: .symmetric(PerAxis(padding)), dilation: PerAxis(dilation))
      let it = try Applied(
        .fold(Fold(window: window, size: [.init(length)])),
        [1, .init(2 * kernel), .init(starts.count)])
      #expect(it.shape == [1, 2, .init(length)])
      #expect(it.floatingPointOperations == 2 * kernel * starts.count)
      for unit in 0..<length {
        let covering = starts.indices.filter { index in
          (0..<kernel).contains { starts[index] + $0 * dilation == unit }
        }
        let expected = try PositionSet(union: covering.map { Interval($0, $0) })
        #expect(try it.seen(unit) == [expected], "\(window) \(unit)")
      }
    }
  }

  @Test func refusals() throws {
    let fold = Fold(window: WindowSettings(kernel: [2, 3]), size: [4, 5])
    for (shape, message) in [
      (
        [1, 7, 3, 3],
        "it (fold): channels (7) must be a multiple of the kernel (6); change one to fit the other"
      ),
      (
        [1, 6, 4, 3],
        "it (fold): 1×6×4×3 and 1×6×3×3 differ in dimension 2, where they must be equal"
      ),
      ([1, 6, 9], "it (fold): the input 1×6×9 has 3 dimensions, but 4 are needed"),
    ] as [(Shape, String)] {
      let error = #expect(throws: Diagnostic.self) { _ = try Applied(.fold(fold), shape) }
      #expect("\(try #require(error))" == message)
    }
  }
}
