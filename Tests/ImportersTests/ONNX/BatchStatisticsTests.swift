import RFKit
import TestSupport
import Testing

/// Batch normalization as in training, which PyTorch exports to standardise weights (Qiao et al. 2019).
@Suite struct BatchStatisticsTests {
  private func writer() -> ONNXFileWriter {
    var writer = ONNXFileWriter()
    writer.input("x", [2, 3, 8, 8])
    for (name, size) in [("scale", 8), ("shift", 8), ("mean", 8), ("variance", 8)] {
      writer.initializer(name, [size])
    }
    return writer
  }

  @Test func standardisedWeightsAreWeights() throws {
    var writer = writer()
    writer.initializer("w", [8, 3, 3, 3])
    writer.initializer("flat", [3], integers: [1, 8, -1])
    writer.initializer("whole", [4], integers: [8, 3, 3, 3])
    writer.node("Reshape", ["w", "flat"], ["rows"])
    writer.node(
      "BatchNormalization", ["rows", "scale", "shift", "mean", "variance"], ["even", "m", "v"],
      ["training_mode": .int(1)])
    writer.node("Reshape", ["even", "whole"], ["kernel"])
    writer.node("Conv", ["x", "kernel"], ["y"], name: "conv")
    writer.node("Add", ["y", "m_"], ["z"])
    writer.node("Unsqueeze", ["m", "axes"], ["m_"])
    writer.initializer("axes", [2], integers: [1, 2])
    writer.output("z")
    let report = try Graph(onnx: writer.bytes()).report()
    let conv = try #require(report["conv"])
    #expect(conv.kind == "conv" && conv.shape == .known([2, 8, 6, 6]))
    // With the gain of each kernel, and the shift.
    #expect(conv.parameters.value?.weights == 232)
    #expect(report.total.constants == 16)
    #expect(report.layers.last?.shape == .known([2, 8, 6, 6]))
    #expect(report.total.multiplyAccumulates == .known(Dim(2 * 8 * 36 * 27)))
  }

  @Test func ofDataEachUnitReadsItsChannelInTheWholeBatch() throws {
    var writer = writer()
    writer.initializer("w", [8, 3, 3, 3])
    writer.node("Conv", ["x", "w"], ["h"], name: "conv")
    writer.node(
      "BatchNormalization", ["h", "scale", "shift", "mean", "variance"], ["y", "m", "v"],
      name: "norm", ["training_mode": .int(1)])
    writer.output("y")
    writer.output("v")
    let report = try Graph(onnx: writer.bytes()).report()
    let norm = try #require(report["norm"])
    #expect(norm.shape == .known([2, 8, 6, 6]) && norm.field.isGlobal && !norm.isPointwise)
    #expect(norm.parameters.value?.normAffine == 16)
    let output = report.graph.outputs[1].value
    #expect(report.layers[output.node].outputs[output.output].shape == .known([8]))
    #expect(report.total.multiplyAccumulates == .known(Dim(2 * 8 * 36 * 27)))
  }
}
