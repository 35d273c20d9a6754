import Foundation
import RFKit
import TestSupport
import Testing

/// Where an initializer stands, what it holds and what it is called tell whether it is learned.
@Suite struct LearnedTensorsTests {
  private func total(
    producer: String = "", _ write: (inout ONNXFileWriter) -> Void
  ) throws -> (Totals, Report) {
    var writer = ONNXFileWriter(opset: 17, producer: producer)
    writer.input("x", [1, 4, 6, 6])
    write(&writer)
    writer.output("y")
    let report = try Graph(onnx: writer.bytes()).report()
    return (report.total, report)
  }

  /// The only tensor of whose evidence a report tells.
  private func evidence(_ report: Report) -> StoredTensor.Evidence? {
    let all = report.layers.flatMap(\.tensors) + report.graph.looseTensors
    return all.count == 1 ? all[0].evidence : nil
  }

  /// Irregular numbers, as are learned.
  private static func learned(_ count: Int) -> [Float] {
    (0..<count).map { Float($0 * $0 % 17) * 0.37 - 1.3 }
  }

  /// One tensor that is added to data of 4×6×6, or multiplied with it.
  @Test(arguments: [
    ("block.0.gamma", [4, 1, 1], StoredTensor.Evidence.name),
    ("block.0.pos", [1, 4, 6, 6], .name), ("skip.gain", [], .name),
    ("pos_embed", [1, 4, 6, 6], .word),
    ("logit_scale", [], .word), ("linear_0.w_0", [4, 1, 1], .name),
    ("model/bn/gamma/read:0", [4, 1, 1], .word),
    ("StatefulPartitionedCall/net/bn/ReadVariableOp:0", [4, 1, 1], .word),
    ("onnx::Mul_19", [4, 1, 1], .shape), ("g", [1, 4, 1, 1], .shape), ("val_7", [6], .shape),
    ("onnx::Add_20", [1, 4, 6, 6], .exporterName), ("val_66", [1], .single),
    ("clamp_2", [], .single),
    ("scalar_tensor_default", [], .single), ("lifted_tensor_0", [4, 6, 6], .exporterName),
    ("model/mul/y:0", [], .single), ("xs", [1, 4, 6, 6], .nothing),
    ("layers.0.attn_mask", [1, 1, 6, 6], .bufferName), ("anchor_grid", [1, 1, 6, 6], .bufferName),
    ("rope.pos_embed", [6, 6], .bufferName), ("mask_token", [4, 1, 1], .word),
    ("attn_scale", [], .single), ("block.attn.scale", [], .single), ("block.act.scale", [], .name),
    ("block.attn.logit_scale", [], .name), ("block.attn.scale", [4, 1, 1], .name),
    ("img_mean", [4, 1, 1], .bufferName), ("norm_mean", [4, 1, 1], .bufferName),
    ("bn.running_std", [4, 1, 1], .bufferName),
    ("attn.relative_position_index", [6, 6], .bufferName),
    // The last of three may be places as well as channels.
    ("onnx::Mul_21", [1, 1, 6], .exporterName),
  ])
  func operands(_ name: String, _ sizes: [Int], _ expected: StoredTensor.Evidence) throws {
    for operation in ["Add", "Mul"] {
      let (total, report) = try total {
        $0.initializer(name, sizes, floats: Self.learned(sizes.reduce(1, *)))
        $0.node(operation, ["x", name], ["y"])
      }
      let count = Dim(sizes.reduce(1, *))
      #expect(evidence(report) == expected, "\(name)")
      #expect(total.parameters == .known(expected.kind == .learned ? count : 0), "\(name)")
      #expect(total.constants == .known(expected.kind == .learned ? 0 : count), "\(name)")
    }
  }

  /// Divided by, or compared with, the same shape says nothing; PyTorch's own names do.
  @Test(arguments: [
    ("Div", "onnx::Div_3", "pytorch", StoredTensor.Evidence.exporterName),
    ("Sub", "mean", "pytorch", .bufferName), ("Div", "s", "pytorch", .name),
    // What an exporter computed beforehand has the name that the operation's result would have.
    ("Sub", "conv2d_1", "pytorch", .exporterName),
    ("Div", "s", "", .nothing),
    ("Sub", "head.centroids", "", .name),
  ])
  func otherOperands(
    _ operation: String, _ name: String, _ producer: String, _ expected: StoredTensor.Evidence
  ) throws {
    let (_, report) = try total(producer: producer) {
      $0.initializer(name, [4, 1, 1], floats: Self.learned(4))
      $0.node(operation, ["x", name], ["y"])
    }
    #expect(evidence(report) == expected)
  }

  /// Slopes are spread like any operand; those of other axes than the channels are counted all the same.
  @Test(arguments: [
    ([1], 1), ([4, 1, 1], 4), ([1, 4, 1, 1], 4), ([1, 1, 1, 1], 1), ([6], 6), ([4, 6, 6], 144),
  ])
  func slopes(_ sizes: [Int], _ expected: Int) throws {
    let (total, _) = try total {
      $0.initializer("slope", sizes, floats: Self.learned(expected))
      $0.node("PRelu", ["x", "slope"], ["y"])
    }
    #expect(total.parameters == .known(Dim(expected)))
    #expect(total.multiplyAccumulates == 0)
  }

  /// Values that nobody learns, whatever they are called.
  @Test func madeUpValues() throws {
    let rows: [Float] = (0..<36).map { Float($0 / 6) / 5 }
    let both: [Float] = (0..<36).map { Float($0 / 6) * 0.25 + Float($0 % 6) * 0.1 }
    let mask: [Float] = (0..<36).map { $0 % 5 == 0 ? -.infinity : 0 }
    // Centres of cells across and down, one after the other; sines and cosines of positions.
    let across: [Float] = (0..<36).map { Float($0 % 6) + 0.5 }
    let sines: [Float] = (0..<36).map { index in
      let angle = Float(index / 6) / Float([1, 1, 20, 20, 400, 400][index % 6])
      return index % 2 == 0 ? Float(sin(Double(angle))) : Float(cos(Double(angle)))
    }
    for values in [rows, both, mask, (0..<36).map { Float($0 % 2) }, across, sines] {
      let (total, report) = try total {
        $0.initializer("net.a", [1, 1, 6, 6], floats: values)
        $0.node("Add", ["x", "net.a"], ["y"])
      }
      #expect(evidence(report) == .values && total.constants == 36)
    }
    // A fresh parameter is all zeros or all ones.
    for value: Float in [0, 1] {
      let (total, _) = try total {
        $0.initializer("net.a", [1, 1, 6, 6], floats: Array(repeating: value, count: 36))
        $0.node("Add", ["x", "net.a"], ["y"])
      }
      #expect(total.parameters == 36)
    }
  }

  /// A grid written in one row, and the strides of its cells.
  @Test func rowsOfCells() throws {
    let across: [Float] = (0..<36).map { Float($0 % 6) / 6 + 0.1 }
    let down: [Float] = (0..<36).map { Float($0 / 6) / 6 + 0.1 }
    for (name, values) in [
      ("net.a", across), ("net.a", down), ("onnx::Mul_3", Array(repeating: 8, count: 36)),
    ] {
      let (total, report) = try total {
        $0.initializer("sizes", [3], integers: [1, 4, 36])
        $0.initializer(name, [1, 36], floats: values)
        $0.node("Reshape", ["x", "sizes"], ["r"])
        $0.node("Mul", ["r", name], ["y"])
      }
      #expect(evidence(report) == .values && total.constants == 36)
    }
  }

  /// Sines and cosines half a row apart, and angles that aren't those of one table.
  @Test func sinusoids() throws {
    let halves: [Float] = (0..<48).map { index in
      let angle = Double(index / 8) / [1.0, 10, 100, 1000][index % 4]
      return Float(index % 8 < 4 ? sin(angle) : cos(angle))
    }
    for (values, expected) in [(halves, 0), (halves.map { $0 * 1.1 }, 48)] {
      let (total, _) = try total {
        $0.input("places", [1, 3], type: 7)
        $0.initializer("pe", [1, 6, 8], floats: values)
        $0.node("Gather", ["pe", "places"], ["y"], ["axis": .int(1)])
      }
      #expect(total.parameters == .known(Dim(expected)))
      #expect(total.constants == .known(Dim(48 - expected)))
    }
  }

  /// Behind a norm that has no scale and shift, the newer exporter multiplies by ones and adds zeros.
  @Test(arguments: [(Float(1), Float(0), 0), (1.1, 0.2, 8)])
  func normsOfGroups(_ scale: Float, _ shift: Float, _ expected: Int) throws {
    for (name, learned) in [("val_26", expected), ("norm.weight", 8)] {
      let (total, _) = try total {
        $0.initializer("groups", [3], integers: [1, 2, 72])
        $0.initializer("sizes", [4], integers: [1, 4, 6, 6])
        $0.node("Constant", [], ["one"], ["value": .floats([2], [1, 1])])
        $0.node("Constant", [], ["zero"], ["value": .floats([2], [0, 0])])
        $0.initializer(name, [4, 1, 1], floats: Array(repeating: scale, count: 4))
        $0.initializer(
          name == "val_26" ? "val_28" : "norm.bias", [4, 1, 1],
          floats: Array(repeating: shift, count: 4))
        $0.node("Reshape", ["x", "groups"], ["r"])
        $0.node("InstanceNormalization", ["r", "one", "zero"], ["n"])
        $0.node("Reshape", ["n", "sizes"], ["s"])
        $0.node("Mul", ["s", name], ["m"])
        $0.node("Add", ["m", name == "val_26" ? "val_28" : "norm.bias"], ["y"])
      }
      #expect(total.parameters == .known(Dim(learned)))
    }
    // Elsewhere ones may be a scale that is fresh.
    let (fresh, _) = try total {
      $0.initializer("val_26", [4, 1, 1], floats: [1, 1, 1, 1])
      $0.node("Mul", ["x", "val_26"], ["y"])
    }
    #expect(fresh.parameters == 4)
  }

  /// A token that is joined to others is a row of channels, where an operand like it may be one of places.
  @Test func tokens() throws {
    let (total, report) = try total {
      $0.initializer("sizes", [3], integers: [1, 4, 36])
      $0.initializer("val_3", [1, 1, 36], floats: Self.learned(36))
      $0.node("Reshape", ["x", "sizes"], ["r"])
      $0.node("Concat", ["val_3", "r"], ["y"], ["axis": .int(1)])
    }
    #expect(evidence(report) == .shape && total.parameters == 36)
  }

  /// Ones and zeros in a norm are the exporter's, unless their names say otherwise.
  @Test(arguments: [
    ("one", "zero", Float(1), Float(0), 0), ("n.weight", "n.bias", 1, 0, 8),
    ("s", "b", 0.9, 0.1, 8),
    ("gamma", "zero", 1, 0, 4),
  ])
  func norms(_ scale: String, _ shift: String, _ a: Float, _ b: Float, _ expected: Int) throws {
    let (total, report) = try total {
      $0.initializer(scale, [4], floats: Array(repeating: a, count: 4))
      $0.initializer(shift, [4], floats: Array(repeating: b, count: 4))
      $0.node("InstanceNormalization", ["x", scale, shift], ["y"], name: "norm")
    }
    #expect(total.parameters == .known(Dim(expected)))
    #expect(report["norm"]?.parameters.value?.normAffine == Dim(expected))
    #expect(total.constants == .known(Dim(8 - expected)))
  }

  /// A scale for all that is normalised is one number, not one for each.
  @Test func broadcastScales() throws {
    for (sizes, expected) in [([1], 1), ([6], 6), ([1, 6], 6)] {
      let (total, _) = try total {
        $0.initializer("n.weight", sizes)
        $0.node("LayerNormalization", ["x", "n.weight"], ["y"], ["axis": .int(-1)])
      }
      #expect(total.parameters == .known(Dim(expected)), "\(sizes)")
    }
  }

  /// An initializer counts once and whole, however many parts or uses it has.
  @Test func onceAndWhole() throws {
    let (split, report) = try total {
      $0.initializer("w", [12, 4, 1, 1])
      $0.initializer("b", [4])
      $0.node("Split", ["w"], ["q", "k", "v"], ["axis": .int(0)])
      $0.node("Identity", ["b"], ["b2"])
      $0.node("Conv", ["x", "q", "b"], ["1"], name: "first")
      $0.node("Conv", ["1", "k", "b2"], ["2"], name: "second")
      $0.node("Conv", ["2", "v"], ["y"], name: "third")
    }
    #expect(split.parameters == 52)
    #expect(report["first"]?.parameters.value == ParameterCounts(weights: 48, biases: 4))
    #expect(report["second"]?.parameters == .known(.zero))
    #expect(report["third"]?.parameters == .known(.zero))
    // A table that is gathered from, and a factor of a product.
    let (tied, _) = try total {
      $0.initializer("table", [10, 6])
      $0.initializer("places", [1, 3], integers: [1, 2, 3])
      $0.node("Transpose", ["table"], ["t"])
      $0.node("Gather", ["table", "places"], ["g"])
      $0.node("Add", ["x", "h"], ["s"])
      $0.node("ReduceMean", ["g"], ["h"], ["axes": .ints([0, 1]), "keepdims": .int(0)])
      $0.node("MatMul", ["s", "t"], ["y"])
    }
    #expect(tied.parameters == 60)
    // As a bias here and as a summand there.
    let (both, _) = try total {
      $0.initializer("w", [4, 4, 1, 1])
      $0.initializer("c.bias", [4])
      $0.initializer("sizes", [3], integers: [4, 1, 1])
      $0.node("Conv", ["x", "w", "c.bias"], ["1"])
      $0.node("Reshape", ["c.bias", "sizes"], ["column"])
      $0.node("Add", ["1", "column"], ["y"])
    }
    #expect(both.parameters == 20)
  }

  /// Standardised weights with a gain: the scale by which it is multiplied is none.
  @Test func gains() throws {
    let (total, _) = try total {
      $0.initializer("c.weight", [8, 4, 3, 3])
      $0.initializer("c.gain", [8, 1, 1, 1], floats: Self.learned(8))
      $0.node("Constant", [], ["fan"], ["value": .floats([], [0.125])])
      $0.node("ReduceMean", ["c.weight"], ["mean"], ["axes": .ints([1, 2, 3])])
      $0.node("Sub", ["c.weight", "mean"], ["centred"])
      $0.node("Mul", ["c.gain", "fan"], ["gain"])
      $0.node("Mul", ["centred", "gain"], ["kernel"])
      $0.node("Conv", ["x", "kernel"], ["y"], name: "conv")
    }
    #expect(total.parameters == 296 && total.constants == 1)
    #expect(total.multiplyAccumulates == .known(Dim(8 * 16 * 36)))
  }

  /// The same filter for all channels is blurring.
  @Test func filters() throws {
    let blur: [Float] = [1, 2, 1, 2, 4, 2, 1, 2, 1]
    for (values, expected) in [
      ((0..<4).flatMap { _ in blur }, 0), (Self.learned(36), 36),
      (Array(repeating: 0, count: 36), 36),
    ] {
      let (total, _) = try total {
        $0.initializer("f", [4, 1, 3, 3], floats: values)
        $0.node("Conv", ["x", "f"], ["y"], ["group": .int(4)])
      }
      #expect(total.parameters == .known(Dim(expected)))
      #expect(total.multiplyAccumulates == .known(Dim(4 * 9 * 16)))
    }
  }

  /// A layer on constants runs where data meets it; what prepares weights doesn't.
  @Test func layersOnConstants() throws {
    let (run, report) = try total {
      $0.node("Constant", [], ["grid"], ["value": .floats([1, 2, 6, 6], Self.learned(72))])
      $0.initializer("w", [4, 2, 1, 1])
      $0.initializer("s", [4])
      $0.initializer("b", [4])
      $0.node("Conv", ["grid", "w"], ["e"], name: "embed")
      $0.node("InstanceNormalization", ["e", "s", "b"], ["n"], name: "norm")
      $0.node("Relu", ["n"], ["r"], name: "relu")
      $0.node("Add", ["x", "r"], ["y"], name: "sum")
    }
    #expect(run.multiplyAccumulates == .known(Dim(36 * 8)))
    #expect(run.parameters == 16 && run.constants == 72)
    #expect(report["embed"]?.shape == .known([1, 4, 6, 6]))
    #expect(report["relu"]?.kind == "relu")
    #expect(report["sum"]?.field.isReached == true && report["relu"]?.field.isReached == false)
    // A product of constants that no data meets is a weight in the making.
    let (made, _) = try total {
      $0.initializer("a", [4, 2])
      $0.initializer("b", [2, 4])
      $0.initializer("sizes", [4], integers: [4, 4, 1, 1])
      $0.node("MatMul", ["a", "b"], ["ab"])
      $0.node("Reshape", ["ab", "sizes"], ["w"])
      $0.node("Conv", ["x", "w"], ["y"])
    }
    #expect(made.multiplyAccumulates == .known(Dim(36 * 16)))
    #expect(made.parameters == 16)
  }

  /// What prepares the weight of a product doesn't run: factors of low rank, alone or added to a weight.
  @Test func productsOfPreparedWeights() throws {
    for (isAdded, expected) in [(false, 20), (true, 44)] {
      let (total, report) = try total {
        $0.initializer("a", [6, 2], floats: Self.learned(12))
        $0.initializer("b", [2, 4], floats: Self.learned(8))
        $0.initializer("w", [6, 4], floats: Self.learned(24))
        $0.node("MatMul", ["a", "b"], ["ab"])
        $0.node("Add", ["w", "ab"], ["sum"])
        $0.node("MatMul", ["x", isAdded ? "sum" : "ab"], ["y"])
      }
      #expect(total.parameters == .known(Dim(expected)))
      #expect(total.multiplyAccumulates == .known(Dim(24 * 24)))
      #expect(report.layers.map(\.kind) == ["input", "linear"])
    }
  }

  /// Types of values and of weights are those of the file; a word for all overrides them.
  @Test func types() throws {
    var writer = ONNXFileWriter()
    writer.input("x", [1, 4, 6, 6], type: 10)
    writer.initializer("w", [4, 4, 1, 1], type: 10)
    writer.initializer("s", [4], type: 1, raw: nil)
    writer.initializer("b", [4], type: 1, raw: nil)
    writer.node("Conv", ["x", "w"], ["c"])
    writer.node("Relu", ["c"], ["r"])
    writer.node("Cast", ["r"], ["wide"], ["to": .int(1)])
    writer.node("InstanceNormalization", ["wide", "s", "b"], ["n"])
    writer.node("Greater", ["n", "wide"], ["y"])
    writer.output("y")
    let graph = try Graph(onnx: writer.bytes())
    let report = try graph.report()
    #expect(report.elementType == .float16)
    #expect(report.total.parameterBytes == .known(Dim(16 * 2 + 8 * 4)))
    #expect(report.layers.map(\.activationBytes) == [288, 288, 288, 576, 576, 144])
    let all = try graph.report(.init(elementType: .int8)).total
    #expect(all.parameterBytes == 24 && all.activationBytes == .known(Dim(6 * 144)))
  }

  /// Weights in 8 bits are weights; their scales are not learned.
  @Test func dequantizedWeights() throws {
    let (total, report) = try total {
      $0.initializer("q", [4, 4, 3, 3], type: 3)
      $0.initializer("s", [4], floats: [0.1, 0.2, 0.3, 0.4])
      $0.initializer("z", [4], type: 3)
      $0.node("DequantizeLinear", ["q", "s", "z"], ["w"], ["axis": .int(0)])
      $0.node("Conv", ["x", "w"], ["y"], name: "conv")
    }
    #expect(total.parameters == 144 && total.constants == 4)
    #expect(total.parameterBytes == 144)
    #expect(report["conv"]?.tensors.map(\.evidence) == [.quantization])
  }

  /// Whole numbers that stand for real ones are learned where those would be: gathered from, moved first,
  /// multiplied.
  @Test func dequantizedElsewhere() throws {
    let (table, _) = try total {
      $0.initializer("q", [10, 4], type: 3)
      $0.input("places", [2], type: 7)
      $0.initializer("s", [], floats: [0.1])
      $0.node("DequantizeLinear", ["q", "s"], ["t"])
      $0.node("Gather", ["t", "places"], ["y"])
    }
    #expect(table.parameters == 40 && table.constants == 1 && table.parameterBytes == 40)
    let (moved, _) = try total {
      $0.initializer("q", [3, 3, 4, 4], type: 3)
      $0.initializer("s", [], floats: [0.1])
      $0.node("Transpose", ["q"], ["t"], ["perm": .ints([3, 2, 0, 1])])
      $0.node("DequantizeLinear", ["t", "s"], ["w"])
      $0.node("Conv", ["x", "w"], ["y"])
    }
    #expect(moved.parameters == 144 && moved.constants == 1)
    let (scaled, _) = try total {
      $0.initializer("gamma", [4, 1, 1], type: 3)
      $0.initializer("s", [], floats: [0.1])
      $0.node("DequantizeLinear", ["gamma", "s"], ["g"])
      $0.node("Mul", ["g", "x"], ["y"])
    }
    #expect(scaled.parameters == 4 && scaled.constants == 1)
    // Whole numbers that nothing dequantises are none of the numbers counted.
    let (plain, _) = try total {
      $0.input("places", [2], type: 7)
      $0.initializer("q", [10, 4], type: 3)
      $0.node("Gather", ["q", "places"], ["y"])
    }
    #expect(plain.parameters == 0 && plain.constants == 0)
  }

  /// Parts of a split that went through a sequence, as one exporter writes them.
  @Test func sequences() throws {
    let (_, report) = try total {
      $0.initializer("sizes", [2], integers: [1, 3])
      $0.initializer("last", [], integers: [-1])
      $0.node("SplitToSequence", ["x", "sizes"], ["parts"], ["axis": .int(1)])
      $0.node("SequenceAt", ["parts", "last"], ["y"])
    }
    let output = report.graph.outputs[0].value
    #expect(report.layers[output.node].outputs[output.output].shape == .known([1, 3, 6, 6]))
  }

  /// Where a shape depends on open sizes in a way that nobody can tell, what the file stores is known.
  @Test func whereShapesAreUnknown() throws {
    var writer = ONNXFileWriter(producer: "pytorch")
    writer.input("x", named: ["N", "3", "H", "W"])
    for (name, number) in [("rest", -1), ("seven", 7), ("one", 1), ("two", 2)] {
      writer.initializer(name, [1], integers: [number])
    }
    writer.initializer("w", [4, 7, 1, 1])
    writer.initializer("b", [4])
    writer.node("Shape", ["x"], ["shape"])
    writer.node("Gather", ["shape", "two"], ["rows"])
    writer.node("Add", ["rows", "one"], ["more"])
    writer.node("Concat", ["rest", "seven", "more", "one"], ["sizes"], ["axis": .int(0)])
    writer.node("Reshape", ["x", "sizes"], ["cut"])
    writer.node("Conv", ["cut", "w", "b"], ["conv"])
    writer.node("Relu", ["conv"], ["y"])
    writer.output("y")
    let report = try Graph(onnx: writer.bytes()).report()
    #expect(report["y"]?.shape.value == nil)
    #expect(report.total.parameters == .known(32))
  }
}
