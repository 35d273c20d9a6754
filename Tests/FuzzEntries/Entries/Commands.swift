import RFCommand
import TestSupport

extension FuzzEntry {
  /// Command lines, a word a line.
  static let commands = FuzzEntry("commands") {
    CommandSeeds.all.map { Array($0.split(separator: " ").joined(separator: "\n").utf8) }
  } laws: { bytes in
    let text = String(decoding: bytes, as: UTF8.self)
    if CommandLaws.isLong(text) { return }
    let document = "# A\n<!-- rfcalc: n.rf --columns layer,output -->\n<!-- /rfcalc -->\n"
    var files = CommandLaws.networks
    files["a.md"] = Array(document.utf8)
    let memory = MemoryFiles(files, input: Array("conv3,pool2".utf8))
    let words = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    let result = try CommandLaws.run(words, memory)
    let out = String(decoding: memory.out, as: UTF8.self)
    if !words.contains(where: { $0.hasPrefix("--color") }) {
      try CleanText.check(out.replacing("\r\n", with: "\n"), "standard output")
    }
    try require(
      "an error leaves standard output empty", result.code < 64 || out.isEmpty, "\(words): \(out)")
  }
}

private enum CommandSeeds {
  static let all = [
    "lenet5", "n.rf --input 3x32x40 --format csv", "n.onnx --columns layer,field,+macs --depth all",
    "n.json --assume H%4=0 --format json", "--layers conv3s1p1,pool2s2 --format markdown",
    "--layers=2*(conv3p1c8,relu) --input 3xHxW --dtype float16 -o out.txt", "- --format graph",
    "region n.rf --input 3x32x32 --at conv1 --unit 3,3", "region lenet5 --at c3 --pixel 4,5",
    "region n.onnx --at /layer0/conv/Conv --on x --unit 1,1 --pixel-origin half --format json",
    "docs a.md --check", "docs a.md --diff", "docs a.md -q", "models --family resnet --format csv",
    "models lenet", "formats --format json", "help region", "--help", "--version", "help",
    "lenet5 --classes 7 --input 1x28x28 --opaque --color never --at f6",
    "mobilenet_v2 --width 0.5 --columns layer,kind,settings,-d", "resnet18 --input NxCxHxW",
    "vgg11 --variant bn --depth 2 --columns weights,biases,norms,statistics,flops,memory",
  ]
}
