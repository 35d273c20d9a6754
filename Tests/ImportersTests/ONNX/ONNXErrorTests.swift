import RFKit
import TestSupport
import Testing

/// Every message literally: what, where, both values, what to do.
@Suite struct ONNXErrorTests {
  @Test func messages() {
    for (name, bytes, expected) in Self.cases {
      do throws(ONNXError) {
        _ = try ONNXModel(bytes)
        Issue.record("\(name): it was read")
      } catch {
        #expect(error.description == expected, "\(name)")
      }
    }
  }

  /// A model of one node on a 1×3×8×8 input "x" with a weight "w" of 4×3×3×3, giving "y".
  private static func node(
    _ operation: String, _ inputs: [String], _ outputs: [String] = ["y"], opset: Int = 17,
    domain: String = "", with attributes: KeyValuePairs<String, ONNXFileWriter.Attribute> = [:]
  ) -> [UInt8] {
    var writer = ONNXFileWriter(opset: opset)
    writer.input("x", [1, 3, 8, 8])
    writer.initializer("w", [4, 3, 3, 3])
    writer.initializer("list", [2], integers: [0, 1])
    writer.initializer("none", [], integers: [0])
    writer.initializer("axis", [], integers: [7])
    writer.node(operation, inputs, outputs, name: "it", domain: domain, attributes)
    writer.output("y")
    return writer.bytes()
  }

  /// As above, with what layers hold in several sizes.
  private static func learned(_ operation: String, _ inputs: [String]) -> [UInt8] {
    model {
      $0.input("x", [1, 3, 8, 8])
      $0.initializer("w", [4, 3, 3, 3])
      $0.initializer("t", [3, 2, 3, 3])
      $0.initializer("three", [3])
      $0.initializer("four", [4])
      $0.initializer("eight", [8])
      $0.initializer("column", [4, 1])
      $0.initializer("slopes", [4, 1, 1])
      $0.node(operation, inputs, ["y"], name: "it")
      $0.output("y")
    }
  }

  private static func model(_ write: (inout ONNXFileWriter) -> Void) -> [UInt8] {
    var writer = ONNXFileWriter()
    write(&writer)
    return writer.bytes()
  }

  private static let cases: [(String, [UInt8], String)] = [
    (
      "axis of a sum", node("CumSum", ["x", "axis"]),
      "node 0 'it' (CumSum): there is no dimension 7 in 1×3×8×8; it has -4 to 3"
    ),
    (
      "stride of folds",
      model {
        $0.input("x", [1, 12, 30])
        $0.initializer("image", [2], integers: [7, 7])
        $0.initializer("block", [2], integers: [2, 3])
        $0.node("Col2Im", ["x", "image", "block"], ["y"], name: "it", ["strides": .ints([0, 1])])
        $0.output("y")
      }, "node 0 'it' (Col2Im): stride is 0, but must be at least 1"
    ),
    (
      "stride of unpooling",
      node(
        "MaxUnpool", ["x", "x"],
        with: [
          "kernel_shape": .ints([2, 2]), "strides": .ints([1, 0]),
        ]), "node 0 'it' (MaxUnpool): stride is 0, but must be at least 1"
    ),
    ("empty", [], "this is no ONNX file: it is empty"),
    ("text", Array("hello".utf8), "this is no ONNX file: byte 2: a group ends that did not begin"),
    (
      "a ZIP archive", Array("PK\u{3}\u{4}rest".utf8),
      "this is no ONNX file: it is a ZIP archive, as PyTorch and Keras save networks; export the network to ONNX"
    ),
    (
      "a pointer", Array("version https://git-lfs.github.com/spec/v1\n".utf8),
      "this is no ONNX file: it is a pointer of Git LFS in place of the file; 'git lfs pull' gets the file"
    ),
    ("a name and no more", [0x1a, 0x00], "this is no ONNX file: there is no graph in it"),
    (
      "a version and no more", [0x08, 0x08], "there is no graph in this file; is it an ONNX model?"
    ),
    ("cut number", [0x08, 0x80], "this is no ONNX file: byte 1: the file ends inside a number"),
    (
      "long number", [0x08] + [UInt8](repeating: 0xff, count: 11),
      "this is no ONNX file: byte 1: a number is longer than 10 bytes"
    ),
    (
      "field 0", [0x00, 0x00],
      "this is no ONNX file: byte 0: 0 is no field number; they go from 1 to 536,870,911"
    ),
    ("wire type 7", [0x0f], "this is no ONNX file: byte 0: wire type 7 does not exist"),
    (
      "lying length", [0x3a, 0x7f, 0x00],
      "this is no ONNX file: byte 1: a value is 127 bytes long, but only 1 are left"
    ),
    (
      "number as message", [0x38, 0x01],
      "this is no ONNX file: byte 0: field 7 is not written as the ONNX format says"
    ),
    ("loose group end", [0x7c], "this is no ONNX file: byte 0: a group ends that did not begin"),
    (
      "no operator set", [0x3a, 0x00],
      "the model doesn't say which operator set it uses (opset_import)"
    ),
    (
      "old operator set", node("Relu", ["x"], opset: 6),
      "the model uses operator set 6, but sets before 7 mean other things by the same names; "
        + "convert it with onnx.version_converter to 7 or later"
    ),
    ("no output", model { $0.input("x", [1]) }, "the graph has no output"),
    (
      "output of nothing", model { $0.output("y") },
      "'y': it reads 'y', which no node makes and which is neither an input nor an initializer"
    ),
    (
      "undefined", node("Relu", ["z"]),
      "node 0 'it' (Relu): it reads 'z', which no node makes and which is neither an input nor an "
        + "initializer"
    ),
    (
      "made twice", node("Relu", ["x"], ["x"]),
      "node 0 'it' (Relu): it makes 'x', which is the name of an input; names must differ"
    ),
    ("itself", node("Add", ["x", "y"]), "the value 'y' depends on itself"),
    ("no input", node("Relu", []), "node 0 'it' (Relu): input 0 is missing"),
    ("no weight", node("Conv", ["x"]), "node 0 'it' (Conv): input 1 is missing"),
    ("no axis", node("Concat", ["x", "x"]), "node 0 'it' (Concat): attribute 'axis' is missing"),
    (
      "kernel differs", node("Conv", ["x", "w"], with: ["kernel_shape": .ints([5, 5])]),
      "node 0 'it' (Conv): attribute 'kernel_shape': 5×5 is not the size of the weight, 3×3"
    ),
    (
      "kernel differs from a layer's that is written alike",
      model {
        $0.input("x", [1, 3, 8, 8])
        $0.initializer("w", [4, 3, 3, 3])
        $0.initializer("v", [4, 4, 1, 1])
        $0.node("Conv", ["x", "w"], ["z"], name: "one", ["kernel_shape": .ints([3, 3])])
        $0.node("Conv", ["z", "v"], ["y"], name: "two", ["kernel_shape": .ints([3, 3])])
        $0.output("y")
      },
      "node 1 'two' (Conv): attribute 'kernel_shape': 3×3 is not the size of the weight, 1×1"
    ),
    (
      "pads", node("Conv", ["x", "w"], with: ["pads": .ints([1, 1])]),
      "node 0 'it' (Conv): 'pads' has 2 entries, but 'kernel_shape (twice)' 4"
    ),
    (
      "strides", node("Conv", ["x", "w"], with: ["strides": .ints([1])]),
      "node 0 'it' (Conv): 'strides' has 1 entries, but 'kernel_shape' 2"
    ),
    (
      "bias of another length", learned("Conv", ["x", "w", "three"]),
      "node 0 'it' (Conv): the bias is 3, but must be 4, a number for each channel; give it that many"
    ),
    (
      "bias of two dimensions", learned("Conv", ["x", "w", "column"]),
      "node 0 'it' (Conv): the bias is 4×1, but must be 4, a number for each channel; give it that many"
    ),
    (
      "bias of a transposed convolution", learned("ConvTranspose", ["x", "t", "three"]),
      "node 0 'it' (ConvTranspose): the bias is 3, but must be 2, a number for each channel; give it "
        + "that many"
    ),
    (
      "shift of another length", learned("InstanceNormalization", ["x", "three", "four"]),
      "node 0 'it' (InstanceNormalization): the shift is 4, but must be 3, a number for each channel; "
        + "give it that many"
    ),
    (
      "variances of another length",
      learned("BatchNormalization", ["x", "three", "three", "three", "four"]),
      "node 0 'it' (BatchNormalization): the variance is 4, but must be 3, a number for each channel; "
        + "give it that many"
    ),
    (
      "scale of another length", learned("LayerNormalization", ["x", "three"]),
      "node 0 'it' (LayerNormalization): the scale is 3, which can't be spread over 1×3×8×8; give it "
        + "sizes that are 1 or the input's, counted from the last"
    ),
    (
      "bias of another length in a norm", learned("LayerNormalization", ["x", "eight", "three"]),
      "node 0 'it' (LayerNormalization): the bias is 3, which can't be spread over 1×3×8×8; give it "
        + "sizes that are 1 or the input's, counted from the last"
    ),
    (
      "slopes of other channels", learned("PRelu", ["x", "slopes"]),
      "node 0 'it' (PRelu): the slope is 4×1×1, which can't be spread over 1×3×8×8; give it sizes that "
        + "are 1 or the input's, counted from the last"
    ),
    (
      "auto_pad", node("Conv", ["x", "w"], with: ["auto_pad": .string("SOME")]),
      "node 0 'it' (Conv): attribute 'auto_pad': 'SOME' is no policy"
    ),
    (
      "no groups", node("Conv", ["x", "w"], with: ["group": .int(0)]),
      "node 0 'it' (Conv): groups is 0, but must be at least 1"
    ),
    (
      "no kernel", node("MaxPool", ["x"]),
      "node 0 'it' (MaxPool): attribute 'kernel_shape' is missing"
    ),
    (
      "pad mode", node("Pad", ["x"], with: ["pads": .ints([1, 1]), "mode": .string("sideways")]),
      "node 0 'it' (Pad): attribute 'mode': 'sideways' is no way to pad"
    ),
    (
      "step 0", node("Slice", ["x", "list", "list", "list", "list"]),
      "node 0 'it' (Slice): attribute 'steps': 0 is no step"
    ),
    (
      "starts without ends", node("Slice", ["x", "list"]),
      "node 0 'it' (Slice): input 2 is missing"
    ),
    (
      "a layer before that which asks for the shape",
      model {
        $0.input("x", [1, 2, 12, 10])
        $0.node(
          "AveragePool", ["x"], ["a"], ["kernel_shape": .ints([2, 2]), "strides": .ints([2, 2])])
        $0.node("Concat", ["x", "a"], ["c"], name: "the_clash", ["axis": .int(1)])
        $0.node("Relu", ["c"], ["d"], name: "between")
        $0.node("Shape", ["d"], ["s"], name: "innocent")
        $0.node("Reshape", ["d", "s"], ["y"], name: "after")
        $0.output("y")
      },
      "node 1 'the_clash' (Concat): 1×2×12×10 and 1×2×6×5 can't be joined along dimension 1: "
        + "dimension 2 is 12 in one and 6 in the other; resize or crop one of them"
    ),
    (
      "a setting without meaning",
      model {
        $0.input("x", [1, 2, 8, 8])
        $0.node("Relu", ["x"], ["r"])
        $0.node("Softmax", ["r"], ["s"], name: "fine", ["axis": .int(1)])
        $0.node("DepthToSpace", ["s"], ["y"], name: "/up/DepthToSpace", ["blocksize": .int(0)])
        $0.output("y")
      },
      "node 2 '/up/DepthToSpace' (DepthToSpace): factor is 0, but must be at least 1"
    ),
    (
      "steps of 0", node("Range", ["none", "none", "none"]),
      "node 0 'it' (Range): input 2: the step is 0, so that the range never ends"
    ),
    (
      "a type that there isn't", node("Cast", ["x"], with: ["to": .int(9999)]),
      "node 0 'it' (Cast): attribute 'to': 9999 is no type of elements; they go from 1 to 28"
    ),
    (
      "a type that there isn't, of constants", node("Cast", ["list"], with: ["to": .int(0)]),
      "node 0 'it' (Cast): attribute 'to': 0 is no type of elements; they go from 1 to 28"
    ),
    ("no type", node("Cast", ["x"]), "node 0 'it' (Cast): attribute 'to' is missing"),
    (
      "a weight of no type that there is",
      model {
        $0.initializer("w", [3], type: 99)
        $0.output("w")
      },
      "byte 12: 'w' is of type (data_type) 99, which isn't known; they go from 1 to 28"
    ),
    (
      "an input of no type that there is",
      model {
        $0.input("x", [3], type: 99)
        $0.output("x")
      },
      "'x': its type (elem_type) is 99, which isn't known; they go from 1 to 28"
    ),
    (
      "an output of no type that there is",
      model {
        $0.input("x", [3])
        $0.output("x", type: 29)
      },
      "'x': its type (elem_type) is 29, which isn't known; they go from 1 to 28"
    ),
    (
      "more outputs than a node may have",
      node("Split", ["x"], (0..<5000).map { $0 == 0 ? "y" : "o\($0)" }),
      "node 0 'it' (Split): outputs is 5000, but may be at most 4096"
    ),
    (
      "more outputs of what isn't followed",
      node("Split", ["x", "x"], (0..<5000).map { $0 == 0 ? "y" : "o\($0)" }),
      "node 0 'it' (Split): outputs is 5000, but may be at most 4096"
    ),
    ("value", node("Constant", []), "node 0 'it' (Constant): attribute 'value' is missing"),
  ]

  @Test func aConstantMayBeTheResult() throws {
    let graph = try Graph(
      onnx: Self.model {
        $0.initializer("w", [4, 3])
        $0.node("Shape", ["w"], ["s"])
        $0.output("s")
        $0.output("w")
      })
    #expect(graph.nodes.map(\.name) == ["s", "w"])
    #expect(try graph.report().layers.map(\.shape) == [.known([2]), .known([4, 3])])
  }

  @Test func inputsThatDoNotFit() throws {
    let file = Self.node("Relu", ["x"])
    func message(_ inputs: [String: Shape]) -> String? {
      do throws(ONNXError) {
        _ = try ONNXModel(file, inputs: inputs)
        return nil
      } catch { return error.description }
    }
    #expect(message(["": [1, 3, 9, 9]]) == nil)
    #expect(message(["x": [3, 9, 9]]) == nil)
    #expect(message(["z": [1]]) == "there is no input 'z'; the inputs are 'x'")
    #expect(message(["x": [1, 2]]) == "'x': 1×2 has 2 dimensions, but the file declares 4")
    #expect(message(["x": [2]]) == "'x': 2 has 1 dimension, but the file declares 4")
  }
}
