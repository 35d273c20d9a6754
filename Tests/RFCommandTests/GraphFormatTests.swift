import RFKit
import Testing

@testable import RFCommand

/// Networks written by `--format graph` and read from files that end with .json.
struct GraphFormatTests {
  /// A small network; `fc` stands where its features are given.
  private func text(features: Int) -> String {
    """
    {"schema": "rfcalc/graph/1", "nodes": [
      {"name": "x", "op": "input", "shape": [1, 3, 8, 8]},
      {"name": "flat", "op": "flatten", "inputs": ["x"]},
      {"name": "fc", "op": "linear", "inputs": ["flat"], "inputFeatures": \(features), "outputFeatures": 5}
    ], "outputs": [{"name": "y", "value": "fc"}]}
    """
  }

  @Test func whatIsWrittenGivesTheSameTable() throws {
    let networks = [
      "resnet50", "unet", "googlenet --variant aux",
      "densenet121", "mobilenet_v2", "vgg11 --input NxCxHxW",
      "resnet18 --input 3xHxW", "--layers 'conv3p1c4,residual(conv3p1|),fc10' --input 3x8x8",
    ]
    for network in networks {
      let files = MemoryFiles()
      #expect(rfcalc("\(network) --format graph -o r.json", files) == CommandResult())
      let table = rfcalc(network)
      #expect(table.code == 0, "\(network)")
      #expect(rfcalc("r.json", files) == table, "\(network)")
      #expect(rfcalc("r.json --format graph", files).out == files.files["r.json"], "\(network)")
      files.input = files.files["r.json"] ?? []
      #expect(rfcalc("-", files) == table, "\(network)")
    }
  }

  @Test func inputsAreHeeded() throws {
    let files = MemoryFiles()
    _ = rfcalc("resnet18 --format graph -o r.json", files)
    for input in ["3x320x480", "3xHxW", "NxCxHxW", "x=3x64x64,x=3x64x64"] {
      let (zoo, file) = (
        rfcalc("resnet18 --input \(input)"), rfcalc("r.json --input \(input)", files)
      )
      #expect(zoo == file, "\(input)")
      let written = rfcalc("r.json --input \(input) --format graph", files)
      #expect(written == rfcalc("resnet18 --input \(input) --format graph"), "\(input)")
    }
    #expect(rfcalc("verify r.json --quick --input 3x32x32", files).code == 0)
  }

  @Test func aNetworkWithoutANameHasItsFiles() {
    let files = MemoryFiles(["folder/net.v2.json": text(features: 192)])
    let out = rfcalc("folder/net.v2.json --format graph", files).text
    #expect(out.hasPrefix("{\n  \"schema\": \"rfcalc/graph/1\",\n  \"name\": \"net.v2\",\n"))
  }

  @Test func documentsHoldGraphs() {
    let block = "<!-- rfcalc: lenet5 --format graph -->\n<!-- /rfcalc -->\n"
    let files = MemoryFiles(["a.md": block])
    #expect(rfcalc("docs a.md -q", files).code == 0)
    #expect(files.text("a.md").contains("\n\n```json\n{\n  \"schema\": \"rfcalc/graph/1\",\n"))
    #expect(rfcalc("docs --check a.md -q", files).code == 0)
  }

  @Test func mistakesAreShownInTheText() {
    let files = MemoryFiles([
      "fc.json": text(features: 7), "cut.json": String(text(features: 192).prefix(100)),
      "key.json": text(features: 192).replacing("shape", with: "shap"),
      "name.json": text(features: 7).replacing("\"fc\"", with: "\"\\u001b[31mfc\""),
    ])
    files.input = Array("\u{FEFF} \n{\"schema\": 2}".utf8)
    files.files["latin.json"] = Array("{\"schema\": \"".utf8) + [0xE9, 0x22, 0x7D]
    let cases: [(String, String)] = [
      (
        "fc.json",
        """
        Error: fc.json:4:12: fc (linear): expects 7 input features, but the input 1×192 has 192; change one to match the other
            {"name": "fc", "op": "linear", "inputs": ["flat"]…
                     ^~~~

        """
      ),
      (
        "cut.json",
        """
        Error: cut.json:3:4: this string is never closed; add '"'
            {"n
             ^

        """
      ),
      (
        "key.json",
        """
        Error: key.json:2:32: input has no key 'shap'; did you mean 'shape'?
            {"name": "x", "op": "input", "shap": [1, 3, 8, 8]},
                                         ^~~~~~

        """
      ),
      (
        "latin.json",
        """
        Error: latin.json:1:13: this is not UTF-8
          {"schema": "\u{FFFD}"}
                      ^

        """
      ),
      (
        "-",
        """
        Error: <stdin>:2:12: 'schema' must be a string, but is 2
          {"schema": 2}
                     ^

        """
      ),
    ]
    for (line, says) in cases {
      let result = rfcalc(line, files)
      #expect(result.err == says, "\(line)")
      #expect(result.code == 65 && result.out.isEmpty, "\(line)")
    }
    let escaped = rfcalc("name.json", files)
    #expect(escaped.err.hasPrefix("Error: name.json:4:12: \\u{1B}[31mfc (linear): expects 7"))
    #expect(!escaped.err.unicodeScalars.contains("\u{1B}"))
  }

  @Test func optionsOfReportsAreRefused() {
    for option in [
      "--columns layer", "--depth all", "--at fc", "--on fc", "--assume H=3", "--dtype int8",
      "--pixel-origin half",
    ] {
      let name = option.prefix { $0 != " " }
      let result = rfcalc("lenet5 --format graph \(option)")
      #expect(
        result.err.hasPrefix(
          "Error: '\(name)' can't be used here: '--format graph' writes the network, "
            + "not what is known of it.\n"))
      #expect(result.code == 64)
    }
    for command in ["region lenet5 --at c1 --unit 0,0", "verify lenet5", "models", "formats"] {
      let result = rfcalc("\(command) --format graph")
      #expect(
        result.err.hasPrefix(
          "Error: The value 'graph' is invalid for '--format <format>'. "
            + "Please provide one of 'text', 'markdown', 'json' or 'csv'.\n"))
      #expect(result.code == 64)
    }
  }
}
