import Analyses
import ConvArithmetic
import LayerGraph
import TestSupport
import Testing

/// Fields are kept on the inputs that a value depends on, as long as they are not out of proportion; those left out
/// are said, and told when asked for.
@Suite struct ManyInputsTests {
  /// How many inputs come together.
  enum Meeting: CaseIterable {
    /// Added one after the other.
    case row
    /// Likewise, with a convolution after each addition, so that all fields differ.
    case convolutions
    /// Added two by two.
    case tree
    /// Each with a convolution of its own, set side by side.
    case concat
    /// Each with a convolution and an output of its own.
    case apart
    /// Set side by side; that is then read many times.
    case readAgain

    func graph(_ count: Int) throws -> Graph {
      let builder = GraphBuilder("inputs")
      let inputs = (0..<count).map { builder.input(2, 8, named: "x\($0)") }
      var outputs: [Value] = []
      switch self {
      case .row: outputs = [inputs.dropFirst().reduce(inputs[0]) { $0.add($1) }]
      case .convolutions:
        outputs = [inputs.dropFirst().reduce(inputs[0]) { $0.add($1).conv(2, 3, padding: 1) }]
      case .tree:
        var level = inputs
        while level.count > 1 {
          level = stride(from: 0, to: level.count, by: 2).map {
            $0 + 1 < level.count ? level[$0].add(level[$0 + 1]) : level[$0]
          }
        }
        outputs = level
      case .concat:
        let others = inputs.dropFirst().map { $0.conv(2, 5) }
        outputs = [inputs[0].conv(2, 3).concat(others, dimension: 2)]
      case .apart: outputs = inputs.map { $0.conv(2, 3) }
      case .readAgain:
        let all = inputs[0].concat(Array(inputs.dropFirst()))
        outputs = [all.concat(Array(repeating: all, count: count))]
      }
      return try builder.build(outputs: outputs.enumerated().map { ("y\($0)", $1) })
    }

    /// Whether fields on all of very many are kept.
    var isLinear: Bool { self == .concat || self == .apart }
  }

  @Test(arguments: Meeting.allCases) func fieldsOnFewAreAllKept(meeting: Meeting) throws {
    let report = try meeting.graph(40).report()
    #expect(report.sources.map(\.node) == report.inputs && report.sourcesLeftOut.isEmpty)
    try expectSame(report, sources: 0..<40)
  }

  @Test(arguments: Meeting.allCases) func fieldsOnManyAreBounded(meeting: Meeting) throws {
    let count = 1200
    let report = try meeting.graph(count).report()
    let all = report.sources + report.sourcesLeftOut
    #expect(all.map(\.node) == report.inputs && report.looksAtInputs)
    #expect(report.sourcesLeftOut.isEmpty == (meeting.isLinear || meeting == .tree))
    let kept = report.layers.reduce(0) { sum, layer in
      sum + layer.outputs.reduce(0) { $0 + $1.fields.reached.count }
    }
    let connections = report.layers.reduce(0) { $0 + $1.inputs.count }
    #expect(report.stepLimit == 16_384 + 2 * connections)
    #expect(kept <= report.stepLimit + report.sources.count)
    #expect(report.layers.allSatisfy { $0.outputs[0].fields.count == report.sources.count })
    try expectSame(report, sources: [0, report.sources.count / 2, report.sources.count - 1])
    // One that is left out is told when it is asked for.
    let last = try report.lookingAt("x\(count - 1)")
    #expect(last.sources == [ValueReference(node: report.inputs[count - 1])])
    #expect(last.sourcesLeftOut.isEmpty && !last.looksAtInputs)
    #expect(last.layers.last?.field.isReached == true)
    #expect(report.layers[0].field == report.layers[0].outputs[0].fields[0])
  }

  /// What the report keeps on a source is what it says when it looks at that alone.
  private func expectSame(_ report: Report, sources: some Sequence<Int>) throws {
    for source in sources {
      let alone = try report.lookingAt(report.layers[report.sources[source].node].name)
      let isSame = zip(report.layers, alone.layers).allSatisfy { both, one in
        zip(both.outputs, one.outputs).allSatisfy { $0.fields[source] == $1.fields[0] }
      }
      #expect(isSame, "source \(source)")
    }
  }

  /// All inputs are followed at once, and one by one where something on the way is unknown.
  @Test(arguments: Meeting.allCases) func whatIsReadOfEach(meeting: Meeting) throws {
    let report = try meeting.graph(30).report()
    let read = report.positionsReadOfInputs()
    #expect(read == report.inputs.indices.map { report.positionsRead(ofInput: $0) })
    #expect(read.allSatisfy { $0.value?.count == 1 })
  }

  @Test func whatIsReadWhereSomeIsUnknown() throws {
    let builder = GraphBuilder("partly")
    let inputs = (0..<3).map { builder.input(2, 8, named: "x\($0)") }
    let picked = inputs[1].then(
      .gather(Gather(dimension: 2, indices: nil, indexShape: [4])),
      with: [builder.constant([4], isLearned: false)])
    let outputs = [inputs[0].conv(2, 3, stride: 4), picked, inputs[2].conv(2, 3)]
    let report = try builder.build(
      outputs: outputs.enumerated().map { ("y\($0)", $1) }
    ).report()
    let read = report.positionsReadOfInputs()
    #expect(read == report.inputs.indices.map { report.positionsRead(ofInput: $0) })
    #expect(read[0].value?.map(\.hull) == [Interval(0, 6)] && read[1] == .unknown(.dataDependent))
    #expect(read[2] == .known([PositionSet(Interval(0, 7))]))
  }

  @Test func whatIsReadOfTooManyIsNotFollowed() throws {
    let builder = GraphBuilder("unknown")
    let index = builder.constant([4], isLearned: false)
    let outputs = (0..<600).map {
      builder.input(2, 8, named: "x\($0)").then(
        .gather(Gather(dimension: 2, indices: nil, indexShape: [4])), with: [index])
    }
    let report = try builder.build(
      outputs: outputs.enumerated().map { ("y\($0)", $1) }
    ).report()
    let read = report.positionsReadOfInputs()
    let followed = report.stepLimit / (1201 + 600)
    #expect(read.prefix(followed).allSatisfy { $0 == .unknown(.dataDependent) })
    #expect(read.dropFirst(followed).allSatisfy { $0 == .unknown(.tooManyInputs) })
    #expect(
      "\(UnknownReason.tooManyInputs)" == "there are too many inputs to follow each of them")
  }

  /// Of one that is left out it can still be asked.
  @Test func whatIsReadOfOneLeftOut() throws {
    let report = try Meeting.convolutions.graph(1200).report()
    let last = report.inputs.count - 1
    #expect(!report.sources.indices.contains(last))
    #expect(report.positionsRead(ofInput: last) == .known([PositionSet(Interval(0, 7))]))
    #expect(report.positionsReadOfInputs().count == report.inputs.count)
  }
}
