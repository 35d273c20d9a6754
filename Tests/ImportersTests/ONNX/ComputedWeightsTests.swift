import RFKit
import TestSupport
import Testing

/// Convolutions whose weights the network computes: modulated, made by another network, one for each sample.
@Suite struct ComputedWeightsTests {
  /// A style scales the weights' input channels.
  private func modulated(_ operation: String, bias: String? = nil) -> [UInt8] {
    var writer = ONNXFileWriter()
    writer.input("x", [1, 4, 16, 16])
    writer.input("style", [1, 4])
    let isTransposed = operation == "ConvTranspose"
    writer.initializer("w", isTransposed ? [4, 8, 3, 3] : [8, 4, 3, 3])
    writer.initializer("shape", [4], integers: isTransposed ? [4, 1, 1, 1] : [1, 4, 1, 1])
    writer.node("Reshape", ["style", "shape"], ["s"])
    writer.node("Mul", ["w", "s"], ["wm"])
    var inputs = ["x", "wm"]
    switch bias {
    case "stored":
      writer.initializer("b", [8])
      inputs.append("b")
    case "computed":
      writer.initializer("to", [4, 8])
      writer.initializer("row", [1], integers: [8])
      writer.node("MatMul", ["style", "to"], ["m"])
      writer.node("Reshape", ["m", "row"], ["b"])
      inputs.append("b")
    default: break
    }
    writer.node(operation, inputs, ["y"], ["pads": .ints([1, 1, 1, 1])])
    writer.output("y")
    return writer.bytes()
  }

  @Test(arguments: ["Conv", "ConvTranspose"], [nil, "stored", "computed"])
  func isAConvolution(_ operation: String, _ bias: String?) throws {
    let report = try Graph(onnx: modulated(operation, bias: bias)).report()
    let layer = try #require(report["y"])
    #expect(layer.shape == .known([1, 8, 16, 16]))
    let extra = bias == "computed" ? 32 : 0
    #expect(report.total.multiplyAccumulates == .known(Dim(73_728 + extra)))
    #expect(report.total.parameters == .known(Dim(288 + extra + (bias == "stored" ? 8 : 0))))
    #expect(layer.field.axes.map { $0.local?.value?.size } == [.known(3...3), .known(3...3)])
    // The style has no axes, but all of the output depends on it.
    #expect(layer.outputs[0].fields[1].isReached && layer.outputs[0].fields[1].axes.isEmpty)
    #expect(try report.verify(.full).holds)
  }

  /// Filters made of the image itself: all of it through them, its neighbourhood besides.
  @Test func weightsOfTheImage() throws {
    var writer = ONNXFileWriter()
    writer.input("x", [1, 4, 12, 10])
    writer.initializer("to", [4, 4 * 2 * 9])
    writer.initializer("flat", [2], integers: [1, 4])
    writer.initializer("filters", [4], integers: [8, 1, 3, 3])
    writer.node("GlobalAveragePool", ["x"], ["mean"])
    writer.node("Reshape", ["mean", "flat"], ["f"])
    writer.node("MatMul", ["f", "to"], ["made"])
    writer.node("Reshape", ["made", "filters"], ["w"])
    writer.node("Conv", ["x", "w"], ["y"], ["group": .int(4), "pads": .ints([1, 1, 1, 1])])
    writer.output("y")
    let report = try Graph(onnx: writer.bytes()).report()
    let layer = try #require(report["y"])
    #expect(layer.field.axes.allSatisfy { $0.isGlobal && $0.local?.value?.size == .known(3...3) })
    #expect(report.total.multiplyAccumulates == .known(Dim(8 * 120 * 9 + 288)))
    #expect(report.total.parameters == 288)
    #expect(try report.verify(.full).holds)
  }

  /// A filter for each sample, samples as groups: how many is open, and the filters say it.
  @Test func filtersOfOpenSamples() throws {
    let image = GraphBuilder("samples").input(.symbol("C"), 9, 9)
    let weight = image.builder.input([.symbol("M"), .symbol("C"), 3, 3], named: "weight")
    let report = try image.builder.build(
      output: image.conv(by: weight, kernel: 3, named: "y")
    ).report()
    #expect(report["y"]?.shape.description == "1×M×7×7")
    #expect(report["y"]?.work.value?.multiplyAccumulates.description == "441·C·M")
  }

  @Test func weightsThatDoNotFit() throws {
    for (shape, isTransposed, needed) in [
      ([8, 3, 3, 3], false, "8×4×3×3"), ([8, 4, 3, 5], false, "8×4×3×3"),
      ([8, 4, 3, 3], true, "4×4×3×3"),
    ] as [(Shape, Bool, String)] {
      let builder = GraphBuilder("unfit")
      let (image, weight) = (builder.input(4, 9, 9), builder.input(shape, named: "weight"))
      let value =
        isTransposed
        ? image.transposedConv(by: weight, kernel: 3, named: "y")
        : image.conv(by: weight, kernel: 3, named: "y")
      let error = #expect(throws: Diagnostic.self) { try builder.build(output: value).report() }
      #expect(
        error?.description
          == "y (\(isTransposed ? "transposed conv" : "conv")): the weight that is read is \(shape); "
          + "input, kernel, groups and output channels need \(needed)")
    }
  }
}
