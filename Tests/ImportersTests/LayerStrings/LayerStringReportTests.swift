import Analyses
import ConvArithmetic
import Escaping
import Importers
import LayerGraph
import Testing

/// What is seen along one axis, as a table shows it: size, jump, start.
private func field(_ report: Report, axis: Int = 0) -> String {
  guard let local = report.layers.last?.field.axes[axis].local?.value else { return "none" }
  let size = local.size.value.map { $0.lowerBound == $0.upperBound ? "\($0.lowerBound)" : "\($0)" }
  let start = local.start.value.flatMap { $0 }.map { "\($0)" }
  return "\(size ?? "?") \(local.jump) \(start ?? "?")"
}

private func report(_ text: String, _ input: String? = nil) throws -> Report {
  try Graph(layers: text, input: input.map { try InputShape(parsing: $0) }).report()
}

/// Two Inception modules as in a well-known small GoogLeNet, of 64 + 64 + 96 + 32 channels.
private func simpleGoogLeNet(expecting features: Int) -> String {
  let inception = """
    concat(conv1c64 | conv1c48,conv5p2c64 | conv1c64,conv3p1c96,conv3p1c96 | avgpool3s1p1,conv1c32)
    """
  return "conv7s2p3c64,relu,pool3s2p1,\(inception),pool3s2p1,\(inception),gap,fc10i\(features)"
}

@Suite struct LayerStringReportTests {
  @Test func openSizes() throws {
    let report = try report("conv3s1p1,pool2s2")
    #expect(report.layers.last?.shape.description == "1×C×⌊H/2⌋×⌊W/2⌋")
    #expect(field(report) == "4 2 1/2")
    #expect(field(report, axis: 1) == "4 2 1/2")
    let c = Dim.symbol("C")
    #expect(report.total.parameters == .known(try 9 * c * c + c))

    let stem = try Graph(
      layers: "conv7s2p3,pool3s2p1,conv3p1", input: InputShape(parsing: "3xHxW")
    ).report()
    #expect(stem.layers.last?.shape.description == "1×3×⌈H/4⌉×⌈W/4⌉")
    #expect(field(stem) == "19 4 0")

    let sized = try Graph(
      layers: "conv3s1p1,pool2s2", input: InputShape(parsing: "3x224x224")
    ).report()
    #expect(sized.layers.last?.shape.description == "1×3×112×112")
    #expect(sized.total.parameters == 84)
  }

  /// n stride-1 3×3 layers see 1 + 2n; three of them see what one 7×7 sees with fewer parameters.
  @Test func stacks() throws {
    for n in 1...40 {
      #expect(field(try report("\(n)*conv3p1")) == "\(1 + 2 * n) 1 0")
    }
    let small = try report("3*conv3p1", "64x32x32")
    let large = try report("conv7p3", "64x32x32")
    #expect(field(small) == field(large))
    #expect(small.total.parameters == 110_784)
    #expect(large.total.parameters == 200_768)
    #expect(field(try report("conv3d2,conv3d4", "CxL")) == "13 1 6")
    #expect(try report("2000*relu6", "CxL").layers.count == 2_001)
  }

  @Test func residuals() throws {
    let refused = #expect(throws: Diagnostic.self) {
      try report("conv3p1c16,residual(conv3p1c32,bn)", "3x32x32")
    }
    #expect(
      refused?.description
        == "residual1.add (add): 1×32×32×32 and 1×16×32×32 differ in dimension 1: sizes must be "
        + "equal or 1; project (1×1 conv) or resize one of them")
    let projected = try report("conv3p1c16,residual(conv3p1c32,bn | conv1c32)", "3x32x32")
    #expect(projected.layers.last?.shape.description == "1×32×32×32")
    #expect(field(projected) == "5 1 0")
  }

  /// A mistake that only sizes reveal is shown in the text, too.
  @Test func located() throws {
    let text = simpleGoogLeNet(expecting: 512)
    let network = try LayerString(text, input: InputShape(parsing: "3x224x224"))
    let diagnostic = try #require(throws: Diagnostic.self) { try network.graph.report() }
    #expect(
      diagnostic.description
        == "fc1 (linear): expects 512 input features, but the input 1×256 has 256; "
        + "change one to match the other")
    let error = try #require(network.locate(diagnostic))
    #expect(
      error.description.split(separator: "\n").first
        == "line 1, column \(text.count - 7): \(diagnostic)")
    #expect(
      error.place.excerpt.description.hasSuffix(
        "gap,fc10i512\n  \(String(repeating: " ", count: 61))^~~~~~~~"))
    #expect(network.locate(Diagnostic(.graph, .noOutput)) == nil)

    let right = try report(simpleGoogLeNet(expecting: 256), "3x224x224")
    #expect(right.layers.last?.shape.description == "1×10")
  }

  /// Every layer of the vocabulary is analysed in every rank; the automatic flattening fits.
  @Test func everyLayer() throws {
    let cases: [(String, String, String)] = [
      ("conv3p1c8,dwconv3p1,pwconvc4,tconv2s2c8", "3xL", "1×8×2·L"),
      ("avgpool2,lppool2,pool2ceil", "3x64x64", "1×3×8×8"),
      ("adaptivepool4x2,adaptivemaxpool2,gap,gmp", "3x64x64", "1×3×1×1"),
      ("bn,ln,in,lrn,relu,relu6,leaky,prelu,elu,selu,celu,gelu,silu,mish", "8xDxHxW", "1×8×D×H×W"),
      ("gn4,softplus,softsign,sigmoid,tanh,hsigmoid,hswish,softmax,dropout", "8xL", "1×8×L"),
      ("identity,scale,scale bias,prelu perchannel,se2", "8xHxW", "1×8×H×W"),
      ("up2,upbilinear2,upcubic2", "8x4x4", "1×8×32×32"),
      ("up1.5", "8x4", "1×8×6"),
      ("shuffle2,unshuffle2,channelshuffle4", "8x6x6", "1×8×6×6"),
      ("pad0x1:2x3,crop1:0", "8x6x6", "1×8×7×9"),
      ("conv3psames2,flatten,fc10,relu,fc5", "8x6x6", "1×5"),
      ("fc10", "Nx784", "N×10"),
      (
        "concat(conv1c2 | | gap,up4),residual(relu),mul( | sigmoid),add(relu|tanh)", "3x4x4",
        "1×8×4×4"
      ),
    ]
    for (text, input, shape) in cases {
      #expect(try report(text, input).layers.last?.shape.description == shape, "\(text)")
    }
  }
}
