import Analyses
import ConvArithmetic
import LayerGraph
import Testing

@Suite struct IdentityRulesTests {
  @Test func nothingIsDoneAtInference() throws {
    for operation: Operator in [
      .identity(Identity()), .dropout(Dropout()), .dropout(Dropout(target: .branch)),
    ] {
      let it = try Applied(operation, [2, 6, 3, 4])
      #expect(it.shape == [2, 6, 3, 4])
      #expect(it.floatingPointOperations == 0)
      #expect(it.parameters == .zero)
      #expect(it.layer.isPointwise)
    }
  }
}
