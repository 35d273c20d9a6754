import RFKit
import TestSupport
import Testing

/// Sizes that a file leaves open: each is one by itself unless a name says that it is another's.
@Suite struct OpenSizeNamesTests {
  private static func model(_ inputs: [(String, [String])]) -> [UInt8] {
    var writer = ONNXFileWriter()
    for (name, sizes) in inputs { writer.input(name, named: sizes) }
    for (index, (name, _)) in inputs.enumerated() {
      writer.node("Relu", [name], ["y\(index)"])
      writer.output("y\(index)")
    }
    return writer.bytes()
  }

  @Test(arguments: [
    ([("x", ["-1", "3", "?", "?"])], ["N×3×H×W"]),
    ([("x", ["None", "3", "None", "none"])], ["N×3×H×W"]),
    ([("x", ["unk__616", "unk__617", "unk__618", "3"])], ["N×H×W×3"]),
    ([("x", ["", " ", "-1", "-7"])], ["N×S×T×U"]),
    ([("x", ["unk__1", "?", "batch_of_images"])], ["N×S×T"]),
    ([("x", ["1", "1", "?", "?", "?"])], ["1×1×D×H×W"]),
    ([("x", ["3", "?", "?"])], ["3×H×W"]),
    ([("x", ["?", "80", "?"])], ["N×80×L"]),
    ([("x", ["?", "?"]), ("y", ["?", "?"])], ["N×L", "y_0×y_1"]),
    // Names that are free no longer, and inputs whose names can't be typed.
    ([("in.put:0", ["N", "3", "?", "H"])], ["N×3×in_put_0_2×H"]),
    ([("x", ["?", "?", "?", "?", "?", "?"])], ["N×x_1×x_2×x_3×x_4×x_5"]),
    (
      [("1", ["?", "C", "_1_2", "?"]), ("z", ["?", "C", "?", "N"])], ["_1_0×C×_1_2×W", "z_0×C×H×N"]
    ),
    // Names that say which stay one size.
    ([("x", ["batch", "3", "side", "side"])], ["batch×3×side×side"]),
    ([("x", ["batch_size", "3", "p2o.DynamicDimension.0", "W"])], ["N×3×H×W"]),
    ([("x", ["unk__1", "3", "H"]), ("y", ["sequence", "sequence"])], ["N×3×H", "N2×N2"]),
    // Formulas, and names that look like some.
    ([("x", ["1", "3", "16*H", "16*W"])], ["1×3×16·H×16·W"]),
    ([("x", ["N", "past_sequence_length + 1"])], ["N×(L + 1)"]),
    ([("x", ["N", "3", "2*height_of_image - 2", "floor(W/2)"])], ["N×3×(2·H - 2)×⌊W/2⌋"]),
    ([("x", ["N", "dim-0", "a-b", "H/2"])], ["N×`dim-0`×`a-b`×`H/2`"]),
    ([("x", ["a*b", "B×T", "C+1", "H^2"])], ["`a*b`×`B×T`×`C+1`×`H^2`"]),
    ([("x", ["N", "⌈H/2⌉", "2*(H + 1)", "H*W"])], ["N×`⌈H/2⌉`×(2·H + 2)×`H*W`"]),
    ([("x", ["N", "3", "a + b", "4*W"])], ["N×3×(a + b)×4·W"]),
  ])
  func names(_ inputs: [(String, [String])], _ expected: [String]) throws {
    let model = try ONNXModel(Self.model(inputs))
    #expect(model.inputs.map(\.shape.description) == expected)
    #expect(model.graph.nodes.suffix(inputs.count).count == inputs.count)
  }

  /// What is put in and promised is understood by the file's names and by those that stand for them.
  @Test(arguments: ["unk__617", "H"])
  func bothNamesAreUnderstood(name: String) throws {
    let file = Self.model([("x", ["unk__616", "3", "unk__617", "unk__618"])])
    let model = try ONNXModel(file)
    #expect(model.graph.sizeNames == ["N": "unk__616", "H": "unk__617", "W": "unk__618"])
    let given: Shape = [1, 3, .symbol(name), 8]
    let put = try ONNXModel(file, inputs: ["x": given])
    #expect(put.inputs.map(\.shape.description) == ["1×3×H×8"])
  }

  /// Names of shapes that are put in belong to whoever gives them.
  @Test func givenNamesAreKept() throws {
    let file = Self.model([("x", ["?", "?", "?"]), ("y", ["?", "?", "?"])])
    let given: Shape = [.symbol("N"), 4, .symbol("L")]
    let model = try ONNXModel(file, inputs: ["y": given])
    #expect(model.inputs.map(\.shape.description) == ["x_0×S×T", "N×4×L"])
  }
}
