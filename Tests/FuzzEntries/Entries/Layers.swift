import RFKit
import TestSupport

extension FuzzEntry {
  /// Layer strings. The first line is the input's shape and may be empty.
  static let layers = FuzzEntry("layers") {
    try LayerSeeds.all().map { Array("\($0.input)\n\($0.layers)".utf8) }
  } laws: { bytes in
    let text = String(decoding: bytes, as: UTF8.self)
    let lines = text.split(separator: "\n", maxSplits: 1, omittingEmptySubsequences: false)
    let input = lines.first.flatMap { try? InputShape(parsing: String($0)) }
    let layers: LayerString
    do { layers = try LayerString(String(lines.last ?? ""), input: input) } catch {
      return try CleanText.check(error)
    }
    do throws(Diagnostic) { _ = try layers.graph.report() } catch {
      if let shown = layers.locate(error) { try CleanText.check(shown) }
    }
    try GraphLaws.check(layers.graph)
  }
}

/// Layer strings with every layer and every key.
enum LayerSeeds {
  static func all() throws -> [(input: String, layers: String)] {
    let files = try Fixtures.files(in: "Examples", ending: ".rf").map {
      ("", String(decoding: $0, as: UTF8.self))
    }
    return files + lines
  }

  static let lines: [(input: String, layers: String)] = [
    (
      "3x224x224", "conv7s2p3c64 nobias,bn,relu,pool3s2p1,2*(conv3p1c64,bn,relu),gap,fc1000,softmax"
    ),
    ("3xHxW", "conv3s2p1c16,in,leaky,avgpool2,tconv4s2p1c8,sigmoid"),
    ("NxCxHxW", "conv3x5s2x1p1x2d2c64g2,gn4,relu6,lppool2,up2,conv1"),
    (
      "3x32x32", "residual(conv3p1c16,bn,relu,conv3p1c16,bn|conv1c16),relu,se4,dropout,flatten,fc10"
    ),
    ("8x16x16", "concat(conv1c8|conv3p1c8|pool3s1p1,conv1c8),shuffle2,channelshuffle2,unshuffle2"),
    ("4x20", "conv5s2psame,ln,gelu,pool2 ceil,adaptivepool3,fc 7"),
    ("3x8x16x16", "conv3x3x3p1c8,pool2x2x2,adaptivemaxpool1,flatten,fc5"),
    ("16x12x12", "dwconv3p1,pwconvc32,hswish,crop1,pad2 reflect,up3,upbilinear2 align,upcubic2"),
    ("CxL", "tconv3s2op1,prelu perchannel,elu,selu,celu,silu,mish,softplus,softsign,tanh,hsigmoid"),
    ("", "conv3p0:1c4 replicate,scale,lrn5,conv3psamelower,conv3pvalid circular,identity,gmp"),
    ("4x16x16", "add(conv3p1|)|conv1,mul(conv1|gap,fc4,sigmoid)"),
    ("100", "fc50,relu,fc10 # comment\n,softmax"),
    ("1xL", "4*i(conv2d{2^i}p{2^i}:0c{8*(i+1)},{i%2+1}*k residual(conv{2*k+1}p{k} | ))"),
    ("1x64x64", "3*(conv3d2p2c8,2*relu),bn noaffine,ln affine,conv3i8"),
    ("3x9x9", "conv3p1,mul(|gap,conv1c1,sigmoid),add(|conv3p1|conv1)"),
  ]
}
