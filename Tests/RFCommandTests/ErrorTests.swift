import Testing

@testable import RFCommand

/// What is said when something is wrong, to the letter, and with which exit code.
struct ErrorTests {
  private static let usage =
    "Usage: rfcalc <network> [<options>]\n  See 'rfcalc --help' for more information.\n"
  private static let docs =
    "Usage: rfcalc docs <files> ... [<options>]\n  See 'rfcalc help docs' for more information.\n"
  private static let region =
    "Usage: rfcalc region <network> --at <layer> --unit <numbers> [<options>]\n"
    + "  See 'rfcalc help region' for more information.\n"
  private static let help =
    "Usage: rfcalc help [<topic>] [<options>]\n  See 'rfcalc help help' for more information.\n"

  private func check(_ cases: [(line: String, says: String)], _ code: Int32, after: String = "") {
    let files = MemoryFiles(
      [
        "bad.rf": "conv3,\n  pol2", "big.rf": "conv7", "net.onnx": "x", "net.txt": "x",
        "net.json": "{\n \"shema\": 1}",
        "empty.rf": "", "blank.json": " \n",
      ], input: "conv3,")
    files.folders = ["folder"]
    files.files["latin.rf"] = Array("conv3 # ".utf8) + [0xE9]
    for (line, says) in cases {
      let result = rfcalc(line, files)
      #expect(result.err == "Error: " + says + "\n" + after, "\(line)")
      #expect(result.code == code, "\(line)")
      #expect(result.text.isEmpty)
    }
    #expect(files.written.isEmpty)
  }

  @Test func commandLines() {
    check(
      [
        ("--formt x", "Unknown option '--formt'. Did you mean '--format'?"),
        ("resnet50 --colums a", "Unknown option '--colums'. Did you mean '--columns'?"),
        ("--zzzzzzzz", "Unknown option '--zzzzzzzz'."),
        ("-x", "Unknown option '-x'."),
        ("-layers conv3", "Unknown option '-layers'. Did you mean '--layers'?"),
        ("resnet50 --onnx x", "Unknown option '--onnx'. Did you mean '--on'?"),
        ("resnet50 --format", "Missing value for '--format <format>'."),
        ("resnet50 --format --depth 1", "Missing value for '--format <format>'."),
        ("--input", "Missing value for '--input <shape>'."),
        ("resnet50 -o", "Missing value for '--output <file>'."),
        ("resnet50 --opaque=yes", "The option '--opaque' takes no value, but 'yes' was given."),
        (
          "resnet50 --format xml",
          "The value 'xml' is invalid for '--format <format>'. Please provide one of 'text', 'markdown', 'json', 'csv' or 'graph'."
        ),
        (
          "models --format grap",
          "The value 'grap' is invalid for '--format <format>'. Please provide one of 'text', 'markdown', 'json' or 'csv'."
        ),
        (
          "resnet50 --format=jsn",
          "The value 'jsn' is invalid for '--format <format>'. Did you mean 'json'? Please provide one of 'text', 'markdown', 'json', 'csv' or 'graph'."
        ),
        (
          "resnet50 --format=",
          "The value '' is invalid for '--format <format>'. Please provide one of 'text', 'markdown', 'json', 'csv' or 'graph'."
        ),
        (
          "resnet50 --dtype float64",
          "The value 'float64' is invalid for '--dtype <type>'. Did you mean 'float32'? Please provide one of 'float32', 'float16', 'bfloat16' or 'int8'."
        ),
        (
          "resnet50 --pixel-origin 0",
          "The value '0' is invalid for '--pixel-origin <origin>'. Please provide one of 'zero' or 'half'."
        ),
        (
          "resnet50 --color yes",
          "The value 'yes' is invalid for '--color <when>'. Please provide one of 'auto', 'always' or 'never'."
        ),
        (
          "resnet50 --depth 0",
          "The value '0' is invalid for '--depth <levels>'. Please provide a number of at least 1, or 'all'."
        ),
        (
          "resnet50 --depth -1",
          "The value '-1' is invalid for '--depth <levels>'. Please provide a number of at least 1, or 'all'."
        ),
        (
          "resnet50 --depth 99999999999999999999",
          "The value '99999999999999999999' is invalid for '--depth <levels>'. Please provide a number of at least 1, or 'all'."
        ),
        (
          "resnet50 --columns feild",
          "There is no column 'feild'. Did you mean 'field'? Please choose from layer, kind, settings, output, field, field-ms, jump, jump-ms, start, start-ms, look-ahead, look-ahead-ms, padding, coverage, alignment, anchor, offset, parameters, weights, biases, norms, statistics, macs, flops, memory."
        ),
        (
          "resnet50 --columns layer,",
          "There is no column ''. Please choose from layer, kind, settings, output, field, field-ms, jump, jump-ms, start, start-ms, look-ahead, look-ahead-ms, padding, coverage, alignment, anchor, offset, parameters, weights, biases, norms, statistics, macs, flops, memory."
        ),
        ("resnet50 --columns layer,field,layer", "The column 'layer' is named twice."),
        ("resnet50 vgg16", "Unexpected argument 'vgg16'."),
        ("net.onnx vgg16", "Unexpected argument 'vgg16'."),
        (
          "verfy resnet50",
          "There is no subcommand 'verfy'. Did you mean 'verify'? Please provide one of 'region', 'explain', 'solve', 'verify', 'docs', 'models', 'formats' or 'help'."
        ),
        (
          "draw resnet50 vgg16",
          "There is no subcommand 'draw'. Please provide one of 'region', 'explain', 'solve', 'verify', 'docs', 'models', 'formats' or 'help'."
        ),
        ("resnet50 vgg16 alexnet", "2 unexpected arguments: 'vgg16' and 'alexnet'."),
        (
          "--layers conv3 resnet50",
          "The network is given twice, as 'resnet50' and by '--layers'. Please keep one."
        ),
        ("--depth 1", "Missing expected argument '<network>'."),
        (
          "--layers conv3 --variant aux",
          "'--variant' can't be used here: only networks of the zoo have variants."
        ),
        (
          "resnet50 --layout nhwc",
          "The value 'nhwc' is invalid for '--layout <letters>'. Please provide different capital "
            + "letters, such as NHWC or x=NHWC."
        ),
        (
          "resnet50 --layout NLC",
          "The value 'NLC' is invalid for '--layout <letters>'. Please provide a letter for each "
            + "dimension of an input, of which there is 1×3×224×224."
        ),
        (
          "resnet50 --layout NHWC,NCHW",
          "The value 'NHWC,NCHW' is invalid for '--layout <letters>'. Please provide one layout for all inputs of 4 "
            + "dimensions, not both N×H×W×C and N×C×H×W; where inputs differ, name them: x=NCHW."
        ),
        (
          "resnet50 --layout x=NHWC,x=NCHW",
          "The value 'x=NHWC,x=NCHW' is invalid for '--layout <letters>'. Please provide one layout for each "
            + "input; there are two for 'x'."
        ),
        (
          "resnet50 --layout x=NHWC",
          "The value 'x=NHWC' is invalid for '--layout <letters>'. Please provide the name of an input, of which "
            + "there is 'input'."
        ),
        (
          "resnet50 --layout input=NHC",
          "The value 'input=NHC' is invalid for '--layout <letters>'. Please provide 4 letters for 'input' of "
            + "1×3×224×224, not 3."
        ),
        (
          "resnet50 --layout NHWC",
          "'--layout' can't be used here: the input of 'resnet50' has its channels before its axes, not as in "
            + "N×H×W×C; give sizes in that order with '--input'."
        ),
        (
          "--layers conv3 --input 3x8x8 --layout N,H,W,C",
          "'--layout' can't be used here: the input of 'network' has its channels before its axes, not as in "
            + "N×H×W×C; give sizes in that order with '--input'."
        ),
        ("resnet50 --at layer1 --depth 2", "'--at' and '--depth' can't be used together."),
        ("resnet50 --check", "'rfcalc' has no option '--check'; it belongs to 'rfcalc docs'."),
        ("resnet50 --unit 3,3", "'rfcalc' has no option '--unit'; it belongs to 'rfcalc region'."),
      ], 64, after: Self.usage)
    check(
      [("models resnet", "Unexpected argument 'resnet'. Did you mean '--family resnet'?")], 64,
      after: "Usage: rfcalc models [<options>]\n"
        + "  See 'rfcalc help models' for more information.\n")
    check(
      [
        ("docs", "Missing expected argument '<files>'."),
        ("docs a.md -", "'-' (standard input) can't be combined with other files."),
        (
          "docs a.md --format json",
          "'rfcalc docs' has no option '--format'; it belongs to 'rfcalc', 'rfcalc region', 'rfcalc explain', 'rfcalc solve', 'rfcalc verify', 'rfcalc models' and 'rfcalc formats'."
        ),
      ], 64, after: Self.docs)
    check(
      [
        ("region resnet50", "Missing option '--at <layer>', the layer whose unit is meant."),
        (
          "region resnet50 --at layer4",
          "Missing option '--unit <numbers>', the unit whose field is wanted, or '--pixel'."
        ),
        (
          "region resnet50 --at layer4 --unit 3 --pixel 3",
          "'--unit' and '--pixel' can't be used together."
        ),
        (
          "region resnet50 --at layer4 --unit 3x3",
          "The value '3x3' is invalid for '--unit <numbers>'. Please provide whole numbers from 0, such as 3,3."
        ),
        (
          "region resnet50 --at layer4 --pixel -1,3",
          "The value '-1,3' is invalid for '--pixel <numbers>'. Please provide whole numbers from 0, such as 3,3."
        ),
        ("region --at x --unit 0", "Missing expected argument '<network>'."),
      ], 64, after: Self.region)
    check(
      [
        (
          "help dcos",
          "There is no help for 'dcos'. Did you mean 'docs'? Please provide one of 'region', 'explain', 'solve', 'verify', 'docs', 'models', 'formats', 'help', 'layers' or 'findings'."
        ),
        (
          "help doc",
          "There is no help for 'doc'. Did you mean 'docs'? Please provide one of 'region', 'explain', 'solve', 'verify', 'docs', 'models', 'formats', 'help', 'layers' or 'findings'."
        ),
        ("help docs models", "Unexpected argument 'models'."),
      ], 64, after: Self.help)
  }

  @Test func names() {
    check(
      [
        (
          "resnt50",
          "There is no network 'resnt50', and no such file. Did you mean 'resnet50'? 'rfcalc models' lists the networks of the zoo."
        ),
        (
          "zzzzzzz",
          "There is no network 'zzzzzzz', and no such file. 'rfcalc models' lists the networks of the zoo."
        ),
        (
          "'unet++'",
          "There is no network 'unet++', and no such file. Did you mean 'unetplusplus_resnet34'? 'rfcalc models' lists the networks of the zoo."
        ),
        ("../lenet5", "There is no file '../lenet5'"),
        ("./lenet5", "There is no file './lenet5'"),
        ("/lenet5", "There is no file '/lenet5'"),
        ("l/e/n/e/t/5", "There is no file 'l/e/n/e/t/5'"),
        ("slim/../resnet50", "There is no file 'slim/../resnet50'"),
        (
          "slim/resnet_v1_5",
          "There is no network 'slim/resnet_v1_5', and no such file. Did you mean 'slim/resnet_v1_50'? 'rfcalc models' lists the networks of the zoo."
        ),
        (
          "resnet",
          "There is no network 'resnet', and no such file. Did you mean 'resnet18', 'resnet34', 'resnet50', 'resnet50-v1' or one of 16 more? 'rfcalc models' lists the networks of the zoo."
        ),
        ("./nothing", "There is no file './nothing'"),
        ("resnet50.onnx", "There is no file 'resnet50.onnx'"),
        ("nets/missing.rf", "There is no file 'nets/missing.rf'"),
        ("missing.rf", "There is no file 'missing.rf'"),
        ("docs missing.md", "There is no file 'missing.md'"),
        (
          "'a\u{1B}[31mb'",
          "There is no network 'a\\u{1B}[31mb', and no such file. 'rfcalc models' lists the networks of the zoo."
        ),
      ], 66)
    check(
      [
        ("folder", "'folder' is a folder; name a file"),
        ("docs folder", "'folder' is a folder; name a file"),
      ], 74)
    check(
      [
        ("resnet50 --variant aux", "resnet50 has no variants, so no 'aux'"),
        ("googlenet --variant foo", "googlenet has no variant 'foo'; it has aux"),
        ("resnet50 --at layer5", "There is no layer 'layer5'; did you mean 'layer1'?"),
        ("resnet50 --at nothing.like.it", "There is no layer 'nothing.like.it'"),
        ("resnet50 --on conv2", "There is no layer 'conv2'; did you mean 'conv1'?"),
        (
          "region resnet50 --at layer4 --unit 3",
          "layer4.2.relu_2 (relu): a place was given by 1 number, but it takes 2: one for each axis, "
            + "or 4: one for each dimension, : for any"
        ),
        (
          "region resnet50 --at layer4 --unit 7,0",
          "layer4.2.relu_2 (relu): unit 7 is outside axis 0, which has 7 units (numbered from 0)"
        ),
        (
          "region resnet50 --at layer4 --pixel 0,224",
          "layer4.2.relu_2 (relu): pixel 224 is outside axis 1, which has 224 pixels (numbered from 0)"
        ),
        (
          "resnet50 --input 3x224x224,3x224x224",
          "2 input shapes given, but the network has 1 input; give one for each"
        ),
        (
          "--layers conv3 --input 3x8x8,3x8x8",
          "2 input shapes given, but the network has 1 input; give one for each"
        ),
        (
          "resnet50 --input 224",
          "The value '224' is invalid for '--input <shape>': it was read as a vector of 224 features, but resnet50 takes shapes like '3x224x224'."
        ),
        (
          "resnet50 --input 1",
          "The value '1' is invalid for '--input <shape>': it was read as a vector of 1 feature, but resnet50 takes shapes like '3x224x224'."
        ),
        (
          "resnet50 --input 224x224",
          "The value '224x224' is invalid for '--input <shape>': it was read as 224 channels of length 224, but resnet50 takes shapes like '3x224x224'."
        ),
        (
          "resnet50 --input -1",
          "The value '-1' is invalid for '--input <shape>': a size must be at least 1\n  -1\n  ^~"
        ),
        (
          "resnet50 --input 3x-20x4",
          "The value '3x-20x4' is invalid for '--input <shape>': a size must be at least 1\n  3x-20x4\n    ^~~"
        ),
        (
          "resnet50 --input 3x0x4",
          "The value '3x0x4' is invalid for '--input <shape>': a size must be at least 1\n  3x0x4\n    ^"
        ),
        (
          "resnet50 --input 3xhxw",
          "The value '3xhxw' is invalid for '--input <shape>': the open size 'h' must begin with a capital letter; write shapes as in '3xHxW'\n  3xhxw\n    ^"
        ),
        (
          "resnet18 --input 3xHxW --assume h%32=0",
          "The value 'h%32=0' is invalid for '--assume <facts>': there is no open size 'h'. Did you mean 'H'? Please choose from H and W."
        ),
        (
          "resnet18 --input 3xHeightxW --assume 'W%32=0, Hight%32=0'",
          "The value 'W%32=0, Hight%32=0' is invalid for '--assume <facts>': there is no open size 'Hight'. Did you mean 'Height'? Please choose from Height and W."
        ),
        (
          "region resnet18 --input 3xHx224 --at conv1 --unit 0,0 --assume layer4=2",
          "The value 'layer4=2' is invalid for '--assume <facts>': there is no open size 'layer4'. Please choose from H."
        ),
        (
          "resnet18 --assume H%32=0",
          "The value 'H%32=0' is invalid for '--assume <facts>': 'resnet18' has no open size to assume 'H' of; letters leave sizes open, as in '--input 3xHxW'."
        ),
        (
          "resnet50 --assume 'H%%2'",
          "The value 'H%%2' is invalid for '--assume <facts>': expected a whole number, found '%'\n  H%%2\n    ^"
        ),
        (
          "resnet50 --assume 'H\u{1B}'",
          "The value 'H\\u{1B}' is invalid for '--assume <facts>': expected '=', '>=', '<=', '>', '<' or '% n = "
            + "r', found U+001B\n  H\\u{1B}\n   ^~~~~~"
        ),
        (
          "resnet50 --input ''",
          "The value '' is invalid for '--input <shape>': the input shape is empty; write it as in '3x224x224' or "
            + "'3xHxW'"
        ),
        (
          "resnet50 --assume 'H=0'",
          "The value 'H=0' is invalid for '--assume <facts>': no H >= 1 satisfies all of this\n  H=0\n  ^"
        ),
      ], 64)
  }

  @Test func networks() {
    check(
      [
        (
          "--layers ''",
          "--layers: there are no layers; write at least one, such as 'conv3p1c64'"
        ),
        (
          "--layers '#'",
          "--layers:1:1: there are no layers; write at least one, such as 'conv3p1c64'\n  #\n  ^"
        ),
        (
          "--layers '1000000*relu'",
          "--layers:1:1: up to here there are 1000000 layers, but at most 100000 are read\n"
            + "  1000000*relu\n  ^~~~~~~~~~~~"
        ),
        (
          "--layers 'conv3,pol2'",
          "--layers:1:7: unknown layer 'pol2'; did you mean 'pool'?\n  conv3,pol2\n        ^~~~"
        ),
        ("bad.rf", "bad.rf:2:3: unknown layer 'pol2'; did you mean 'pool'?\n    pol2\n    ^~~~"),
        (
          "empty.rf",
          "empty.rf: there are no layers; write at least one, such as 'conv3p1c64'"
        ),
        (
          "blank.json",
          "blank.json: there is no network; 'rfcalc NETWORK --format graph' writes one"
        ),
        (
          "-",
          "<stdin>:1:6: no layer follows this comma; add one or remove the comma\n  conv3,\n       ^"
        ),
        ("latin.rf", "latin.rf is not UTF-8 text: see byte offset 8."),
        (
          "net.onnx",
          "net.onnx: this is no ONNX file: byte 1: the file ends inside a number"
        ),
        (
          "net.json",
          "net.json:2:2: a graph has no key 'shema'; did you mean 'schema'?\n"
            + "   \"shema\": 1}\n   ^~~~~~~"
        ),
        (
          "net.txt",
          "'net.txt' is not in a format that rfcalc reads; it reads ONNX models "
            + "(.onnx), graphs (.json) and layer strings (.rf)."
        ),
        (
          "big.rf --input 3x4x4",
          "big.rf:1:1: conv1 (conv): the kernel spans 7 positions, but axis 0 of the input 1×3×4×4 has 4 with its padding; use a larger input, more padding or a smaller kernel\n  conv7\n  ^~~~~\nSizes that fit: H 7 (H ≥ 7), W 7 (W ≥ 7)."
        ),
        (
          "--layers conv3i3 --input 4x8x8",
          "--layers:1:1: conv1 (conv): made for 3 input channels, but the input 1×4×8×8 has 4; change one to match the other\n  conv3i3\n  ^~~~~~~"
        ),
        (
          "--layers conv3 --input 100",
          "--layers:1:1: conv1 (conv): the input 1×100 has 2 dimensions, but at least 3 are needed: batch, channels and space\n  conv3\n  ^~~~~\n'--input 100' was read as a vector of 100 features; write all sizes, as in '3x100x100' for images or '3x100' for sequences."
        ),
        (
          "vgg16 --input 3x8x8",
          "features.23 (max pool): the kernel spans 2 positions, but axis 0 of the input 1×512×1×1 has 1 with its padding; use a larger input, more padding or a smaller kernel\nSizes that fit: H 32 (H ≥ 32), W 32 (W ≥ 32)."
        ),
        (
          "region --layers conv3p1 --at conv1 --unit 0,0",
          "conv1 (conv): 1×C×H×W has open sizes; give numbers with --input"
        ),
      ], 65)
  }

  @Test func aCallWithoutAnythingIsAReminder() {
    let result = rfcalc("")
    #expect(result.code == 64)
    #expect(
      result.err == """
        Error: Missing expected argument '<network>'.
        Usage: rfcalc <network> [<options>]

          rfcalc resnet50
          rfcalc --layers "conv3s1p1c64,relu,pool2s2" --input 3xHxW

          See 'rfcalc --help' for more information.

        """)
  }

  @Test func aFullDisk() {
    let files = MemoryFiles(["a.md": "<!-- rfcalc: lenet5 -->\n<!-- /rfcalc -->\n"])
    files.isFull = true
    for line in ["lenet5 -o x", "docs a.md"] {
      let result = rfcalc(line, files)
      #expect(result.code == 74)
      let path = line.hasPrefix("docs") ? "a.md" : "x"
      #expect(result.err == "Error: '\(path)' could not be written: No space left on device\n")
    }
  }

  /// Whatever writes there; what was said beside it is still said.
  @Test(
    arguments: [
      "lenet5", "lenet5 --format json", "lenet5 --format graph", "lenet5 --at f6", "models",
      "formats", "help", "--version", "docs -", "verify lenet5 --quick",
      "region lenet5 --at s4 --unit 0,0",
    ]) func aFullStandardOutput(_ line: String)
  {
    let files = MemoryFiles(input: "<!-- rfcalc: lenet5 -->\n<!-- /rfcalc -->\n")
    files.isOutputFull = true
    let result = rfcalc(line, files)
    #expect(result.code == 74 && result.out.isEmpty)
    #expect(
      result.err == "Error: Standard output could not be written: No space left on device\n")
  }

  @Test func warningsComeBeforeAFullStandardOutput() {
    let files = MemoryFiles()
    files.isOutputFull = true
    #expect(
      rfcalc("resnet18 --input 224x224x3", files).err == """
        Warning: '--input 224x224x3' was read as 224 channels of 224×3, but resnet18 is made for 3 channels. \
        Was '3x224x224' meant?
        Error: Standard output could not be written: No space left on device

        """)
  }

  /// A network that is wrong leaves the file alone, and standard output empty.
  @Test func nothingIsWrittenOfWhatIsWrong() {
    let files = MemoryFiles(["out": "old"])
    for line in ["nosuchnet", "lenet5 --at nosuchlayer", "--layers conv3 --input 3x2x2"] {
      for format in ["text", "markdown", "csv", "json"] {
        let result = rfcalc("\(line) --format \(format) -o out", files)
        #expect(result.code != 0 && result.out.isEmpty)
        #expect(rfcalc("\(line) --format \(format)", files).out.isEmpty)
      }
    }
    #expect(files.text("out") == "old" && files.written.isEmpty)
  }
}
