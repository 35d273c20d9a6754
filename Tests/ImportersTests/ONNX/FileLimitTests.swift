import RFKit
import TestSupport
import Testing

/// Files of a few bytes that ask for much: refused before it is done, or not computed and unknown.
@Suite struct FileLimitTests {
  private static func outcome(_ writer: ONNXFileWriter) -> String {
    do {
      let report = try Graph(onnx: writer.bytes()).report(.init(allowsOpaque: true))
      return "\(report.layers.last?.shape.value?.description ?? "unknown")"
    } catch { return "\(error)" }
  }

  private static func network(_ write: (inout ONNXFileWriter) -> Void) -> ONNXFileWriter {
    var writer = ONNXFileWriter()
    writer.input("x", [1, 3, 8, 8])
    write(&writer)
    writer.output("y")
    return writer
  }

  // MARK: Functions

  /// Functions `f0`, `f1`, … of which each calls the next `width` times, the last does Relu.
  private static func nested(
    _ writer: inout ONNXFileWriter, depth: Int, width: Int, name: String = ""
  ) {
    for level in 0..<depth {
      writer.add(25) { function in
        function.text(1, "f\(level)")
        function.text(4, "a0")
        function.text(5, "a\(width)")
        for index in 0..<width {
          function.message(7) { node in
            node.text(1, "a\(index)")
            node.text(2, "a\(index + 1)")
            if !name.isEmpty { node.text(3, name) }
            node.text(4, level == depth - 1 ? "Relu" : "f\(level + 1)")
            if level < depth - 1 { node.text(7, "own") }
          }
        }
        function.text(10, "own")
      }
    }
    writer.node("f0", ["x"], ["y"], name: name, domain: "own")
  }

  @Test func functionsAreCountedBeforeTheyAreUnfolded() {
    for (depth, width, expected) in [
      (4, 10, "1×3×8×8"),
      (
        10, 10,
        "functions unfold to 11111111111 nodes, but at most 100000 are read; call them less often"
      ),
      (
        32, 4,
        "functions unfold to more than 9223372036854775807 nodes, but at most 100000 are read; call "
          + "them less often"
      ),
      (31, 1, "1×3×8×8"),
      (33, 1, "functions call each other more than 32 deep"),
      (2000, 2, "functions call each other more than 32 deep"),
    ] {
      let writer = Self.network { Self.nested(&$0, depth: depth, width: width) }
      #expect(Self.outcome(writer) == expected, "\(depth) deep")
    }
  }

  /// Names grow with each call that they stand in.
  @Test func namesInFunctions() {
    let name = String(repeating: "n", count: 10_000)
    let writer = Self.network { Self.nested(&$0, depth: 3, width: 20, name: name) }
    let text = Self.outcome(writer)
    #expect(
      text.hasSuffix(
        "functions unfold to more than \((1 << 24) + writer.bytes().count) bytes of names and "
          + "settings; call them less often"))
  }

  /// The caller's setting, which a function hands to each of its nodes.
  @Test func settingsInFunctions() {
    let writer = Self.network { writer in
      writer.add(25) { function in
        function.text(1, "f")
        function.text(4, "a")
        function.text(5, "b0")
        for index in 0..<2000 {
          function.message(7) { node in
            node.text(1, "a")
            node.text(2, "b\(index)")
            node.text(4, "Softmax")
            node.message(5) { attribute in
              attribute.text(1, "other")
              attribute.text(21, "list")
            }
          }
        }
        function.text(10, "own")
      }
      let list = Array(repeating: 1, count: 10_000)
      writer.node("f", ["x"], ["y"], domain: "own", ["list": .ints(list)])
    }
    #expect(Self.outcome(writer).hasSuffix(" bytes of names and settings; call them less often"))
  }

  // MARK: Constants

  /// Each sum is of all elements; past the bound nobody knows them, but the sizes.
  @Test func constantsThatAreComputedAgainAndAgain() throws {
    let writer = Self.network { writer in
      writer.initializer("v0", [4096], integers: Array(repeating: 0, count: 4096))
      for index in 0..<2000 { writer.node("Add", ["v\(index)", "v0"], ["v\(index + 1)"]) }
      writer.initializer("none", [1], integers: [0])
      writer.node("Gather", ["v2000", "none"], ["first"])
      writer.node("Concat", ["first", "first"], ["both"], ["axis": .int(0)])
      writer.node("Expand", ["x", "both"], ["y"])
    }
    #expect(Self.outcome(writer) == "unknown")
    // What all nodes read, and read again.
    let wide = Self.network { writer in
      writer.initializer("size", [1], integers: [4096])
      writer.node("ConstantOfShape", ["size"], ["c"])
      writer.node("Sum", Array(repeating: "c", count: 100_000), ["sum"])
      writer.node("Relu", ["x"], ["y"])
    }
    #expect(Self.outcome(wide) == "1×3×8×8")
  }

  @Test func constantsOfOverwhelmingSize() {
    for (operation, sizes) in [
      ("ConstantOfShape", [1 << 20, 1 << 20, 1 << 20]), ("Expand", [1 << 20, 1 << 20, 1 << 20]),
      ("Tile", [1 << 20, 1 << 20, 1 << 20]),
    ] {
      let writer = Self.network { writer in
        writer.initializer("sizes", [3], integers: sizes)
        writer.initializer("one", [1, 1, 1], integers: [1])
        writer.node(
          operation, operation == "ConstantOfShape" ? ["sizes"] : ["one", "sizes"], ["c"])
        writer.node("Shape", ["c"], ["s"])
        writer.initializer("none", [1], integers: [0])
        writer.node("Gather", ["s", "none"], ["first"])
        writer.node("Expand", ["x", "first"], ["y"], name: "it")
      }
      #expect(
        Self.outcome(writer).contains("1048576"), "\(operation): \(Self.outcome(writer))")
    }
  }

  /// Whose data isn't there to be counted.
  @Test(arguments: [1 << 62, Int.max - 1]) func storedConstantsOfOverwhelmingSize(size: Int) {
    let writer = Self.network { writer in
      writer.initializer("w", [size])
      writer.node("Add", ["x", "w"], ["y"], name: "it")
    }
    #expect(Self.outcome(writer) == "a number gets too large for 64 bits")
  }

  @Test func constantsOfManyParts() {
    let writer = Self.network { writer in
      writer.initializer("v0", [1])
      for index in 1..<4000 {
        writer.initializer("w\(index)", [1])
        writer.node(
          "Concat", ["v\(index - 1)", "w\(index)"], ["v\(index)"], ["axis": .int(0)])
      }
      writer.node("Add", ["x", "v3999"], ["y"])
    }
    let text = Self.outcome(writer)
    #expect(text.hasPrefix("node "))
    #expect(
      text.hasSuffix(
        "constants are made of more than \((1 << 20) + writer.bytes().count) others, counted for each "
          + "and at each use; join fewer"))
  }

  // MARK: Lists

  @Test func listsLongerThanAnyOperatorHas() {
    let list = Array(repeating: 1, count: 5000)
    for (operation, name) in [
      ("Transpose", "perm"), ("MaxPool", "kernel_shape"), ("ReduceMean", "axes"), ("Pad", "pads"),
    ] {
      let writer = Self.network { $0.node(operation, ["x"], ["y"], [name: .ints(list)]) }
      #expect(
        Self.outcome(writer)
          == "node 0 'y' (\(operation)): attribute '\(name)': it has 5000 numbers, but at most 4096 are "
          + "read")
    }
    // A list as such may be long.
    let writer = Self.network { writer in
      writer.node("Constant", [], ["c"], ["value_ints": .ints(list)])
      writer.node("Shape", ["c"], ["s"])
      writer.initializer("ones", [3], integers: [1, 1, 1])
      writer.node("Concat", ["s", "ones"], ["sizes"], ["axis": .int(0)])
      writer.node("Expand", ["x", "sizes"], ["y"])
    }
    #expect(Self.outcome(writer) == "5000×3×8×8")
  }

  @Test func partsThatNobodyNames() {
    let sizes = Self.network {
      $0.node("Split", ["x"], ["y"], ["axis": .int(1), "split": .ints([1, 2])])
    }
    #expect(Self.outcome(sizes) == "node 0 'y' (Split): 'split' has 2 entries, but 'outputs' 1")
    let count = Self.network {
      $0.node("Split", ["x"], ["y"], ["axis": .int(1), "num_outputs": .int(3)])
    }
    #expect(
      Self.outcome(count)
        == "node 0 'y' (Split): attribute 'num_outputs': 3 is not the number of outputs, 1")
  }

  @Test func sequencesThatAreJoinedAgainAndAgain() {
    let writer = Self.network { writer in
      writer.node("SequenceConstruct", Array(repeating: "x", count: 20_000), ["s"])
      for index in 0..<60 {
        writer.node("ConcatFromSequence", ["s"], ["z\(index)"], ["axis": .int(0)])
      }
      writer.node("Relu", ["x"], ["y"])
    }
    #expect(
      Self.outcome(writer).hasSuffix(
        "sequences hand on more than \((1 << 20) + writer.bytes().count) values; use them less often"
      ))
  }

  // MARK: Dimensions

  @Test func dimensions() {
    for count in [65, 1_000_000] {
      var writer = ONNXFileWriter()
      writer.input("x", Array(repeating: 1, count: count))
      writer.output("x")
      let text = Self.outcome(writer)
      #expect(text.hasPrefix("byte "))
      #expect(text.hasSuffix(": a value has \(count) dimensions, but at most 64 are read"))
    }
    var widest = ONNXFileWriter()
    widest.input("x", Array(repeating: 1, count: 64))
    widest.node("Relu", ["x"], ["y"])
    widest.output("y")
    #expect(Self.outcome(widest) == Array(repeating: "1", count: 64).joined(separator: "×"))
  }

  /// One more with each node.
  @Test func dimensionsThatGrow() {
    for (first, last) in [("c", "x"), ("x", "y")] {
      let writer = Self.network { writer in
        writer.initializer("zero", [1], integers: [0])
        writer.initializer("c", [1], integers: [7])
        for index in 0..<100 {
          writer.node(
            "Unsqueeze", [index == 0 ? first : "\(first)\(index)", "zero"], ["\(first)\(index + 1)"]
          )
        }
        writer.node("Shape", ["\(first)100"], ["s"])
        writer.node("Reshape", [last == "x" ? "x" : "\(first)100", "s"], ["y"])
      }
      let text = Self.outcome(writer)
      #expect(text.hasSuffix("has 65 dimensions, but at most 64 are read"), "\(text)")
    }
  }
}
