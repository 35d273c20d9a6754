import LayerGraph
import TestSupport
import Testing

/// Whoever adds an operator learns here that samples are missing.
@Suite struct OperatorCorpusTests {
  @Test func everyOperatorIsThereAtLeastThreeTimes() {
    for name in OperatorName.allCases {
      let samples = OperatorCorpus.samples(of: name)
      let different = Set(samples.map(\.description))
      #expect(different.count >= 3, "\(name): \(different.count) samples")
      #expect(samples.contains { $0.document != nil }, "\(name) has no document")
    }
    #expect(OperatorCorpus.all.count >= 3 * OperatorName.allCases.count)
  }
}
