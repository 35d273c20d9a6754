import RFKit
import TestSupport
import Testing

/// What operators make of constants decides sizes: as onnxruntime 1.31 makes it, which gave the values.
@Suite struct ConstantFoldingTests {
  private typealias Write = @Sendable (inout ONNXFileWriter) -> Void

  /// The sizes of what is filled, once "sizes" were made of the constants that are written.
  private static func sizes(_ write: Write, opset: Int = 18) throws -> String {
    var writer = ONNXFileWriter(opset: opset)
    writer.input("x", [1])
    write(&writer)
    writer.node("Cast", ["sizes"], ["whole"], ["to": .int(7)])
    writer.node("ConstantOfShape", ["whole"], ["zeros"])
    writer.node("Add", ["x", "zeros"], ["y"])
    writer.output("y")
    let report = try Graph(onnx: writer.bytes()).report(.init(allowsOpaque: true))
    return try #require(report["y"]?.shape.value).description
  }

  @Test func elements() throws {
    for (operation, list, others, attributes, sizes) in Self.elementCases {
      let found = try Self.sizes {
        $0.initializer("a", [list.count], floats: list)
        for (index, other) in others.enumerated() {
          $0.initializer("b\(index)", other.count == 1 ? [] : [other.count], floats: other)
        }
        $0.node(operation, ["a"] + others.indices.map { "b\($0)" }, ["sizes"], attributes)
      }
      #expect(found == sizes, "\(operation) of \(list), \(others)")
    }
  }

  private static let elementCases:
    [(String, [Float], [[Float]], [(String, ONNXFileWriter.Attribute)], String)] = [
      ("Clip", [2, 9, 1, 4], [[2], [3]], [], "2×3×2×3"),
      ("Relu", [2, 3], [], [], "2×3"),
      ("Pow", [1, 2, 3], [[3]], [], "1×8×27"),
      ("Pow", [1, 0.5, 0.25], [[-1]], [], "1×2×4"),
      ("Pow", [1, 4, 9], [[0.5]], [], "1×2×3"),
      ("Sqrt", [1, 16], [], [], "1×4"),
      ("Floor", [2.7, 1.9], [], [], "2×1"),
      ("Ceil", [2.7, 1.1], [], [], "3×2"),
      ("Round", [2.5, 3.5, 1.2], [], [], "2×4×1"),
      ("Sign", [3, 0.5], [], [], "1×1"),
      ("Abs", [-2, 3], [], [], "2×3"),
      ("Neg", [-2, -3], [], [], "2×3"),
      ("Mean", [2, 3], [[4, 5]], [], "3×4"),
      ("Mod", [5, 7], [[4]], [("fmod", .int(1))], "1×3"),
      ("Max", [2, 1], [[1, 5], [2]], [], "2×5"),
      ("Min", [2, 3], [[1, 5], [2]], [], "1×2"),
      ("ReduceMean", [2, 4, 6], [], [("keepdims", .int(1))], "4"),
      ("ReduceL1", [-2, 4], [], [("keepdims", .int(1))], "6"),
      ("ReduceL2", [3, 4], [], [("keepdims", .int(1))], "5"),
      ("ReduceSumSquare", [1, 2], [], [("keepdims", .int(1))], "5"),
    ]

  @Test func truths() throws {
    for (operation, sizes) in [
      ("Equal", "1×2×1"), ("Less", "2×1×1"), ("Greater", "1×1×2"), ("LessOrEqual", "2×2×1"),
      ("GreaterOrEqual", "1×2×2"),
    ] {
      let found = try Self.sizes {
        $0.initializer("a", [3], integers: [1, 3, 5])
        $0.initializer("b", [], integers: [3])
        $0.node(operation, ["a", "b"], ["true"])
        Self.choose(&$0)
      }
      #expect(found == sizes, "\(operation)")
    }
    for (operation, sizes) in [("And", "2×1×1×1"), ("Or", "2×2×2×1"), ("Xor", "1×2×2×1")] {
      let found = try Self.sizes {
        $0.initializer("a", [4], type: 9, raw: [1, 1, 0, 0])
        $0.initializer("b", [4], type: 9, raw: [1, 0, 1, 0])
        $0.node(operation, ["a", "b"], ["true"])
        Self.choose(&$0)
      }
      #expect(found == sizes, "\(operation)")
    }
    for (operation, sizes) in [("IsNaN", "1×2×1"), ("IsInf", "1×1×2")] {
      let found = try Self.sizes {
        $0.initializer("a", [3], floats: [1, .nan, -.infinity])
        $0.node(operation, ["a"], ["true"])
        Self.choose(&$0)
      }
      #expect(found == sizes, "\(operation)")
    }
    let negated = try Self.sizes {
      $0.initializer("a", [2], type: 9, raw: [1, 0])
      $0.node("Not", ["a"], ["true"])
      Self.choose(&$0)
    }
    #expect(negated == "1×2")
  }

  private static func choose(_ writer: inout ONNXFileWriter) {
    writer.initializer("yes", [], integers: [2])
    writer.initializer("no", [], integers: [1])
    writer.node("Where", ["true", "yes", "no"], ["sizes"])
  }

  /// Of whole numbers, as lists of places are.
  @Test func places() throws {
    for (operation, inputs, attributes, sizes) in Self.placeCases {
      let found = try Self.sizes {
        for (index, (shape, list)) in inputs.enumerated() {
          $0.initializer("a\(index)", shape, integers: list)
        }
        $0.node(operation, inputs.indices.map { "a\($0)" }, ["made"], attributes)
        $0.initializer("row", [1], integers: [-1])
        $0.node("Reshape", ["made", "row"], ["sizes"])
      }
      #expect(found == sizes, "\(operation) of \(inputs)")
    }
  }

  private typealias List = (sizes: [Int], numbers: [Int])

  private static let placeCases: [(String, [List], [(String, ONNXFileWriter.Attribute)], String)] =
    [
      ("Gather", [([3], [9, 2, 3]), ([2], [1, -1])], [], "2×3"),
      ("GatherElements", [([3], [9, 2, 3]), ([2], [1, -1])], [], "2×3"),
      (
        "GatherElements", [([2, 2], [1, 2, 3, 4]), ([2, 1], [1, 0])], [("axis", .int(1))], "2×3"
      ),
      ("GatherND", [([2, 2], [1, 2, 3, 4]), ([2, 2], [1, 1, 0, -1])], [], "4×2"),
      ("GatherND", [([2, 2], [1, 2, 3, 4]), ([1, 1], [1])], [], "3×4"),
      (
        "GatherND", [([2, 2], [1, 2, 3, 4]), ([2, 1], [1, 0])], [("batch_dims", .int(1))], "2×3"
      ),
      ("ScatterElements", [([3], [2, 3, 1]), ([1], [-1]), ([1], [5])], [], "2×3×5"),
      (
        "ScatterElements", [([3], [2, 3, 1]), ([2], [1, 1]), ([2], [5, 1])],
        [("reduction", .string("add"))], "2×9×1"
      ),
      (
        "ScatterElements", [([2, 2], [1, 2, 3, 4]), ([1, 2], [1, 0]), ([1, 2], [7, 8])], [],
        "1×8×7×4"
      ),
      ("ScatterND", [([3], [2, 3, 1]), ([2, 1], [0, 2]), ([2], [5, 6])], [], "5×3×6"),
      ("ScatterND", [([2, 2], [1, 2, 3, 4]), ([1, 1], [1]), ([1, 2], [7, 8])], [], "1×2×7×8"),
      ("CumSum", [([3], [1, 2, 3]), ([], [0])], [], "1×3×6"),
      ("CumSum", [([3], [1, 2, 3]), ([], [0])], [("reverse", .int(1))], "6×5×3"),
      ("Trilu", [([2, 2], [1, 1, 1, 1]), ([], [5])], [("upper", .int(0))], "1×1×1×1"),
      ("TopK", [([4], [2, 7, 3, 7]), ([1], [3])], [], "7×7×3"),
      ("TopK", [([4], [2, 7, 3, 9]), ([1], [2])], [("largest", .int(0))], "2×3"),
      ("Unique", [([5], [3, 1, 3, 2, 1])], [], "1×2×3"),
      ("Unique", [([5], [3, 1, 3, 2, 1])], [("sorted", .int(0))], "3×1×2"),
      ("OneHot", [([2], [1, -2]), ([], [2]), ([2], [1, 5])], [], "1×5×5×1"),
      ("OneHot", [([2], [1, 7]), ([], [2]), ([2], [1, 5])], [("axis", .int(0))], "1×1×5×1"),
      ("Range", [([], [1]), ([], [6]), ([], [2])], [], "1×3×5"),
      ("Range", [([], [3]), ([], [0]), ([], [-1])], [], "3×2×1"),
      ("Tile", [([2], [2, 3]), ([1], [2])], [], "2×3×2×3"),
      ("Expand", [([1], [2]), ([1], [3])], [], "2×2×2"),
      ("Pad", [([2], [2, 3]), ([2], [1, 1]), ([], [4])], [], "4×2×3×4"),
      ("Pad", [([3], [2, 3, 4]), ([2], [-1, 0])], [], "3×4"),
      ("Pad", [([2], [2, 3]), ([2], [1, 2])], [("mode", .string("edge"))], "2×2×3×3×3"),
      ("Pad", [([2], [2, 3]), ([2], [1, 1])], [("mode", .string("reflect"))], "3×2×3×2"),
      ("Concat", [([1], [2]), ([2], [3, 4])], [("axis", .int(0))], "2×3×4"),
      ("ReduceSum", [([2, 2], [1, 2, 3, 4]), ([1], [0])], [], "4×6"),
      ("ReduceProd", [([2, 2], [1, 2, 3, 4]), ([1], [-1])], [("keepdims", .int(0))], "2×12"),
      ("ReduceMax", [([2, 2], [1, 2, 3, 4]), ([1], [0])], [], "3×4"),
      ("ReduceMin", [([2, 2], [1, 2, 3, 4]), ([2], [0, 1])], [], "1"),
      ("BitwiseAnd", [([2], [7, 6]), ([], [3])], [], "3×2"),
      ("BitwiseOr", [([2], [1, 2]), ([], [1])], [], "1×3"),
      ("BitwiseXor", [([2], [1, 2]), ([], [3])], [], "2×1"),
      ("BitwiseNot", [([2], [-2, -3])], [], "1×2"),
      ("Mod", [([2], [-5, 7]), ([], [4])], [], "3×3"),
      ("Dropout", [([2], [2, 3])], [], "2×3"),
    ]

  /// Of several outputs, what each has.
  @Test func severalOutputs() throws {
    let split = try Self.sizes {
      $0.initializer("a", [5], integers: [1, 2, 3, 4, 5])
      $0.node("Split", ["a"], ["first", "sizes"], ["num_outputs": .int(2)])
    }
    #expect(split == "4×5")
    let parts = try Self.sizes {
      $0.initializer("a", [3], integers: [1, 2, 3])
      $0.initializer("parts", [3], integers: [0, 1, 2])
      $0.node("Split", ["a", "parts"], ["none", "one", "sizes"])
    }
    #expect(parts == "2×3")
    let places = try Self.sizes {
      $0.initializer("a", [4], floats: [5, 9, 7, 9])
      $0.initializer("k", [1], integers: [3])
      $0.initializer("one", [1], integers: [1])
      $0.node("TopK", ["a", "k"], ["values", "places"])
      $0.node("Add", ["places", "one"], ["sizes"])
    }
    #expect(places == "2×4×3")
    for (output, sizes) in [(0, "1×2×3"), (1, "2×4×1"), (2, "3×1×3×2×1"), (3, "2×1×2")] {
      var names = ["u0", "u1", "u2", "u3"]
      names[output] = "made"
      let found = try Self.sizes { [names] in
        $0.initializer("a", [5], integers: [3, 1, 3, 2, 1])
        $0.initializer("one", [1], integers: [1])
        $0.node("Unique", ["a"], names)
        if output == 0 || output == 3 {
          $0.node("Identity", ["made"], ["sizes"])
        } else {
          $0.node("Add", ["made", "one"], ["sizes"])
        }
      }
      #expect(found == sizes, "output \(output) of Unique")
    }
  }

  /// Masks, and where they are true.
  @Test func masks() throws {
    let kept = try Self.sizes {
      $0.initializer("a", [4], integers: [2, 9, 3, 9])
      $0.initializer("mask", [3], type: 9, raw: [1, 0, 1])
      $0.node("Compress", ["a", "mask"], ["sizes"], ["axis": .int(0)])
    }
    #expect(kept == "2×3")
    let rows = try Self.sizes {
      $0.initializer("a", [2, 2], integers: [1, 2, 3, 4])
      $0.initializer("mask", [2], type: 9, raw: [0, 1])
      $0.node("Compress", ["a", "mask"], ["row"], ["axis": .int(0)])
      $0.initializer("flat", [1], integers: [-1])
      $0.node("Reshape", ["row", "flat"], ["sizes"])
    }
    #expect(rows == "3×4")
    // The triangle of a matrix: as many places as it has, one behind the other.
    let triangle = try Self.sizes {
      $0.initializer("square", [2], integers: [8, 8])
      $0.node("ConstantOfShape", ["square"], ["ones"], ["value": .tensor([1], [1])])
      $0.node("Trilu", ["ones"], ["upper"])
      $0.node("NonZero", ["upper"], ["places"])
      $0.node("Shape", ["places"], ["sizes"])
    }
    #expect(triangle == "2×36")
    let places = try Self.sizes {
      $0.initializer("mask", [2, 3], type: 9, raw: [0, 1, 0, 1, 0, 1])
      $0.node("NonZero", ["mask"], ["places"])
      $0.initializer("one", [1], integers: [1])
      $0.node("Add", ["places", "one"], ["counted"])
      $0.initializer("flat", [1], integers: [-1])
      $0.node("Reshape", ["counted", "flat"], ["sizes"])
    }
    #expect(places == "1×2×2×2×1×3")
    for (operation, sizes) in [("ArgMax", "2×1"), ("ArgMin", "1×2")] {
      let found = try Self.sizes {
        $0.initializer("a", [2, 3], integers: [1, 5, 2, 9, 2, 2])
        $0.initializer("one", [1], integers: [1])
        $0.node(operation, ["a"], ["place"], ["axis": .int(1), "keepdims": .int(0)])
        $0.node("Add", ["place", "one"], ["sizes"])
      }
      #expect(found == sizes, "\(operation)")
    }
  }

  /// Whole numbers beyond their type lose the upper bits, as machines have it.
  @Test func narrowTypes() throws {
    for (type, sizes) in [(2, "2×1"), (6, "258×257"), (7, "258×257")] {
      let found = try Self.sizes {
        $0.initializer("a", [2], integers: [258, 257])
        $0.node("Cast", ["a"], ["sizes"], ["to": .int(type)])
      }
      #expect(found == sizes, "\(type)")
    }
  }

  /// However long: where only the shape is needed, the elements need not be known.
  @Test func longTables() throws {
    for (title, shape, write) in Self.longCases {
      var writer = ONNXFileWriter(opset: 18)
      writer.input("x", [1, 1])
      writer.initializer("table", [6000, 8])
      writer.initializer("places", [5000], integers: Array(repeating: 3, count: 5000))
      writer.initializer("one", [], integers: [1])
      writer.initializer("front", [1], integers: [0])
      write(&writer)
      writer.node("Add", ["x", "made"], ["y"])
      writer.output("y")
      #expect(try Graph(onnx: writer.bytes()).report()["y"]?.shape == .known(shape), "\(title)")
    }
  }

  private static let longCases: [(String, Shape, Write)] = [
    ("stored places", [5000, 8], { $0.node("Gather", ["table", "places"], ["made"]) }),
    (
      "computed places", [5000, 8],
      {
        $0.node("Sub", ["places", "one"], ["near"])
        $0.node("Relu", ["near"], ["clipped"])
        $0.node("Gather", ["table", "clipped"], ["made"])
      }
    ),
    (
      "counted places", [6000, 8],
      {
        $0.initializer("none", [], integers: [0])
        $0.initializer("all", [], integers: [6000])
        $0.node("Range", ["none", "all", "one"], ["range"])
        $0.node("Gather", ["table", "range"], ["made"])
      }
    ),
    (
      "a square of places", [50, 100, 8],
      {
        $0.initializer("square", [2], integers: [50, 100])
        $0.node("Reshape", ["places", "square"], ["square of places"])
        $0.node("Gather", ["table", "square of places"], ["made"])
      }
    ),
    (
      "places by elements", [5000, 1],
      {
        $0.initializer("last", [1], integers: [1])
        $0.node("Unsqueeze", ["places", "last"], ["column"])
        $0.node("GatherElements", ["table", "column"], ["made"])
      }
    ),
    (
      "the greatest", [5000, 8],
      {
        $0.initializer("k", [1], integers: [5000])
        $0.node("TopK", ["table", "k"], ["made", "where"], ["axis": .int(0)])
      }
    ),
    (
      "one of many", [5000, 5],
      {
        $0.initializer("depth", [], integers: [5])
        $0.initializer("values", [2], floats: [0, 1])
        $0.node("OneHot", ["places", "depth", "values"], ["made"])
      }
    ),
    (
      "sums so far", [6000, 8],
      { $0.node("CumSum", ["table", "one"], ["made"]) }
    ),
  ]
}
