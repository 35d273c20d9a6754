import RFKit
import TestSupport
import Testing

/// LSTM, GRU and RNN as files have them.
@Suite struct RecurrenceFilesTests {
  private static func writer(
    _ operation: String, _ gates: Int, directions: Int = 1,
    _ attributes: KeyValuePairs<String, ONNXFileWriter.Attribute> = [:]
  ) -> ONNXFileWriter {
    var writer = ONNXFileWriter()
    writer.input("x", [5, 2, 8])
    writer.initializer("W", [directions, gates * 6, 8])
    writer.initializer("R", [directions, gates * 6, 6])
    writer.initializer("B", [directions, 2 * gates * 6])
    writer.node(operation, ["x", "W", "R", "B"], ["y", "last"], attributes)
    writer.output("y")
    writer.output("last")
    return writer
  }

  /// Every weight and bias once, and the sizes of ONNX's outputs.
  @Test func sizesAndCosts() throws {
    for (operation, gates) in [("LSTM", 4), ("GRU", 3), ("RNN", 1)] {
      for (direction, directions) in [("forward", 1), ("reverse", 1), ("bidirectional", 2)] {
        let writer = Self.writer(
          operation, gates, directions: directions, ["direction": .string(direction)])
        let report = try Graph(onnx: writer.bytes()).report()
        let rows = directions * gates * 6
        #expect(report.total.parameters == .known(.constant(rows * (8 + 6 + 2))))
        #expect(report.total.multiplyAccumulates == .known(.constant(5 * 2 * rows * (8 + 6))))
        #expect(
          report.results
            == [.known([5, .constant(directions), 2, 6]), .known([.constant(directions), 2, 6])])
      }
    }
  }

  /// Weights of one byte with columns for rows; the scale of the sequence sees all of it.
  @Test(arguments: ["forward", "reverse", "bidirectional"])
  func dynamicallyQuantized(_ direction: String) throws {
    let directions = direction == "bidirectional" ? 2 : 1
    var writer = ONNXFileWriter()
    writer.input("x", [5, 2, 8])
    writer.initializer("W", [directions, 8, 24], type: 3)
    writer.initializer("R", [directions, 6, 24], type: 3)
    writer.initializer("B", [directions, 48])
    writer.initializer("s", [directions], floats: [Float](repeating: 0.5, count: directions))
    writer.initializer("z", [directions], type: 3)
    writer.node(
      "DynamicQuantizeLSTM", ["x", "W", "R", "B", "", "", "", "", "s", "z", "s", "z"],
      ["y", "state", "cell"], name: "m", domain: "com.microsoft",
      ["direction": .string(direction), "hidden_size": .int(6)])
    for name in ["y", "state", "cell"] { writer.output(name) }
    let report = try Graph(onnx: writer.bytes()).report()
    let rows = directions * 24
    #expect(report.total.parameters == .known(.constant(rows * (8 + 6 + 2))))
    #expect(report.total.parameterBytes == .known(.constant(rows * (8 + 6 + 4 * 2))))
    #expect(report.total.multiplyAccumulates == .known(.constant(5 * 2 * rows * (8 + 6))))
    let last: Known<Shape> = .known([.constant(directions), 2, 6])
    #expect(report.results == [.known([5, .constant(directions), 2, 6]), last, last])
    for unit in [0, 4] {
      let region = try report.region(of: "y", unit: [unit, nil, 0, 2])
      #expect(region.axes.map(\.clipped) == [Interval(0, 4)])
    }
  }

  @Test func quantizedRefusals() throws {
    for (sizes, inputs, message) in [
      (
        [1, 24, 8], ["x", "W", "R", "", "", "", "", "", "s", "", "s"],
        "input 1: weights 1×8×24 are not of 1 × 24 rows, 4 for each of 6 hidden units"
      ),
      ([1, 8, 24], ["x", "W", "R"], "input 8 is missing"),
    ] {
      var writer = ONNXFileWriter()
      writer.input("x", [5, 2, 8])
      writer.initializer("W", sizes, type: 3)
      writer.initializer("R", [1, 6, 24], type: 3)
      writer.initializer("s", [1], floats: [0.5])
      writer.node("DynamicQuantizeLSTM", inputs, ["y"], name: "m", domain: "com.microsoft")
      writer.output("y")
      do {
        _ = try Graph(onnx: writer.bytes())
        Issue.record("\(inputs)")
      } catch { #expect("\(error)" == "node 0 'm' (DynamicQuantizeLSTM): \(message)") }
    }
  }

  /// One direction after the other and side by side: forward steps see those before them, those in reverse the
  /// others, and both together all.
  @Test func directions() throws {
    for (direction, seen) in [
      ("forward", [0...2]), ("reverse", [2...4]), ("bidirectional", [0...4, 0...2, 2...4]),
    ] {
      var writer = ONNXFileWriter()
      let directions = direction == "bidirectional" ? 2 : 1
      writer.input("image", [1, 8, 5])
      writer.initializer("W", [directions, 24, 8])
      writer.initializer("R", [directions, 24, 6])
      writer.initializer("sizes", [3], integers: [5, directions * 6, 1])
      writer.node("Transpose", ["image"], ["x"], ["perm": .ints([2, 0, 1])])
      writer.node("LSTM", ["x", "W", "R"], ["y"], ["direction": .string(direction)])
      writer.node("Transpose", ["y"], ["t"], ["perm": .ints([2, 1, 3, 0])])
      for index in 0..<directions {
        writer.initializer("place\(index)", [1], integers: [index])
        writer.node("Gather", ["t", "place\(index)"], ["one\(index)"], ["axis": .int(1)])
        writer.output("one\(index)")
      }
      writer.output("t")
      let report = try Graph(onnx: writer.bytes()).report()
      var found: [Interval] = []
      for name in ["t"] + (directions == 2 ? ["one0", "one1"] : []) {
        found.append(try report.region(of: name, unit: [nil, nil, 3, 2]).axes[0].clipped)
      }
      #expect(found == seen.map { Interval($0.lowerBound, $0.upperBound) }, "\(direction)")
    }
  }

  /// Each value is found under its name, and the node under its own.
  @Test func names() throws {
    var writer = ONNXFileWriter()
    writer.input("x", [5, 2, 8])
    writer.initializer("W", [2, 24, 8])
    writer.initializer("R", [2, 24, 6])
    writer.node(
      "LSTM", ["x", "W", "R"], ["y", "state", "cell"], name: "m",
      ["direction": .string("bidirectional")])
    for name in ["y", "state", "cell"] { writer.output(name) }
    let report = try Graph(onnx: writer.bytes()).report()
    #expect(
      report.layers.map(\.name) == ["x", "m.layer", "m.directions2", "m.directions1", "m"])
    for (name, shape) in [
      ("m", [5, 2, 2, 6]), ("y", [5, 2, 2, 6]), ("state", [2, 2, 6]), ("cell", [2, 2, 6]),
    ] as [(String, Shape)] {
      #expect(report[name]?.shape == .known(shape), "\(name)")
    }
  }

  /// What is 0 is no state, and lengths that are those of the sequence are none.
  @Test func whatIsUsualIsLeftOut() throws {
    var writer = ONNXFileWriter()
    writer.input("x", [5, 2, 8])
    writer.initializer("W", [1, 24, 8])
    writer.initializer("R", [1, 24, 6])
    writer.initializer("lengths", [2], integers: [5, 5])
    writer.initializer("size", [3], integers: [1, 2, 6])
    writer.node("ConstantOfShape", ["size"], ["zero"])
    writer.node("LSTM", ["x", "W", "R", "", "lengths", "zero", "zero"], ["y"])
    writer.output("y")
    let report = try Graph(onnx: writer.bytes()).report()
    #expect(report.layers.map(\.kind) == ["input", "lstm"])
  }

  /// Coupled gates and functions of other settings are other layers, whose sizes are known.
  @Test(
    arguments: [
      ("LSTM", 4, ["input_forget": .int(1)]),
      ("RNN", 1, ["activations": .strings(["Affine"])]),
    ] as [(String, Int, KeyValuePairs<String, ONNXFileWriter.Attribute>)])
  func others(
    _ operation: String, _ gates: Int,
    _ attributes: KeyValuePairs<String, ONNXFileWriter.Attribute>
  ) throws {
    let report = try Graph(onnx: Self.writer(operation, gates, attributes).bytes()).report()
    #expect(report.results == [.known([5, 1, 2, 6]), .known([1, 2, 6])])
    #expect(report.total.parameters == .known(.constant(gates * 6 * (8 + 6 + 2))))
    #expect(report.total.multiplyAccumulates == .known(.constant(10 * gates * 6 * (8 + 6))))
    #expect(
      report["y"]?.work.value?.floatingPointOperations
        == .unknown(.notModelled(operation: operation)))
  }

  @Test func refusals() {
    for (attributes, message) in [
      (["direction": .string("up")], "attribute 'direction': 'up' is no direction"),
      (["hidden_size": .int(7)], "attribute 'hidden_size': 7 is not the 6 of the weights 1×24×6"),
      (
        ["activations": .strings(["Tanh"])],
        "attribute 'activations': there are 1 functions, not 3"
      ),
      (
        ["direction": .string("bidirectional")],
        "input 1: weights 1×24×8 are not of 2 × 24 rows, 4 for each of 6 hidden units"
      ),
    ] as [(KeyValuePairs<String, ONNXFileWriter.Attribute>, String)] {
      do throws(ONNXError) {
        _ = try Graph(onnx: Self.writer("LSTM", 4, attributes).bytes())
        Issue.record("\(message) was not said")
      } catch {
        #expect(error.description == "node 0 'y' (LSTM): " + message)
      }
    }
  }
}

extension Report {
  /// The shapes of the network's results.
  var results: [Known<Shape>] {
    graph.outputs.map { layers[$0.value.node].outputs[$0.value.output].shape }
  }
}
