import RFKit
import TestSupport
import Testing

/// A call of a file's own function is what the function's nodes are, written out in its place.
@Suite struct FunctionTests {
  private enum Setting {
    case value(Float)
    case caller(String)
  }

  /// One node of a function.
  private static func node(
    _ function: inout ProtoWriter, _ operation: String, _ inputs: [String], _ output: String,
    domain: String = "", _ settings: [(String, Setting)] = []
  ) {
    function.message(7) { node in
      for input in inputs { node.text(1, input) }
      node.text(2, output)
      node.text(4, operation)
      for (name, setting) in settings {
        node.message(5) { attribute in
          switch setting {
          case .value(let number): ONNXFileWriter.attribute(&attribute, name, .float(number))
          case .caller(let theirs):
            attribute.text(1, name)
            attribute.integer(20, 1)
            attribute.text(21, theirs)
          }
        }
      }
      if !domain.isEmpty { node.text(7, domain) }
    }
  }

  /// r = ((q − inner(p)) − p) − inner(q), where inner takes the slope of the first from the caller's "s", and
  /// has 0.5 where nobody says.
  private func addFunctions(to writer: inout ONNXFileWriter) {
    writer.add(25) { outer in
      outer.text(1, "Outer")
      for input in ["p", "q"] { outer.text(4, input) }
      outer.text(5, "r")
      Self.node(&outer, "Inner", ["p"], "i", domain: "own", [("slope", .caller("s"))])
      Self.node(&outer, "Inner", ["q"], "j", domain: "own")
      Self.node(&outer, "Sub", ["q", "i"], "a")
      Self.node(&outer, "Sub", ["a", "p"], "b")
      Self.node(&outer, "Sub", ["b", "j"], "r")
      outer.text(6, "s")
      outer.text(10, "own")
    }
    writer.add(25) { inner in
      inner.text(1, "Inner")
      inner.text(4, "a")
      inner.text(5, "c")
      Self.node(&inner, "LeakyRelu", ["a"], "b", [("alpha", .caller("slope"))])
      Self.node(&inner, "Elu", ["b"], "c", [("alpha", .value(0.75))])
      inner.text(10, "own")
      inner.message(11) { ONNXFileWriter.attribute(&$0, "slope", .float(0.5)) }
    }
  }

  /// The calls, as the second function's and the first one's nodes.
  private func writeOut(
    _ p: String, _ q: String, slope: Float, as name: String, to writer: inout ONNXFileWriter
  ) {
    for (from, to, slope) in [(p, "i", slope), (q, "j", 0.5)] {
      writer.node("LeakyRelu", [from], [name + to + "b"], ["alpha": .float(slope)])
      writer.node("Elu", [name + to + "b"], [name + to], ["alpha": .float(0.75)])
    }
    writer.node("Sub", [q, name + "i"], [name + "a"])
    writer.node("Sub", [name + "a", p], [name + "b"])
    writer.node("Sub", [name + "b", name + "j"], [name])
  }

  @Test func callsAreWrittenOut() throws {
    var (called, written) = (ONNXFileWriter(), ONNXFileWriter())
    addFunctions(to: &called)
    let calls: [(p: String, q: String, slope: Float?, name: String)] = [
      ("u", "v", 0.25, "y"), ("v", "y", nil, "z"), ("z", "z", 0.125, "w"),
    ]
    for isCalled in [true, false] {
      var writer = isCalled ? called : written
      writer.input("x", [1, 2, 4, 4])
      writer.node("Relu", ["x"], ["u"])
      writer.node("Sigmoid", ["x"], ["v"])
      for call in calls {
        if !isCalled {
          writeOut(call.p, call.q, slope: call.slope ?? 0.5, as: call.name, to: &writer)
        } else if let slope = call.slope {
          writer.node("Outer", [call.p, call.q], [call.name], domain: "own", ["s": .float(slope)])
        } else {
          writer.node("Outer", [call.p, call.q], [call.name], domain: "own")
        }
      }
      writer.output("w")
      if isCalled { called = writer } else { written = writer }
    }
    let (graph, expected) = (
      try Graph(onnx: called.bytes()), try Graph(onnx: written.bytes())
    )
    #expect(graph.nodes.count == 3 + 3 * 7)
    #expect(graph.nodes.map(\.operation) == expected.nodes.map(\.operation))
    #expect(graph.nodes.map(\.inputs) == expected.nodes.map(\.inputs))
    #expect(graph.outputs == expected.outputs)
    #expect(Set(graph.nodes.map(\.name)).count == graph.nodes.count)
  }
}
