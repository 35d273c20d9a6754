import Analyses
import ConvArithmetic
import LayerGraph
import Testing

@Suite struct DynamicQuantizationRulesTests {
  /// A whole number stands for its element, in a scale that all elements make; scale and zero point are of all alone.
  @Test func theScaleIsOfAll() throws {
    let it = try Applied(.dynamicQuantization(DynamicQuantization()), [1, 2, 5])
    #expect(it.shape == [1, 2, 5] && it.parameters == .zero)
    #expect(it.multiplyAccumulates == 0 && it.floatingPointOperations == 7 * 10 + 7)
    #expect(it.layer.outputs.map(\.shape) == [.known([1, 2, 5]), .known([]), .known([])])
    let fields = it.layer.outputs.map { $0.fields[0].axes[0] }
    #expect(fields.map { $0.isGlobal } == [true, true, true])
    #expect(fields[0].local?.value?.size == .known(1...1))
    #expect(fields[1].local == nil && fields[2].local == nil)
  }
}
