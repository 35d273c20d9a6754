import RFKit
import TestSupport
import Testing

/// Spectra, and the numbers that are made for them.
@Suite struct SignalFilesTests {
  /// A signal's spectrum through a window that an operator makes, and bands of it: nothing is learned.
  @Test func spectrogram() throws {
    var writer = ONNXFileWriter()
    writer.input("x", [1, 64, 1])
    for (name, number) in [("step", 8), ("size", 16), ("bands", 5), ("rate", 16000)] {
      writer.initializer(name, [], integers: [number])
    }
    for name in ["low", "high"] { writer.initializer(name, [], floats: [1]) }
    writer.node("HannWindow", ["size"], ["window"])
    writer.node("STFT", ["x", "step", "window", "size"], ["s"])
    writer.node("ReduceSumSquare", ["s"], ["power"], ["axes": .ints([3]), "keepdims": .int(0)])
    writer.node("MelWeightMatrix", ["bands", "size", "rate", "low", "high"], ["mel"])
    writer.node("MatMul", ["power", "mel"], ["y"])
    writer.output("y")
    let report = try Graph(onnx: writer.bytes()).report()
    #expect(report["s"]?.shape == .known([1, 7, 9, 2]))
    #expect(report["y"]?.shape == .known([1, 7, 5]))
    #expect(report.total.parameters == 0)
    #expect(report.total.multiplyAccumulates == .known(.constant(7 * 9 * 5)))
  }

  /// A signal without a dimension of parts, as older files have it.
  @Test func signalOfRankTwo() throws {
    var writer = ONNXFileWriter()
    writer.input("x", [2, 64])
    writer.initializer("step", [], integers: [8])
    writer.initializer("size", [], integers: [16])
    writer.node("STFT", ["x", "step", "", "size"], ["y"])
    writer.output("y")
    let report = try Graph(onnx: writer.bytes()).report()
    #expect(report["y"]?.shape == .known([2, 7, 9, 2]))
    #expect(try report.verify(.full).holds)
  }

  @Test func transforms() throws {
    for (version, axis, shape) in [
      (17, 1, [2, 12, 5, 2]), (17, 2, [2, 10, 7, 2]), (20, 1, [2, 12, 5, 2]),
    ] as [(Int, Int, Shape)] {
      var writer = ONNXFileWriter(opset: version)
      writer.input("x", [2, 10, 5, 1])
      writer.initializer("axis", [], integers: [axis])
      writer.initializer("length", [], integers: [axis == 1 ? 12 : 7])
      if version < 20 {
        writer.node("DFT", ["x", "length"], ["y"], ["axis": .int(axis)])
      } else {
        writer.node("DFT", ["x", "length", "axis"], ["y"])
      }
      writer.output("y")
      #expect(try Graph(onnx: writer.bytes()).report()["y"]?.shape == .known(shape))
    }
  }
}
