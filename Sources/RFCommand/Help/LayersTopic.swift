import RFKit

/// `rfcalc help layers`: the language of layer strings. Names and keys are the parser's own.
enum LayersTopic {
  static let manual = Manual(
    abstract: "A network as a chain of layers on the line: --layers "
      + "\"conv3s1p1c64,relu,pool2s2\", or in a file: net.rf.",
    discussion: [
      "  network := chain",
      "  chain   := item (\",\" item)*",
      "  item    := [number \"*\" [index]] ( layer | \"(\" chain \")\" )",
      "  layer   := name [size] (key value)*",
      "           | name \"(\" chain (\"|\" chain)* \")\"",
      "",
      "Spaces, newlines and case are free; # starts a comment.",
    ],
    examples: [
      "conv3x5s2d2c64g2", "3*(conv3p1c64,relu)", "8*i(conv2d{2^i}p{2^i}:0)",
      "residual(conv3p1,bn,relu,conv3p1,bn | conv1s2)",
    ],
    lists: [
      ("LAYERS", LayerReference.layers.map(entry)),
      ("KEYS", LayerReference.keys.map { ($0.examples.joined(separator: ", "), $0.summary + ".") }),
      ("NUMBERS", numbers), ("REPEATS", repeats), ("LIMITS", [("layers", Limits.layerStrings)]),
    ])

  private static func entry(of layer: LayerReference.Layer) -> Manual.Entry {
    let size = layer.size.map { layer.isSizeRequired ? "<\($0)>" : "[<\($0)>]" } ?? ""
    var text = layer.summary
    if !layer.aliases.isEmpty { text += "; also " + layer.aliases.joined(separator: ", ") }
    if !layer.keys.isEmpty { text += ". Keys: " + layer.keys.joined(separator: ", ") }
    return (layer.name + size + (layer.hasBranches ? "(… | …)" : ""), text + ".")
  }

  private static let numbers: [Manual.Entry] = [
    ("3", "The same along all axes."),
    (
      "3x5, 3x3x3",
      "One for each axis. The first that is written so tells how many axes there are, or --input: "
        + "conv3x3x3 convolves 1x80x160x160 in three dimensions, conv3 with --input 1x16000 in one."
    ),
    ("1:0, 0x0:1x1", "Before and after each axis, of padding and crops."),
    ("0.5", "Decimals: factors of resizing, slopes, rates."),
    (
      "{2^i}",
      "A formula of whole numbers and the indices of the repeats around, anywhere where a number "
        + "stands: + - * / % ^ and brackets; / rounds down, % is what that leaves over, ^ binds first."
    ),
  ]

  private static let repeats: [Manual.Entry] = [
    ("3*conv3, 3*(…)", "Three times, one after the other."),
    (
      "8*i(…)",
      "The same; in its formulas i counts 0, 1, … 7. Any name that is no layer, another one in each "
        + "repeat inside: 3*s(2*i(conv3d{2^i}c{64*2^s}))."
    ),
    ("{2*i+1}*(…)", "As often as a formula says, which is at least once."),
  ]
}
