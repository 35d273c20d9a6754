import RFKit
import TestSupport
import Testing

/// `Loop` and `Scan`: one layer, of which it is known what all rounds of the body make together.
@Suite struct LoopTests {
  private typealias Write = @Sendable (inout ONNXFileWriter) -> Void

  /// h = tanh(x[i]·W + h·U) in rounds, i beginning at `start` and growing by `step`.
  /// - Parameters:
  ///   - most: the most rounds.
  ///   - condition: makes `go` of the number of the round `k`, of `on`, of `i`, and of `next`, which i becomes.
  private static func file(
    steps: String = "9", most: Int?, start: Int = 0, step: Int = 1, condition: Write
  ) -> [UInt8] {
    var writer = ONNXFileWriter()
    writer.input("x", named: [steps, "2", "3"])
    writer.initializer("W", [3, 4])
    writer.initializer("U", [4, 4])
    writer.initializer("zeros", [2, 4], floats: [Float](repeating: 0, count: 8))
    writer.initializer("start", [], integers: [start])
    writer.initializer("true", [], type: 9, raw: [1])
    if let most { writer.initializer("most", [], integers: [most]) }
    var body = ONNXFileWriter()
    body.input("k", [], type: 7)
    body.input("on", [], type: 9)
    body.input("i", [], type: 7)
    body.input("h", [2, 4])
    body.input("V", [3, 4])
    body.initializer("step", [], integers: [step])
    body.initializer("five", [], integers: [5])
    body.node("Add", ["i", "step"], ["next"])
    body.node("Gather", ["x", "i"], ["row"])
    body.node("MatMul", ["row", "V"], ["a"])
    body.node("MatMul", ["h", "U"], ["b"])
    body.node("Add", ["a", "b"], ["sum"])
    body.node("Tanh", ["sum"], ["tanh"])
    body.node("Identity", ["tanh"], ["made"])
    condition(&body)
    for name in ["go", "next", "tanh", "V", "made"] { body.output(name) }
    writer.node(
      "Loop", [most == nil ? "" : "most", "true", "start", "zeros", "W"],
      ["end", "state", "kept", "all"], name: "loop", ["body": .graph(body)])
    writer.node("MatMul", ["x", "kept"], ["projected"], name: "after")
    for name in ["all", "state", "projected"] { writer.output(name) }
    return writer.bytes()
  }

  private static func compare(
    _ operation: String, _ first: String, _ second: String, isNegated: Bool = false
  ) -> Write {
    {
      $0.node(operation, [first, second], [isNegated ? "no" : "go"])
      if isNegated { $0.node("Not", ["no"], ["go"]) }
    }
  }

  private static let passedOn: Write = { $0.node("Identity", ["on"], ["go"]) }

  private typealias Holds = (_ k: Int, _ i: Int, _ next: Int) -> Bool

  /// Rounds are counted as they run.
  @Test func roundsByConditions() throws {
    let cases: [(Int?, Int, Int, Write, Holds)] = [
      (7, 0, 1, Self.passedOn, { (_: Int, _: Int, _: Int) -> Bool in true }),
      (
        nil, 0, 1, Self.compare("Less", "next", "five"),
        { (_: Int, _: Int, next: Int) -> Bool in next < 5 }
      ),
      (
        3, 0, 1, Self.compare("Less", "next", "five"),
        { (_: Int, _: Int, next: Int) -> Bool in next < 5 }
      ),
      (
        99, 0, 1, Self.compare("LessOrEqual", "next", "five"),
        { (_: Int, _: Int, next: Int) -> Bool in next <= 5 }
      ),
      (
        nil, -2, 1, Self.compare("Greater", "five", "i"),
        { (_: Int, i: Int, _: Int) -> Bool in 5 > i }
      ),
      (
        nil, 0, 2, Self.compare("Less", "next", "five"),
        { (_: Int, _: Int, next: Int) -> Bool in next < 5 }
      ),
      (
        nil, 0, 3, Self.compare("LessOrEqual", "next", "five"),
        { (_: Int, _: Int, next: Int) -> Bool in next <= 5 }
      ),
      (
        nil, 0, 1, Self.compare("GreaterOrEqual", "next", "five", isNegated: true),
        { (_: Int, _: Int, next: Int) -> Bool in next < 5 }
      ),
      (
        nil, 0, 1, Self.compare("Greater", "next", "five", isNegated: true),
        { (_: Int, _: Int, next: Int) -> Bool in next <= 5 }
      ),
      (
        nil, 9, -1, Self.compare("Less", "five", "next"),
        { (_: Int, _: Int, next: Int) -> Bool in 5 < next }
      ),
      (
        nil, 9, -1, Self.compare("LessOrEqual", "next", "five", isNegated: true),
        { (_: Int, _: Int, next: Int) -> Bool in next > 5 }
      ),
      (
        nil, 4, 1, Self.compare("Less", "next", "five"),
        { (_: Int, _: Int, next: Int) -> Bool in next < 5 }
      ),
      (
        4, 0, 1, Self.compare("Less", "start", "five"), { (_: Int, _: Int, _: Int) -> Bool in true }
      ),
      (
        4, 0, -1, Self.compare("Less", "next", "five"),
        { (_: Int, _: Int, next: Int) -> Bool in next < 5 }
      ),
      (
        nil, 0, 1,
        {
          $0.node("Cast", ["next"], ["real"], ["to": .int(1)])
          $0.initializer("limit", [], floats: [4])
          $0.node("Less", ["real", "limit"], ["one"])
          $0.node("Sub", ["k", "step"], ["before"])
          $0.node("Less", ["before", "five"], ["other"])
          $0.node("And", ["one", "other"], ["both"])
          $0.node("Cast", ["both"], ["go"], ["to": .int(9)])
        }, { (k: Int, _: Int, next: Int) -> Bool in next < 4 && k - 1 < 5 }
      ),
      (
        nil, 0, 1,
        {
          $0.node("GreaterOrEqual", ["k", "five"], ["one"])
          $0.node("Greater", ["next", "five"], ["other"])
          $0.node("Or", ["one", "other"], ["either"])
          $0.node("Not", ["either"], ["go"])
        }, { (k: Int, _: Int, next: Int) -> Bool in !(k >= 5 || next > 5) }
      ),
    ]
    for (index, (most, start, step, condition, holds)) in cases.enumerated() {
      var (rounds, i) = (0, start)
      repeat {
        i += step
        rounds += 1
      } while rounds < most ?? 100 && holds(rounds - 1, i - step, i)
      let report = try Graph(
        onnx: Self.file(most: most, start: start, step: step, condition: condition)
      ).report()
      let count = Dim(rounds)
      #expect(
        report.results == [.known([count, 2, 4]), .known([2, 4]), .known([9, 2, 4])], "\(index)")
      // A round: 2·3·4 and 2·4·4. What is handed on as it is learned is learned once.
      let work = rounds * (24 + 32) + 9 * 24
      #expect(report.total.multiplyAccumulates == .known(Dim(work)), "\(index)")
      #expect(report.total.parameters == .known(28), "\(index)")
      #expect(report["loop"]?.field.axes[0].local == .unknown(.notModelled(operation: "Loop")))
    }
  }

  /// As many rounds as the sequence has steps, which is open.
  @Test func openRounds() throws {
    var writer = ONNXFileWriter()
    writer.input("x", named: ["T", "2", "3"])
    writer.initializer("zeros", [2, 3], floats: [Float](repeating: 0, count: 6))
    writer.initializer("first", [], integers: [0])
    writer.node("Shape", ["x"], ["shape"])
    writer.node("Gather", ["shape", "first"], ["steps"])
    var body = ONNXFileWriter()
    for (name, type) in [("k", 7), ("on", 9)] { body.input(name, [], type: type) }
    body.input("h", [2, 3])
    body.initializer("one", [], integers: [1])
    body.node("Gather", ["x", "k"], ["row"])
    body.node("Add", ["row", "h"], ["sum"])
    body.node("Add", ["k", "one"], ["next"])
    body.node("Less", ["next", "steps"], ["go"])
    for name in ["go", "sum", "row"] { body.output(name) }
    writer.node(
      "Loop", ["steps", "", "zeros"], ["state", "all"], name: "loop", ["body": .graph(body)])
    writer.output("all")
    let report = try Graph(onnx: writer.bytes()).report()
    #expect(report.results == [.known([.symbol("T"), 2, 3])])
    #expect(report.total.multiplyAccumulates == .known(0))
    #expect(report.requirements.isEmpty)
  }

  /// Without an end, by the data, of no round, of a state that grows.
  @Test func unknownRounds() throws {
    let data: Write = {
      $0.node("ReduceSum", ["row"], ["total"], ["keepdims": .int(0)])
      $0.initializer("limit", [], floats: [1])
      $0.node("Less", ["total", "limit"], ["go"])
    }
    let never: Write = { $0.node("Less", ["five", "five"], ["go"]) }
    let growing = Self.compare("Less", "i", "k")
    for (most, condition, rounds) in [
      (nil, Self.passedOn, nil), (4, data, nil), (0, Self.passedOn, nil), (4, growing, nil),
      (4, never, 1),
    ] as [(Int?, Write, Int?)] {
      let report = try Graph(onnx: Self.file(most: most, condition: condition)).report()
      let expected: Known<Shape> =
        rounds.map { .known([Dim($0), 2, 4]) } ?? .unknown(.notModelled(operation: "Loop"))
      #expect(report.results[0] == expected)
      // What the body learns is known, and what it hands on.
      #expect(report.total.parameters == .known(28))
      #expect(report.results[2] == .known([9, 2, 4]))
    }
    var writer = ONNXFileWriter()
    writer.input("x", [1, 4])
    writer.initializer("most", [], integers: [3])
    var body = ONNXFileWriter()
    for (name, type) in [("k", 7), ("on", 9)] { body.input(name, [], type: type) }
    body.input("h", [1, 4])
    body.node("Concat", ["h", "x"], ["longer"], ["axis": .int(0)])
    for name in ["on", "longer"] { body.output(name) }
    writer.node("Loop", ["most", "", "x"], ["y"], ["body": .graph(body)])
    writer.output("y")
    let report = try Graph(onnx: writer.bytes()).report()
    #expect(report.results == [.unknown(.notModelled(operation: "Loop"))])
  }

  /// Slices of a sequence, along any of its dimensions, and where they stand in what is made.
  @Test(arguments: [(0, 0), (1, 0), (-1, 2), (2, -1), (0, 1)])
  func scans(_ axis: Int, _ place: Int) throws {
    let (rows, width) = ([[3, 4], [5, 4], [5, 3]][(axis + 3) % 3], 6)
    var writer = ONNXFileWriter()
    writer.input("x", [5, 3, 4])
    writer.initializer("w", [rows[1], width])
    writer.initializer(
      "zeros", [rows[0], width], floats: [Float](repeating: 0, count: rows[0] * width))
    var body = ONNXFileWriter()
    body.input("h", [rows[0], width])
    body.input("slice", rows)
    body.node("MatMul", ["slice", "w"], ["product"])
    body.node("Add", ["product", "h"], ["sum"])
    for name in ["sum", "product"] { body.output(name) }
    writer.node(
      "Scan", ["zeros", "x"], ["state", "all"], name: "scan",
      [
        "body": .graph(body), "num_scan_inputs": .int(1), "scan_input_axes": .ints([axis]),
        "scan_output_axes": .ints([place]),
      ])
    writer.output("all")
    writer.output("state")
    let report = try Graph(onnx: writer.bytes()).report()
    let count = [5, 3, 4][(axis + 3) % 3]
    var sizes = [rows[0], width]
    sizes.insert(count, at: (place + 3) % 3)
    #expect(
      report.results == [.known(Shape(sizes: sizes)), .known([Dim(rows[0]), Dim(width)])])
    #expect(report.total.multiplyAccumulates == .known(.constant(60 * width)))
    #expect(report.total.parameters == .known(.constant(rows[1] * width)))
  }
}
