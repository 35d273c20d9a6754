import Analyses
import ConvArithmetic
import LayerGraph
import TestSupport
import Testing
import Verification

/// Every operator of the corpus: its rules agree with its kernel, and if one of them were wrong it would be
/// found.
@Suite struct CorpusTests {
  private static let samples = OperatorCorpus.all.filter { sample in
    switch sample.operation {
    // Nobody can run these, and no index is drawn that has a place everywhere.
    case .opaque, .gather(Gather(dimension: 1, indices: nil, indexShape: [4])): false
    // What a table is made of is declared.
    case .constant(let table): table.isStoredAsIs
    default: sample.isConcrete
    }
  }

  @Test func rulesAgreeWithKernels() throws {
    for sample in Self.samples {
      let verdict = try sample.graph().report().verify(.full)
      #expect(verdict.holds, "\(sample): \(verdict.disagreements.prefix(3))")
    }
  }

  @Test(arguments: [
    Wrong(.shapes, .shapes { shapes, _ in shapes[0].dims[0] = try shapes[0].dims[0] + 1 }),
    Wrong(.parameters, .parameters { counts, _ in counts.weights = try counts.weights + 1 }),
    Wrong(
      .multiplyAccumulates,
      .work { work, _ in
        work.multiplyAccumulates = try work.multiplyAccumulates + 1
      }),
    Wrong(.operations, Corruption.operations { operations, _ in try operations + 1 }),
    Wrong(.fields, .routes { routes, _ in routes[0] = routes[0].map { _ in .all } }),
  ])
  func wrongRulesAreFound(wrong: Wrong) throws {
    var found: Set<OperatorName> = []
    for sample in Self.samples where wrong.concerns(sample) {
      let corrupted = try Report(of: sample.graph()) { node in
        let rules = node.operation.rules
        return node.name == "it" ? wrong.corruption.rules(insteadOf: rules) : rules
      }
      let disagreements = try corrupted.verify().disagreements
      let isFound = disagreements.contains { $0.quantity == wrong.quantity && $0.layer == "it" }
      #expect(
        isFound || !wrong.isAlwaysWrong,
        "\(wrong.quantity) of \(sample): \(disagreements.prefix(3))")
      if let name = sample.name, isFound { found.insert(name) }
    }
    print("Wrong \(wrong.quantity) are found: \(found.count) operators")
    #expect(found.count >= wrong.least)
  }

  struct Wrong: Sendable, CustomTestStringConvertible {
    let quantity: Quantity
    let corruption: Corruption

    init(_ quantity: Quantity, _ corruption: Corruption) {
      (self.quantity, self.corruption) = (quantity, corruption)
    }

    var testDescription: String { "\(quantity)" }

    /// Some operators read all there is.
    var isAlwaysWrong: Bool { quantity != .fields }

    /// How many operators there must be of which it is found: all but opaque ones, of sources no shapes.
    var least: Int { quantity == .fields ? 36 : OperatorName.allCases.count - 1 }

    func concerns(_ sample: OperatorSample) -> Bool {
      switch quantity {
      case .shapes: sample.outputs.first != "scalar"
      case .fields: sample.inputs.first.map { $0.rank > 2 } ?? false
      default: true
      }
    }
  }
}
