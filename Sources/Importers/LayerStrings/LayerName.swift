/// The names of layers in layer strings, as they are written by default. Other spellings: `aliases`.
enum LayerName: String, CaseIterable, Hashable, Sendable {
  case conv, dwconv, pwconv, tconv
  case pool, avgpool, lppool, gap, gmp, adaptivepool, adaptivemaxpool
  case fc, flatten
  case bn, ln, gn, lrn
  case instanceNorm = "in"
  case relu, relu6, leaky, prelu, elu, selu, celu, gelu, silu, mish, softplus, softsign
  case sigmoid, tanh, hsigmoid, hswish
  case softmax, dropout, identity, scale, se
  case up, upbilinear, upcubic, shuffle, unshuffle, channelshuffle, pad, crop
  case residual, concat, add, mul

  /// What others call the same layers.
  private static let aliases: [String: LayerName] = [
    "deconv": .tconv, "maxpool": .pool, "globalavgpool": .gap, "globalmaxpool": .gmp,
    "adaptiveavgpool": .adaptivepool, "linear": .fc, "dense": .fc,
    "batchnorm": .bn, "layernorm": .ln, "groupnorm": .gn, "instancenorm": .instanceNorm,
    "leakyrelu": .leaky, "swish": .silu, "hardswish": .hswish, "hardsigmoid": .hsigmoid,
    "upsample": .up, "upnearest": .up, "uplinear": .upbilinear, "upbicubic": .upcubic,
    "pixelshuffle": .shuffle, "pixelunshuffle": .unshuffle, "cat": .concat,
  ]

  /// Every spelling, in lower case. Ordered, so that suggestions are always the same.
  static let spellings: [String] = allCases.map(\.rawValue) + aliases.keys.sorted()

  /// Its aliases, in order.
  var otherSpellings: [String] { Self.aliases.filter { $0.value == self }.map(\.key).sorted() }

  /// The layer of a spelling in lower case.
  init?(spelled text: String) {
    guard let name = LayerName(rawValue: text) ?? Self.aliases[text] else { return nil }
    self = name
  }

  /// Whether it is written with chains in brackets.
  var hasBranches: Bool {
    switch self {
    case .residual, .concat, .add, .mul: true
    default: false
    }
  }

  /// The node's name: with a number that can't be taken for a part of the layer's name.
  func numbered(_ number: Int) -> String {
    rawValue.last?.isNumber == true ? "\(rawValue)_\(number)" : "\(rawValue)\(number)"
  }
}
