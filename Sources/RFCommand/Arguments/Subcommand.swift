/// What rfcalc can be asked to do. The first word of the command line chooses; without one of these
/// words it names a network.
enum Subcommand: String, CaseIterable, Hashable {
  /// Not a word on the command line: `rfcalc resnet50`.
  case network
  case region, verify, docs, models, formats, help

  /// The words that choose one.
  static let words = allCases.filter { $0 != .network }

  static func named(_ word: String) -> Subcommand? { words.first { $0.rawValue == word } }

  /// How it is called.
  var command: String { self == .network ? "rfcalc" : "rfcalc \(rawValue)" }

  var arguments: String {
    switch self {
    case .network: "<network>"
    case .region: "<network> --at <layer> --unit <numbers>"
    case .verify: "<network> [--quick | --full]"
    case .docs: "<files> ..."
    case .models, .formats: ""
    case .help: "[<subcommand>]"
    }
  }

  var abstract: String {
    switch self {
    case .network:
      "Shapes, receptive fields, parameters and arithmetic of a convolutional network, "
        + "without running it."
    case .region: "The input box that one unit sees, or the units that see one pixel."
    case .verify: "Hold the numbers against real forward passes."
    case .docs: "Refresh the tables embedded in documents."
    case .models: "List the networks of the zoo."
    case .formats: "List the formats that are read and written."
    case .help: "Show help for a subcommand."
    }
  }

  /// More about it, for its help.
  var discussion: [String] {
    switch self {
    case .network:
      [
        "The network is a name of the zoo (see 'rfcalc models'), a file with an ONNX model (.onnx), a "
          + "graph (.json) or a layer string (.rf), or - for a graph or a layer string on standard "
          + "input. An option given twice counts as given last."
      ]
    case .region:
      [
        "Boxes count from 0 and hold both ends. The field is the whole box, which may reach past "
          + "the input; what is seen is the part inside, without holes and padding."
      ]
    case .verify:
      [
        "The network is run with kernels that know none of the formulas. Every value that differs "
          + "is printed, and the exit code is then 1. Fields don't depend on the width, so passes "
          + "for them use fewer channels wherever the network can follow; what is printed says so. "
          + "Weights and images come from a fixed seed.",
        "",
        "What a pass takes is estimated before it is begun. One that needs more memory than "
          + "--memory allows, or would last more than two minutes (an hour with --full; with --quick "
          + "twenty seconds for all together), is left out, and so is one that can't be run; the "
          + "reason is printed. Where none is left, that is an error. On large inputs positions are "
          + "told apart one by one where fields begin and end, in very deep networks fields of some "
          + "layers are looked at; what is printed says how many.",
      ]
    case .docs:
      [
        "A table stands between two comments, each alone on its line; the first holds what would "
          + "follow 'rfcalc' on the command line, and paths in it count from the document's folder:",
        "",
        "  <!-- rfcalc: resnet50 --columns layer,output,field --depth 1 -->",
        "  <!-- /rfcalc -->",
        "",
        "Options may also be written name=value. Nothing outside the comments is changed, and no "
          + "file is written unless all are without mistakes: what looks like a marker and is none is "
          + "one, unless it stands in code. A document that is edited meanwhile is read again. Its "
          + "links, owner and permissions stay; one that is read-only or has several names (hard links) "
          + "is left alone, with an error. A run that was killed may have left a file beside a document, "
          + "NAME.rfcalc- and 16 digits; where its text differs, every later run says so, and --check "
          + "exits with 1. Standard input (-) is read as Markdown. "
          + "Of a document at most \(ByteBound.document.ofFile >> 20) MiB are read.",
      ]
    case .models, .formats, .help: []
    }
  }

  /// Lists of what it does, for its help.
  var lists: [(title: String, entries: [(String, String)])] {
    switch self {
    case .network: [Limits.list]
    case .verify: Self.verification
    case .docs: [("DOCUMENTS", DocumentType.list)]
    default: []
    }
  }

  private static let verification: [(title: String, entries: [(String, String)])] = [
    (
      "PASSES",
      [
        ("real numbers", "Shapes, parameters really read, peak memory, finite values."),
        ("counting numbers", "MACs and FLOPs really executed."),
        (
          "footprints",
          "Along each axis, numbers that remember what they depend on: fields with their holes, "
            + "closed forms."
        ),
        (
          "centroids",
          "Along each axis, the mean places that numbers depend on, through each branch by itself, "
            + "on an image so long that every phase has units inside: alignment of branches."
        ),
        (
          "NaN taint",
          "Along each axis, NaNs in a row of the image, which must reach just the units that see it."
        ),
      ]
    ),
    (
      "MODES",
      [
        (
          "--quick",
          "Every pass with fewer channels; every unit of a layer up to 8 along an axis, else 7; NaNs "
            + "in up to 2 rows."
        ),
        (
          "neither",
          "Real and counting numbers at full size; every unit up to 16, else 9; NaNs in up to 4 rows."
        ),
        (
          "--full",
          "Full size, every unit up to 65,536 along an axis; NaNs in up to 8 rows; fields on every input, "
            + "where the others look at the first of very many."
        ),
      ]
    ),
  ]

  var examples: [String] {
    switch self {
    case .network:
      [
        "rfcalc resnet50", "rfcalc --layers \"conv3s1p1c64,relu,pool2s2\" --input 3xHxW",
      ]
    case .region: ["rfcalc region resnet50 --at layer4 --unit 3,3"]
    case .verify: ["rfcalc verify resnet50", "rfcalc verify vgg16 --quick"]
    case .docs: ["rfcalc docs README.md", "rfcalc docs --check README.md"]
    case .models: ["rfcalc models --family", "rfcalc models --family resnet50"]
    case .formats, .help: []
    }
  }

  /// The names of its positional arguments with what they are, for its help.
  var positionals: [(name: String, help: String)] {
    switch self {
    case .network, .region, .verify:
      [("<network>", "A name of the zoo, a file, or - for standard input.")]
    case .docs: [("<files>", "The documents: Markdown, or source code with comments.")]
    case .help: [("<subcommand>", "The subcommand to explain.")]
    case .models, .formats: []
    }
  }
}
