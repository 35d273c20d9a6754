import Analyses
import ConvArithmetic
import Escaping
import LayerGraph
import Testing

@Suite struct EinsumRulesTests {
  /// The product of the sizes of all labels, found by counting.
  @Test func einsteinSums() throws {
    let cases: [(String, [Shape], Shape, macs: Int, operations: Int)] = [
      ("ij,jk->ik", [[2, 3], [3, 4]], [2, 4], 24, 48),
      ("ij,jk", [[2, 3], [3, 4]], [2, 4], 24, 48),
      ("...ij,...jk", [[5, 2, 3], [3, 4]], [5, 2, 4], 120, 240),
      ("b h w c, h k c -> b h w k", [[1, 3, 4, 2], [3, 5, 2]], [1, 3, 4, 5], 120, 240),
      ("i,i", [[6], [6]], [], 6, 12), ("i,j->ij", [[2], [3]], [2, 3], 6, 12),
      ("i,i->i", [[4], [4]], [4], 4, 8),
      // Three operands: one product before each multiply-accumulate.
      ("ij,jk,kl->il", [[2, 3], [3, 4], [4, 5]], [2, 5], 120, 360),
      // One operand is only summed, or moved.
      ("ij->ji", [[2, 3]], [3, 2], 0, 0), ("ij->j", [[2, 3]], [3], 0, 3),
      ("ij->", [[2, 3]], [], 0, 5),
      ("ba", [[2, 3]], [3, 2], 0, 0), ("ii->i", [[4, 4]], [4], 0, 0), ("ii", [[4, 4]], [], 0, 3),
      ("...ii->...i", [[3, 5, 5]], [3, 5], 0, 0), ("a...->...", [[2, 3, 4]], [3, 4], 0, 12),
      ("...a->a", [[2, 3, 4]], [4], 0, 20),
      // Sizes of 1 stretch.
      ("ij,ij->ij", [[2, 1], [1, 3]], [2, 3], 6, 12),
      ("...,...->...", [[2, 1, 4], [3, 1]], [2, 3, 4], 24, 48),
      ("aB,Bc", [[2, 3], [3, 4]], [2, 4], 24, 48),
      ("bA,Ba", [[2, 3], [4, 5]], [3, 4, 5, 2], 120, 240),
    ]
    for (equation, inputs, output, macs, operations) in cases {
      let it = try Applied(.einsum(try Einsum(equation: equation)), to: inputs)
      #expect(it.shape == output, "\(equation)")
      #expect(it.multiplyAccumulates == macs, "\(equation)")
      #expect(it.floatingPointOperations == operations, "\(equation)")
      #expect(it.parameters == .zero)
    }
  }

  /// What the output has keeps its place; what is summed is seen as a whole; a diagonal ties two axes.
  @Test func labelsAreFollowed() throws {
    let turned = try Applied(.einsum(try Einsum(equation: "nchw->ncwh")), [1, 2, 3, 4])
    #expect(try turned.seen(3, 1).map(\.hull) == [Interval(1, 1), Interval(3, 3)])
    let summed = try Applied(
      .einsum(try Einsum(equation: "nchw,nkhw->nch")), [1, 2, 3, 4], [1, 5, 3, 1])
    #expect(try summed.seen(2).map(\.hull) == [Interval(2, 2), Interval(0, 3)])
    #expect(summed.layer.field.axes.map(\.isGlobal) == [false, true])
    let diagonal = try Applied(.einsum(try Einsum(equation: "ncii->nci")), [1, 2, 4, 4])
    #expect(try diagonal.seen(3).map(\.hull) == [Interval(3, 3), Interval(3, 3)])
    let wide = try Applied(
      .einsum(try Einsum(equation: "nchw,nchw->nchw")), [1, 2, 3, 1], [1, 2, 3, 4])
    #expect(try wide.seen(2, 3).map(\.hull) == [Interval(2, 2), Interval(0, 0)])
  }

  @Test func openSizes() throws {
    let (h, w) = (Dim.symbol("H"), Dim.symbol("W"))
    let it = try Applied(.einsum(try Einsum(equation: "nch,ncw->nhw")), [1, 8, h], [1, 8, w])
    #expect(it.shape == [1, h, w])
    #expect(it.layer.work.value?.multiplyAccumulates.description == "8·H·W")
    let tied = try Applied(.einsum(try Einsum(equation: "ah,ah->h")), [2, h], [2, w])
    #expect(tied.report.requirements.map(\.description) == ["H = W"])
  }
}
