import RFKit
import TestSupport
import Testing

/// `If` with the graphs that it holds: the branch that is taken stands in its place; where nobody knows which
/// is, what both make is known.
@Suite struct BranchTests {
  private typealias Write = @Sendable (inout ONNXFileWriter) -> Void

  /// A network 1×3×8×8 → If → y.
  private static func file(
    _ condition: (inout ONNXFileWriter) -> Void, then: Write, otherwise: Write
  ) -> [UInt8] {
    var writer = ONNXFileWriter()
    writer.input("x", named: ["1", "3", "8", "W"])
    writer.initializer("w3", [4, 3, 3, 3])
    writer.initializer("w1", [4, 3, 1, 1])
    writer.node("Relu", ["x"], ["before"], name: "before")
    condition(&writer)
    var (first, second) = (ONNXFileWriter(), ONNXFileWriter())
    then(&first)
    otherwise(&second)
    writer.node(
      "If", ["condition"], ["chosen"], name: "choice",
      ["then_branch": .graph(first), "else_branch": .graph(second)])
    writer.node("Relu", ["chosen"], ["y"], name: "after")
    writer.output("y")
    return writer.bytes()
  }

  private static func conv(_ weight: String, pads: Int) -> Write {
    {
      $0.node(
        "Conv", ["before", weight], ["made"], name: "inner",
        ["pads": .ints([pads, pads, pads, pads])])
      $0.output("made")
    }
  }

  /// Whether the width is 1.
  private static let isNarrow: Write = {
    $0.initializer("three", [1], integers: [3])
    $0.initializer("one", [1], integers: [1])
    $0.node("Shape", ["x"], ["shape"])
    $0.node("Gather", ["shape", "three"], ["width"])
    $0.node("Equal", ["width", "one"], ["condition"])
  }

  /// Whether the sum of all pixels is above 1.
  private static let isBright: Write = {
    $0.initializer("limit", [], floats: [1])
    $0.node("ReduceSum", ["x"], ["sum"], ["keepdims": .int(0)])
    $0.node("Greater", ["sum", "limit"], ["condition"])
  }

  private static func constant(_ value: Bool) -> Write {
    { $0.initializer("condition", [], type: 9, raw: [value ? 1 : 0]) }
  }

  @Test func theBranchThatIsTaken() throws {
    let cases: [(String, Write, String, Int, Int)] = [
      ("true", Self.constant(true), "1×4×8×W", 108, 3),
      ("false", Self.constant(false), "1×4×8×W", 12, 1),
      // As for ordinary sizes, which the report says.
      ("not narrow", Self.isNarrow, "1×4×8×W", 12, 1),
    ]
    for (title, condition, shape, weights, field) in cases {
      let graph = try Graph(
        onnx: Self.file(
          condition, then: Self.conv("w3", pads: 1), otherwise: Self.conv("w1", pads: 0)))
      let report = try graph.report()
      #expect(graph.nodes.map(\.name) == ["x", "before", "inner", "after"], "\(title)")
      #expect(report["after"]?.shape.value?.description == shape, "\(title)")
      #expect(report["after"]?.field.axes[0].sizes?.value == field...field, "\(title)")
      #expect(report.total.parameters == .known(Dim(weights)), "\(title)")
      #expect(report.requirements.map(\.description) == (title == "not narrow" ? ["W ≥ 2"] : []))
      // The names that the file has lead there, the node's and both values'.
      for name in ["inner", "made", "chosen"] {
        #expect(graph.nodes.contains { $0.name == name || $0.aliases.contains(name) }, "\(name)")
      }
    }
  }

  /// Where the image decides: both make the same sizes, with the same work or not.
  @Test func theImageDecides() throws {
    let same = try Graph(
      onnx: Self.file(
        Self.isBright, then: Self.conv("w3", pads: 1), otherwise: Self.conv("w1", pads: 0))
    ).report()
    #expect(same["choice"]?.shape.value?.description == "1×4×8×W")
    #expect(same["choice"]?.field.axes[0].local == .unknown(.notModelled(operation: "If")))
    #expect(same["choice"]?.work.value == nil)
    #expect(same["after"]?.shape.value?.description == "1×4×8×W")
    // Both are stored, and learned.
    #expect(same.total.parameters == .known(120))
    let idle = try Graph(
      onnx: Self.file(
        Self.isBright,
        then: {
          $0.node("Sigmoid", ["before"], ["made"])
          $0.output("made")
        },
        otherwise: {
          $0.node("Tanh", ["x"], ["other"])
          $0.output("other")
        })
    ).report()
    #expect(idle.total.multiplyAccumulates.value == 0)
    #expect(idle["after"]?.shape.value?.description == "1×3×8×W")
    // Nobody knows how many there are, but nothing is multiplied.
    let counting = try Graph(
      onnx: Self.file(
        Self.isBright,
        then: {
          $0.node("NonZero", ["before"], ["found"])
          $0.node("Transpose", ["found"], ["made"])
          $0.output("made")
        },
        otherwise: {
          $0.node("Tanh", ["x"], ["other"])
          $0.output("other")
        })
    ).report()
    #expect(counting["choice"]?.shape == .unknown(.notModelled(operation: "If")))
    #expect(counting.total.multiplyAccumulates == 0)
    let differing = try Graph(
      onnx: Self.file(
        Self.isBright, then: Self.conv("w3", pads: 0), otherwise: Self.conv("w1", pads: 0))
    ).report()
    let reason = UnknownReason.notModelled(operation: "If")
    #expect(differing["choice"]?.shape == .unknown(reason))
    #expect(differing.total.parameters == .known(120))
  }

  /// A branch that doesn't fit what it reads is never taken: the other one is, with its own field and weights
  /// alone.
  @Test func aBranchThatDoesNotFit() throws {
    let tooFlat: Write = {
      $0.initializer("filters", [4, 7, 1, 1])
      $0.node("Conv", ["before", "filters"], ["flat"])
      $0.output("flat")
    }
    for isFirst in [true, false] {
      let fitting = Self.conv("w3", pads: 1)
      let report = try Graph(
        onnx: Self.file(
          Self.isBright, then: isFirst ? fitting : tooFlat, otherwise: isFirst ? tooFlat : fitting)
      ).report()
      #expect(report["inner"]?.shape.value?.description == "1×4×8×W")
      #expect(report["after"]?.field.axes[0].sizes?.value == 3...3)
      #expect(report.total.parameters == .known(108))
      #expect(report.total.constants == .known(13))
    }
  }

  /// One that reads what isn't there is no such thing: nobody knows what it would make.
  @Test func aBranchThatIsNoGraph() throws {
    let report = try Graph(
      onnx: Self.file(
        Self.isBright, then: Self.conv("missing", pads: 0), otherwise: Self.conv("w1", pads: 0))
    ).report()
    #expect(report["choice"]?.shape == .unknown(.notModelled(operation: "If")))
    let error = #expect(throws: ONNXError.self) {
      try Graph(
        onnx: Self.file(
          Self.constant(true), then: Self.conv("missing", pads: 0),
          otherwise: Self.conv("w1", pads: 0)))
    }
    #expect(
      error?.description
        == "node 0 'inner' (Conv): it reads 'missing', which no node makes and which is neither an "
        + "input nor an initializer")
  }

  /// One in the other, with initializers of their own; and what is constant decides sizes.
  @Test func branchesInBranches() throws {
    let inner: Write = {
      $0.initializer("own", [4, 3, 1, 1])
      $0.node("Conv", ["before", "own"], ["deep"], name: "deep")
      $0.output("deep")
    }
    let report = try Graph(
      onnx: Self.file(
        Self.isNarrow, then: Self.conv("w3", pads: 1),
        otherwise: {
          var (first, second) = (ONNXFileWriter(), ONNXFileWriter())
          inner(&first)
          Self.conv("w3", pads: 0)(&second)
          $0.initializer("yes", [], type: 9, raw: [1])
          $0.node(
            "If", ["yes"], ["made"],
            ["then_branch": .graph(first), "else_branch": .graph(second)])
          $0.output("made")
        })
    ).report()
    #expect(report["deep"]?.shape.value?.description == "1×4×8×W")
    #expect(report.total.parameters == .known(12))
    var writer = ONNXFileWriter()
    writer.input("x", [1])
    var (first, second) = (ONNXFileWriter(), ONNXFileWriter())
    first.initializer("sizes", [2], integers: [2, 3])
    first.output("sizes")
    second.initializer("sizes", [2], integers: [3, 2])
    second.output("sizes")
    writer.initializer("no", [], type: 9, raw: [0])
    writer.node(
      "If", ["no"], ["chosen"], ["then_branch": .graph(first), "else_branch": .graph(second)])
    writer.node("ConstantOfShape", ["chosen"], ["zeros"])
    writer.node("Add", ["x", "zeros"], ["y"])
    writer.output("y")
    #expect(try Graph(onnx: writer.bytes()).report()["y"]?.shape == .known([3, 2]))
  }

  /// A body that keeps the sizes of what it hands on is as much work as rounds, and learns once.
  @Test func bodies() throws {
    var body = ONNXFileWriter()
    body.input("round", [], type: 7)
    body.input("go on", [], type: 9)
    body.input("state", [1, 3, 8, 8])
    body.node("Identity", ["go on"], ["goes on"])
    body.node("Conv", ["before", "weight"], ["next"])
    body.output("goes on")
    body.output("next")
    var writer = ONNXFileWriter(producer: "pytorch")
    writer.input("x", [1, 3, 8, 8])
    writer.initializer("weight", [3, 3, 1, 1])
    writer.initializer("rounds", [], integers: [4])
    writer.node("Relu", ["x"], ["before"])
    writer.node("Loop", ["rounds", "", "before"], ["last"], name: "loop", ["body": .graph(body)])
    writer.node("Relu", ["last"], ["y"])
    writer.output("y")
    let report = try Graph(onnx: writer.bytes()).report()
    #expect(report["loop"]?.shape == .known([1, 3, 8, 8]))
    #expect(report.total.multiplyAccumulates == .known(2304))  // 4·9·64
    #expect(report.total.parameters == .known(9))
  }

  @Test func tooManyOutputsAndLevels() throws {
    var branch = ONNXFileWriter()
    branch.node("Relu", ["x"], ["made"])
    branch.output("made")
    var writer = ONNXFileWriter()
    writer.input("x", [1, 3])
    writer.initializer("yes", [], type: 9, raw: [1])
    writer.node(
      "If", ["yes"], ["y", "z"], ["then_branch": .graph(branch), "else_branch": .graph(branch)])
    writer.output("y")
    let error = #expect(throws: ONNXError.self) { try Graph(onnx: writer.bytes()) }
    #expect(error?.description == "node 0 'y' (If): it has 2 outputs, but a branch of it only 1")
    for _ in 0..<33 {
      var outer = ONNXFileWriter()
      outer.node("If", ["yes"], ["made"], ["then_branch": .graph(branch)])
      outer.output("made")
      branch = outer
    }
    var deep = ONNXFileWriter()
    deep.input("x", [1, 3])
    deep.initializer("yes", [], type: 9, raw: [1])
    deep.node("If", ["yes"], ["y"], ["then_branch": .graph(branch)])
    deep.output("y")
    let tooDeep = #expect(throws: ONNXError.self) { try Graph(onnx: deep.bytes()) }
    #expect(
      tooDeep?.description.hasSuffix(
        "the branches and bodies of nodes lie more than 32 deep in each other; at most 32 levels "
          + "are read") == true)
  }
}
