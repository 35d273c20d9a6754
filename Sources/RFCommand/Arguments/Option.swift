import RFKit

/// Every option there is. Parsing, help, checks and suggestions are all made from `spec`.
enum Option: String, CaseIterable, Hashable {
  case layers, input, until, outputs, variant, classes, width
  case depthMultiplier = "depth-multiplier"
  case format, columns, depth, rate, anchors, findings, output
  case dtype, assume, layout, opaque
  case at, on, unit, pixel
  /// Of `rfcalc solve`, typed as `--output 7x7`: `--output` with sizes.
  case outputSizes = "output-sizes"
  case valid, near
  case noWaste = "no-waste"
  case aligned, symmetric
  case maxMACs = "max-macs"
  case maxMemory = "max-memory"
  case field, tile
  case pixelOrigin = "pixel-origin"
  case math, against
  case quick, full, memory
  case family
  case check, diff
  case allowNone = "allow-none"
  case quiet
  case color, help, version

  /// As it is typed.
  var name: String { self == .outputSizes ? Option.output.name : "--\(rawValue)" }

  /// As it is typed, with what follows it: `--format <format>`.
  var usage: String {
    guard let value = spec.value else { return name }
    return name + (spec.isValueOptional ? " [<\(value)>]" : " <\(value)>")
  }

  /// What its value can be in this subcommand, where that is a list.
  func values(in subcommand: Subcommand) -> [String] {
    self == .format && subcommand == .network ? spec.values + [Self.graph] : spec.values
  }

  /// The format of the network itself, not of what is known of it; only networks have it.
  static let graph = "graph"

  /// Of a value that it can't have.
  func invalid(_ value: String) -> Message { "The value '\(value)' is invalid for '\(usage)'" }

  static func named(_ name: some StringProtocol) -> Option? { Option(rawValue: String(name)) }

  static func short(_ letter: Character) -> Option? { allCases.first { $0.spec.letter == letter } }
}

/// What there is to know of an option.
struct OptionSpec {
  /// The name of its value; nil for a switch.
  var value: String?
  /// Whether it may stand alone; its value is then empty.
  var isValueOptional = false
  var letter: Character?
  let help: String
  /// What the value can be, where that is a list.
  var values: [String] = []
  var standard: String?
}

extension Option {
  /// What weights and activations are stored as.
  private static let elementTypes: [ElementType] = [.float32, .float16, .bfloat16, .int8]

  /// Which network, and how it is read.
  static let networks: [Option] = [
    .layers, .input, .until, .outputs, .variant, .classes, .width, .depthMultiplier, .dtype,
    .opaque,
  ]
  /// What is asked of its report.
  static let reports: [Option] = [.assume, .layout, .at, .on, .pixelOrigin]
  /// How a table is written, and where.
  static let tables: [Option] = [.format, .output, .color]
  static let everywhere: [Option] = [.help, .version]

  /// The table. Whoever adds an option is shown by the compiler that a line is missing here.
  var spec: OptionSpec {
    switch self {
    case .layers:
      OptionSpec(
        value: "chain",
        help: "The network as a layer string, instead of a name (see 'rfcalc help layers').")
    case .input:
      OptionSpec(
        value: "shape",
        help: "The input's shape, channels first; letters leave a size open: 3x320x480, 3xHxW, "
          + "3x(32*K)x(32*L), NxCxHxW, CxL, 100 for a vector. Several inputs are separated by commas."
      )
    case .until:
      OptionSpec(
        value: "name",
        help: "Cut the network after a layer, module or value of the file: all is of what makes it."
      )
    case .outputs:
      OptionSpec(
        value: "names", help: "As --until, with several names, separated by commas.")
    case .variant:
      OptionSpec(value: "name", help: "A variant of a network of the zoo, such as aux.")
    case .classes:
      OptionSpec(value: "count", help: "How many classes a network of the zoo tells apart.")
    case .width:
      OptionSpec(
        value: "factor",
        help:
          "The multiplier of channels, in place of the network's own, where the family has one: "
          + "0.5.")
    case .depthMultiplier:
      OptionSpec(
        value: "factor",
        help: "The multiplier of layers in each stage, where the family has one.")
    case .format:
      OptionSpec(
        value: "format", help: "How the result is written.",
        values: OutputFormat.allCases.map(\.rawValue), standard: OutputFormat.text.rawValue)
    case .columns:
      OptionSpec(value: "columns", help: "The columns, separated by commas (see below).")
    case .depth:
      OptionSpec(
        value: "levels",
        help: "How far modules are unfolded: a number of levels, or all for every layer. "
          + "Left out, as far as one screen holds.")
    case .rate:
      OptionSpec(
        value: "hertz",
        help:
          "Samples in a second, of networks along one axis: 16000, 44.1k. Fields, jumps and starts are "
          + "then told in milliseconds too, and how far units look ahead.")
    case .anchors:
      OptionSpec(
        help:
          "The network's outputs: the first centre of each, from the image's edge, beside where an anchor "
          + "generator puts it, (i + ½)·stride, and how far off.")
    case .findings:
      OptionSpec(
        help:
          "All that is worth knowing about the network, with codes and what to do, in place of the table "
          + "(see 'rfcalc help findings').")
    case .output:
      OptionSpec(
        value: "file", letter: "o",
        help: "Write the result to a file; - is standard output, the default.")
    case .dtype:
      OptionSpec(
        value: "type",
        help: "How all numbers are stored, for bytes. Left out, as the network says, or float32.",
        values: Self.elementTypes.map(\.rawValue))
    case .assume:
      OptionSpec(value: "facts", help: "What holds for open sizes: \"H%16=12, W>=64, D=2*H\".")
    case .layout:
      OptionSpec(
        value: "letters",
        help:
          "What the input's dimensions are: N batch, C channels, others axes, as NHWC, CHW, NLC. "
          + "Left out, what the network does with them tells. Several, for inputs of other ranks or by "
          + "name, x=NHWC, are separated by commas.")
    case .opaque:
      OptionSpec(help: "Let unknown operators pass; what depends on them is unknown.")
    case .at:
      OptionSpec(
        value: "layer", help: "A layer or module: all about it, or the one whose unit is meant.")
    case .on:
      OptionSpec(value: "layer", help: "Fields on this layer's output instead of the input.")
    case .unit:
      OptionSpec(
        value: "numbers",
        help:
          "A unit of the layer, one number for each axis: 3,3; or for each dimension, : for any: "
          + "0,:,3,3.")
    case .pixel:
      OptionSpec(
        value: "numbers", help: "A position of the input: which units of the layer see it.")
    case .pixelOrigin:
      OptionSpec(
        value: "origin", help: "Where the first pixel's centre lies: at 0 or at ½.",
        values: RenderOptions.PixelOrigin.allCases.map(\.rawValue), standard: "zero")
    case .math:
      OptionSpec(
        value: "style", help: "How formulas are written.",
        values: ExplanationPage.MathStyle.allCases.map(\.rawValue), standard: "unicode")
    case .against:
      OptionSpec(
        value: "chain",
        help:
          "Set the network, or with --at a layer or module of it, against a layer string that reads the "
          + "same: field, parameters, arithmetic.")
    case .outputSizes:
      OptionSpec(
        value: "sizes",
        help: "The output of the layer --at, or of the last whose size depends on the input's: 7x7."
      )
    case .valid:
      OptionSpec(help: "The sizes that the network takes, as all answers are.")
    case .near:
      OptionSpec(value: "size", help: "The nearest sizes, below and above: 512, 480x640.")
    case .noWaste:
      OptionSpec(help: "Every position of the input is read.")
    case .aligned:
      OptionSpec(help: "Branches that meet sample the input at the same places.")
    case .symmetric:
      OptionSpec(help: "SAME padding is as wide before as after.")
    case .maxMACs:
      OptionSpec(value: "count", help: "At most so many MACs: 600M, 1G.")
    case .maxMemory:
      OptionSpec(
        value: "amount",
        help: "At most so many bytes of parameters and of the activations alive at once: 512M, 2Gi."
      )
    case .field:
      OptionSpec(
        value: "size",
        help:
          "The first layers whose field is so large: 300, 300x200, or image; or how often n*(…) is repeated for that."
      )
    case .tile:
      OptionSpec(
        value: "size", help: "Tiles of this size, with what they must have in common: 512.")
    case .quick:
      OptionSpec(help: "Fewer units, and fewer channels in every pass.")
    case .full:
      OptionSpec(help: "Every unit of every layer.")
    case .memory:
      OptionSpec(
        value: "amount",
        help: "What one pass may take: 8G, 512Mi. Left out, half of what this process may have.")
    case .family:
      OptionSpec(
        value: "name", isValueOptional: true,
        help:
          "A table with parameters, MACs, field and jump: of one family, which may be named by one "
          + "of its networks, or of all.")
    case .check:
      OptionSpec(
        help:
          "Write nothing; name what is out of date, and documents without any block, and exit with 1."
      )
    case .allowNone:
      OptionSpec(help: "A document without any block is no mistake.")
    case .diff:
      OptionSpec(help: "Show the changes as a unified diff.")
    case .quiet:
      OptionSpec(letter: "q", help: "Do not name files.")
    case .color:
      OptionSpec(
        value: "when", help: "Whether text has bold and dim.",
        values: ColorChoice.allCases.map(\.rawValue), standard: ColorChoice.auto.rawValue)
    case .help:
      OptionSpec(letter: "h", help: "Show help information.")
    case .version:
      OptionSpec(help: "Show the version.")
    }
  }
}

enum ColorChoice: String, CaseIterable, Hashable {
  case auto, always, never
}
