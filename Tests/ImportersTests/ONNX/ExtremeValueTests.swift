import RFKit
import TestSupport
import Testing

/// Settings and constants of any size: an error or an answer, never a trap.
@Suite struct ExtremeValueTests {
  private static let numbers = [
    Int.min, -(1 << 62), -65, -4, -1, 0, 1, 2, 3, 9, 65, 1 << 31, 1 << 62, Int.max,
  ]

  private static let operators = """
    Abs Acos Acosh Add And ArgMax ArgMin Asin Asinh Atan Atanh Attention AveragePool
    BatchNormalization Cast CastLike Ceil Celu CenterCropPad Clip Col2Im Concat Constant
    ConstantOfShape Conv ConvTranspose Cos Cosh DeformConv DepthToSpace Div Dropout Einsum Elu
    Equal Erf Exp Expand EyeLike Flatten Floor Gather GatherElements GatherND Gelu Gemm
    GlobalAveragePool GlobalLpPool GlobalMaxPool Greater GreaterOrEqual GridSample
    GroupNormalization HardSigmoid HardSwish Identity InstanceNormalization IsInf IsNaN LRN
    LayerNormalization LeakyRelu Less LessOrEqual Log LogSoftmax LpPool MatMul Max MaxPool
    MaxUnpool Mean Min Mish Mod Mul Neg Not OneHot Or PRelu Pad Pow RMSNormalization Range
    Reciprocal ReduceL1 ReduceL2 ReduceLogSum ReduceLogSumExp ReduceMax ReduceMean ReduceMin
    ReduceProd ReduceSum ReduceSumSquare Relu Reshape Resize RoiAlign Round Selu Shape Shrink
    Sigmoid Sign Sin Sinh Size Slice Softmax Softplus Softsign SpaceToDepth Split Sqrt Squeeze
    Sub Sum Swish Tan Tanh ThresholdedRelu Tile TopK Transpose Unsqueeze Upsample Where Xor
    """.split { $0 == " " || $0 == "\n" }.map(String.init)

  /// Reads and analyses; what it comes to is no matter here.
  private func read(_ writer: ONNXFileWriter) -> String {
    do {
      let report = try Graph(onnx: writer.bytes()).report(.init(allowsOpaque: true))
      return "\(report.layers.count)"
    } catch { return "\(error)" }
  }

  @Test func everyOperatorWithExtremeSettings() throws {
    var random = SplitMix64(seed: 11)
    var refused = 0
    for operation in Self.operators {
      for round in 0..<24 {
        var writer = ONNXFileWriter(opset: [9, 12, 17, 21][round % 4])
        writer.input("x", [1, 4, 6, 6])
        writer.input("z", [3])
        writer.initializer("c", [2, 3, 4], integers: Array(0..<24))
        writer.initializer("n", [1], integers: numbers(1, &random))
        writer.initializer("m", [4], integers: numbers(4, &random))
        let first = ["x", "c", "n", "m", "z"][round % 5]
        let others = (0..<random.pick(0...4)).map { _ in
          random.oneOf("x", "z", "c", "n", "m", "")
        }
        var attributes: [(key: String, value: ONNXFileWriter.Attribute)] = []
        for setting in Self.settings where random.oneIn(3) {
          let list = numbers(random.pick(0...5), &random)
          attributes.append((setting, list.count == 1 ? .int(list[0]) : .ints(list)))
        }
        writer.node(operation, [first] + others, ["y", "y2", "y3"], name: "node", attributes)
        writer.output("y")
        if Int(read(writer)) == nil { refused += 1 }
      }
    }
    let files = Self.operators.count * 24
    print("ONNX files with extreme settings: \(files - refused) read, \(refused) refused, no trap")
    #expect(files > 3000 && refused > 0 && refused < files)
  }

  private func numbers(_ count: Int, _ random: inout SplitMix64) -> [Int] {
    (0..<count).map { _ in Self.numbers[random.below(Self.numbers.count)] }
  }

  private static let settings = [
    "axis", "axes", "perm", "pads", "strides", "dilations", "kernel_shape", "group", "split",
    "num_outputs", "blocksize", "size", "starts", "ends", "output_padding", "output_shape",
    "num_groups", "q_num_heads", "kv_num_heads", "keepdims", "allowzero", "shape", "to", "k",
    "ceil_mode", "p", "batch_dims", "start", "end", "value_int", "value_ints",
  ]

  /// What these say, and that they say it.
  @Test func whatUsedToTrap() {
    var norm = ONNXFileWriter()
    norm.input("x", [1, 4, 6, 6])
    norm.initializer("scale", [6])
    norm.node("LayerNormalization", ["x", "scale"], ["y", "mean"], name: "n", ["axis": .int(9)])
    norm.output("y")
    #expect(
      read(norm)
        == "node 0 'n' (LayerNormalization): there is no dimension 9 in 1×4×6×6; it has -4 to 3")
    var turned = ONNXFileWriter()
    turned.input("x", [1, 4])
    turned.initializer("c", [2, 3])
    turned.node("Transpose", ["c"], ["t"], name: "n", ["perm": .ints([5])])
    turned.node("Add", ["x", "t"], ["y"])
    turned.output("y")
    #expect(
      read(turned)
        == "node 0 'n' (Transpose): 5 is not an order of the 1 dimension from 0; name each once")
  }

  @Test func rangesOfAllSizes() throws {
    for (start, end, step, count) in [
      (2, 9, 3, 3), (9, 2, -3, 3), (0, 6, 2, 3), (Int.max - 1, Int.max, 10, 1),
      (Int.min, Int.min + 2, 1, 2), (0, Int.min, -1, nil), (0, 5, 0, nil),
      (Int.min, Int.max, 1, nil), (0, Int.max, 1, Int.max),
    ] as [(Int, Int, Int, Int?)] {
      var range = ONNXFileWriter()
      range.input("x", [1, 1])
      for (name, value) in [("a", start), ("b", end), ("c", step)] {
        range.initializer(name, [], integers: [value])
      }
      range.node("Range", ["a", "b", "c"], ["r"])
      range.node("Add", ["x", "r"], ["y"])
      range.output("y")
      // Where there are too many, it is an error or unknown.
      let report = try? Graph(onnx: range.bytes()).report(.init(allowsOpaque: true))
      let output = report?.layers.last?.shape.value
      #expect(output == count.map { [1, Dim($0)] }, "\(start) to \(end) by \(step)")
    }
  }
}
