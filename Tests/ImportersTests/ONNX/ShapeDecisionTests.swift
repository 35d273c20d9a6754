import RFKit
import TestSupport
import Testing

/// Comparisons of open sizes in shape computations: proved where they can be, else as ordinary sizes have
/// them, which becomes a condition.
@Suite struct ShapeDecisionTests {
  /// Sizes of zeros that a shape computation makes of the width W of x, 1×2×8×W, by nodes that make "size" of
  /// "width" (both of one integer).
  private static func model(
    _ steps: [(String, [String])], _ constants: [String: Int] = [:], input: [String]? = nil
  ) -> [UInt8] {
    var writer = ONNXFileWriter()
    writer.input("x", named: input ?? ["1", "2", "8", "W"])
    writer.initializer("three", [1], integers: [3])
    for name in constants.keys.sorted() {
      writer.initializer(name, [1], integers: [constants[name] ?? 0])
    }
    writer.node("Shape", ["x"], ["shape"])
    writer.node("Gather", ["shape", "three"], ["width"])
    for (index, step) in steps.enumerated() {
      let output = index == steps.count - 1 ? "size" : "v\(index)"
      writer.node(step.0, step.1, [output])
    }
    writer.node("Concat", ["head", "size"], ["sizes"], ["axis": .int(0)])
    writer.initializer("head", [3], integers: [1, 2, 8])
    writer.node("ConstantOfShape", ["sizes"], ["zeros"])
    writer.node("Concat", ["x", "zeros"], ["y"], name: "joined", ["axis": .int(3)])
    writer.output("y")
    return writer.bytes()
  }

  /// The size behind the W columns of x, and what it takes.
  private func added(
    _ file: [UInt8], assuming promised: Assumptions = .none
  ) throws -> (String, [String]) {
    let graph = try ONNXModel(file, assuming: promised).graph
    let again = try Graph(json: Array(graph.json().utf8))
    #expect(again == graph)
    let report = try graph.report(.init(assumptions: promised))
    #expect(try again.report(.init(assumptions: promised)).requirements == report.requirements)
    guard case .known(let shape)? = report["joined"]?.shape else { return ("?", []) }
    let rest = try shape[3] - .symbol("W")
    return ("\(rest)", report.requirements.map(\.description))
  }

  private static let cases: [([(String, [String])], [String: Int], String, [String])] = [
    // Proved: no condition.
    ([("Max", ["width", "k"])], ["k": 1], "W", []),
    ([("Min", ["width", "k"])], ["k": 1], "1", []),
    ([("Add", ["width", "k"]), ("Max", ["v0", "width"])], ["k": 2], "W + 2", []),
    // Towards zero, as onnxruntime divides, whatever the signs.
    ([("Div", ["width", "k"]), ("Neg", ["v0"])], ["k": -2], "⌊W/2⌋", ["W ≥ 2"]),
    ([("Neg", ["width"]), ("Div", ["v0", "k"]), ("Neg", ["v1"])], ["k": 2], "⌊W/2⌋", ["W ≥ 2"]),
    // Taken as for ordinary sizes.
    ([("Min", ["width", "k"])], ["k": 4096], "W", ["W ≤ 4096"]),
    ([("Max", ["width", "k"])], ["k": 32], "W", ["W ≥ 32"]),
    ([("Sub", ["width", "k"]), ("Relu", ["v0"])], ["k": 9], "W - 9", ["W ≥ 10"]),
    ([("Clip", ["width", "k", "l"])], ["k": 7, "l": 9999], "W", ["W ≥ 7", "W ≤ 9999"]),
    ([("Clip", ["width", "", "l"])], ["l": 5000], "W", ["W ≤ 5000"]),
    (
      [("Greater", ["width", "k"]), ("Where", ["v0", "width", "k"])], ["k": 64], "W",
      ["W ≥ 65"]
    ),
    ([("Equal", ["width", "k"]), ("Where", ["v0", "k", "width"])], ["k": 1], "W", ["W ≥ 2"]),
    (
      [("Less", ["k", "width"]), ("Where", ["v0", "k", "width"])], ["k": 5000], "W", ["W ≤ 5000"]
    ),
    // Of a number that is smaller than ordinary sizes.
    ([("Mod", ["k", "width"])], ["k": 3], "3", ["W ≥ 4"]),
    ([("Mod", ["k", "width"])], ["k": -3], "W - 3", ["W ≥ 4"]),
    // Of two open sizes, or near ordinary ones, nobody knows.
    ([("Min", ["width", "k"])], ["k": 224], "?", []),
  ]

  @Test(arguments: cases.indices) func decisions(_ index: Int) throws {
    let (steps, constants, size, conditions) = Self.cases[index]
    let found = try added(Self.model(steps, constants))
    #expect(found.0 == size && found.1 == conditions, "\(steps): \(found)")
  }

  /// What is promised decides, before what is ordinary.
  @Test func promisesDecide() throws {
    let file = Self.model([("Min", ["width", "k"])], ["k": 4096])
    let large = try #require(Assumptions.none.adding("W", atLeast: 5000))
    #expect(try added(file, assuming: large) == ("4096", []))
    let near = Self.model([("Min", ["width", "k"])], ["k": 224])
    let small = try #require(Assumptions.none.adding("W", atMost: 200))
    #expect(try added(near, assuming: small) == ("W", []))
    // ⌊W/512⌋ is 1 between bounds.
    let halves = Self.model(
      [("Div", ["width", "k"]), ("Equal", ["v0", "one"]), ("Where", ["v1", "k", "width"])],
      ["k": 512, "one": 1])
    let between = try #require(Assumptions.none.adding("W", atLeast: 512, atMost: 1023))
    #expect(try added(halves, assuming: between) == ("512", []))
    // Read without them, the network is another.
    let graph = try Graph(onnx: file)
    let error = #expect(throws: Diagnostic.self) { try graph.report(.init(assumptions: large)) }
    #expect(
      error?.description
        == "the network was read for sizes with W ≤ 4096, which the given ones exclude; read it with "
        + "them")
  }

  /// As often as open sizes say: the anchors of a detector, one for each place of its map.
  @Test func tiles() throws {
    var writer = ONNXFileWriter()
    writer.input("x", named: ["1", "2", "8", "W"])
    writer.initializer("three", [1], integers: [3])
    writer.initializer("two", [1], integers: [2])
    writer.initializer("anchor", [1, 4], floats: [0, 1, 2, 3])
    writer.node("Shape", ["x"], ["shape"])
    writer.node("Gather", ["shape", "three"], ["width"])
    writer.node("Concat", ["width", "two"], ["repeats"], ["axis": .int(0)])
    writer.node("Tile", ["anchor", "repeats"], ["anchors"], name: "tile")
    writer.node("ReduceMean", ["x"], ["mean"], ["keepdims": .int(0)])
    writer.node("Add", ["mean", "anchors"], ["y"])
    writer.output("y")
    let report = try Graph(onnx: writer.bytes()).report()
    #expect(report["y"]?.shape.value?.description == "W×8")
    #expect(report.total.constants == .known(4))
  }

  /// max(⌈(limit − start)/delta⌉, 0), by the definition of ONNX's Range.
  @Test(
    arguments: [
      ("W", "0", "1", "W", []), ("W", "0", "2", "⌈W/2⌉", []), ("W", "2", "1", "W - 2", ["W ≥ 3"]),
      ("0", "W", "-1", "W", []), ("0", "W", "-3", "⌈W/3⌉", []),
    ] as [(String, String, String, String, [String])])
  func ranges(
    _ limit: String, _ start: String, _ delta: String, _ size: String, _ conditions: [String]
  ) throws {
    for isReal in [false, true] {
      var writer = ONNXFileWriter()
      writer.input("x", named: ["1", "2", "8", "W"])
      writer.initializer("three", [], integers: [3])
      writer.node("Shape", ["x"], ["shape"])
      writer.node("Gather", ["shape", "three"], ["W"])
      for (name, text) in [("limit", limit), ("start", start), ("delta", delta)] {
        if let number = Int(text) { writer.initializer(name + "s", [], integers: [number]) }
        writer.node(
          "Cast", [text == "W" ? "W" : name + "s"], [name], ["to": .int(isReal ? 1 : 7)])
      }
      writer.node("Range", ["start", "limit", "delta"], ["range"])
      writer.initializer("w", [1, 1, 1], type: 1)
      writer.node("Mul", ["w", "range"], ["row"])
      writer.node("Unsqueeze", ["row", "front"], ["rows"])
      writer.initializer("front", [1], integers: [0])
      writer.node("Expand", ["rows", "full"], ["all"])
      writer.initializer("full", [4], integers: [1, 2, 8, 1])
      writer.node("Concat", ["x", "all"], ["y"], name: "joined", ["axis": .int(3)])
      writer.output("y")
      let found = try added(writer.bytes())
      #expect(found.0 == size && (size == "?" || found.1 == conditions), "\(isReal): \(found)")
    }
  }
}
