import Foundation
import RFKit
import TestSupport
import Testing

@testable import RFCommand

/// What commands print when all is well.
struct CommandTests {
  @Test func recordings() throws {
    let lines: [(String, String)] = [
      ("--help", "help.txt"), ("help docs", "help-docs.txt"), ("region -h", "help-region.txt"),
      ("help help", "help-help.txt"), ("help verify", "help-verify.txt"),
      ("help models", "help-models.txt"), ("help layers", "help-layers.txt"),
      ("help findings", "help-findings.txt"), ("vgg16_bn --findings", "findings.txt"),
      ("formats", "formats.txt"),
      ("formats --format markdown", "formats.md"), ("models --family MNASNet", "family.txt"),
      ("models --family vgg16 --format csv", "family.csv"),
      ("models --family=swin --format markdown", "family.md"),
      ("models --format json --family lenet", "family.json"),
      ("mobilenet_v2 --classes 10 --width 0.5 --depth 1", "settings.txt"),
      ("region resnet50 --at layer4 --unit 3,3", "region.txt"),
      ("region resnet50 --at layer4 --unit 3,3 --format json", "region.json"),
      ("region resnet50 --at layer4 --pixel 100,0", "projection.txt"),
      (
        "region --layers 'conv3d3,conv3s9' --input 3x40 --at conv2 --unit 0 --pixel-origin half",
        "region-holes.txt"
      ),
      ("region vgg11 --at classifier.0 --unit 5 --format csv", "region-global.csv"),
      ("region --layers conv3d3 --input 2x24x20 --at conv1 --unit 4,4", "region-runs.txt"),
      (
        "region --layers conv3d3 --input 2x24x20 --at conv1 --unit 4,4 --format json",
        "region-runs.json"
      ),
      (
        "region --layers conv9d3,conv2d40 --input 2x300 --at conv2 --unit 4 --format markdown",
        "region-many-runs.md"
      ),
      ("region vgg11 --at flatten --unit 5", "region-unknown.txt"),
      ("region vgg11 --at flatten --unit 5 --format json", "region-unknown.json"),
      ("region vgg11 --at flatten --unit 5 --format markdown", "region-unknown.md"),
      ("resnet50 --input 3xHxW --depth 1 --assume H%32=0,W%32=0", "assumed.txt"),
      ("resnet50 --input 3xHxW", "open.txt"), ("googlenet --variant aux", "googlenet-aux.txt"),
      ("vgg11 --input NxCxHxW", "batch.txt"),
      ("--layers 'conv3p1c4,residual(conv3p1|),fc10' --input 3x8x8 --depth all", "chain.txt"),
      ("unet --columns layer,output,field,jump,start,alignment,coverage,memory", "unet.txt"),
      ("resnet18 --on layer2 --at layer4 --format markdown", "on.md"),
    ]
    for (line, name) in lines {
      let result = rfcalc(line)
      #expect(result.code == 0 && result.err == "", "\(line): \(result.err)")
      #expect(try Snapshot.difference(result.text, from: name) == nil)
    }
  }

  /// Every format has all that the text has of a module, also where it is.
  @Test func modulesInEveryFormat() throws {
    let line = "resnet50 --at layer4 --format "
    let text = rfcalc(line + "text").text
    for fact in ["output      2048×7×7", "field       427×427", "jump        32", "start       0"] {
      #expect(text.contains("\n\(fact)\n"))
    }
    let json = rfcalc(line + "json").text
    for fact in [
      "\"network\": \"resnet50\"", "\"output\": [2048, 7, 7]", "\"field\": [427, 427]",
      "\"jump\": [32, 32]", "\"start\": [0, 0]", "\"padding\": [[213, 182], [213, 182]]",
      "\"coverage\": [1, 1]", "\"total\": 14964736", "\"multiplyAccumulates\": 809238528",
    ] {
      #expect(json.contains(fact), "\(fact)")
    }
    #expect(rfcalc("resnet18 --input 3xHxW --at layer4 --format json").text.contains("\"⌈W/32⌉\""))
    let rows = rfcalc(line + "csv").text.split(separator: "\n").map {
      $0.split(separator: ",", omittingEmptySubsequences: false)
    }
    let cells = Dictionary(uniqueKeysWithValues: zip(rows[0], rows[1]))
    #expect(cells["output"] == "2048x7x7" && cells["field"] == "427x427" && cells["jump"] == "32")
    #expect(rows[0].count == Column.ofAll.count)
  }

  /// Layers that change nothing but values fold within their module: what the next unit learns is not
  /// counted in the line of this one. Activations that exporters write outside still fold.
  @Test func linesKeepToTheirModules() {
    let units = rfcalc("preact_cifar10 --format csv").text.split(separator: "\n")
    #expect(units[2].hasPrefix("unit1.conv,64x32x32,3x3,1,0,1792,"))
    #expect(units[3].hasPrefix("unit2.bn,64x32x32,3x3,1,0,128,"))
    #expect(units[4].hasPrefix("unit2.conv,64x32x32,5x5,1,0,36928,"))
    #expect(!units.contains { $0.hasPrefix("unit2.relu") || $0.hasPrefix("dropout") })
    let norms = rfcalc("densenet121 --format csv").text
    #expect(norms.contains("\nfeatures.norm5,1024x7x7,") && !norms.contains("\nrelu,"))
  }

  /// Four sizes are a clip where a layer has three numbers, unless one is called what a clip can't have.
  @Test func clips() {
    let clip = rfcalc("--layers conv3x3x3p1c32,pool2 --input 1x80x160x160 --format csv").text
    #expect(clip.contains("conv1,32x80x160x160,3x3x3,1,0,896,"))
    #expect(clip.contains("pool1,32x40x80x80,4x4x4,2,0.5,0,"))
    let images = rfcalc("--layers conv3p1c32 --input 1x80x160x160 --format csv").text
    #expect(images.contains("conv1,1x32x160x160,3x3,"))
    for input in ["Nx80x160x160", "3xCx160x160"] {
      #expect(rfcalc("--layers conv3x3x3 --input \(input)").code == 65, "\(input)")
    }
  }

  @Test func spellings() {
    let same: [[String]] = [
      [
        "resnet50 --format json", "--format json resnet50", "--format=json resnet50",
        "--format csv resnet50 --format json", "--format json -- resnet50",
        "ResNet-50 --format json",
      ],
      [
        "lenet5 --columns layer,field", "lenet5 --columns=Layer,field",
        "lenet5 --columns 'layer, field'",
      ],
      ["--layers conv3,relu --input 3x8x8", "--layers=conv3,relu --input=3x8x8"],
      ["--help", "help", "-h", "resnet50 -h", "--check --help"],
      ["docs -h", "help docs", "-h docs", "docs --help x"],
      ["--version", "docs --version", "resnet50 --version"],
      ["docs - -q", "docs -q -", "docs - --quiet"],
    ]
    for lines in same {
      let results = lines.map { rfcalc($0) }
      #expect(Set(results.map(\.out)).count == 1, "\(lines)")
      #expect(results.allSatisfy { $0.code == 0 && $0.err == "" }, "\(lines)")
    }
    #expect(rfcalc("--version").text == "rfcalc \(Version.current)\n")
  }

  @Test func filesAndStreams() {
    let files = MemoryFiles(["nets/my.rf": "conv3,relu # small\n"], input: "conv3,relu")
    let file = rfcalc("nets/my.rf --input 3x8x8", files).text
    #expect(file.hasPrefix("my, input 3×8×8, float32\n"))
    let input = rfcalc("- --input 3x8x8", files).text
    #expect(input.hasPrefix("network, input 3×8×8, float32\n"))
    #expect(rfcalc("lenet5 -oout.txt", files).out.isEmpty)
    #expect(rfcalc("lenet5 -o=out2.txt", files).out.isEmpty)
    #expect(files.text("out.txt") == rfcalc("lenet5").text)
    #expect(rfcalc("lenet5 -o -", files) == rfcalc("lenet5"))
    let terminal = Terminal(isInteractive: true)
    #expect(
      rfcalc("lenet5 --output=-", terminal: terminal) == rfcalc("lenet5", terminal: terminal))
    #expect(files.text("out2.txt") == files.text("out.txt"))
    #expect(files.written == ["out.txt", "out2.txt"])
  }

  @Test func terminals() {
    var terminal = Terminal(isInteractive: true, width: 70)
    let plain = rfcalc("densenet121").text
    let shown = rfcalc("densenet121", terminal: terminal).text
    #expect(shown.contains("\u{1B}[1m") && shown.contains("…"))
    #expect(!plain.contains("\u{1B}") && !plain.contains("…"))
    for environment in [["NO_COLOR": "1"], ["TERM": "dumb"]] {
      terminal.environment = environment
      #expect(!rfcalc("densenet121", terminal: terminal).text.contains("\u{1B}"))
      #expect(rfcalc("lenet5 --color always", terminal: terminal).text.contains("\u{1B}"))
    }
    terminal.environment = ["NO_COLOR": "", "TERM": "xterm"]
    #expect(rfcalc("lenet5", terminal: terminal).text.contains("\u{1B}"))
    #expect(!rfcalc("lenet5 --color never", terminal: terminal).text.contains("\u{1B}"))
    #expect(rfcalc("lenet5 --color=always").text.contains("\u{1B}"))
    let files = MemoryFiles()
    _ = rfcalc("densenet121 -o a.txt", files, terminal: terminal)
    #expect(files.text("a.txt") == plain)
  }

  @Test func helpFitsAndIsComplete() {
    for subcommand in Subcommand.allCases {
      for width in [40, 60, 80, 120] {
        let text = HelpText.text(of: subcommand, width: width)
        let lines = text.split(separator: "\n").filter { !$0.contains("rfcalc") }
        let longest = lines.map { DisplayWidth.of(String($0)) }.max() ?? 0
        #expect(longest <= max(width, 46), "\(subcommand) at \(width)")
      }
      let text = HelpText.text(of: subcommand, width: 80)
      for option in Option.allCases {
        let isNamed =
          text.contains(" " + option.usage + " ") || text.contains(" " + option.usage + "\n")
        #expect(isNamed == subcommand.takes(option), "\(subcommand) \(option)")
      }
    }
    for topic in HelpTopic.allCases {
      for width in [40, 60, 80, 120] {
        let lines = HelpText.text(of: topic, width: width).split(separator: "\n")
        let longest = lines.map { DisplayWidth.of(String($0)) }.max() ?? 0
        #expect(longest <= max(width, 59), "\(topic) at \(width)")
      }
    }
    for option in Option.allCases {
      #expect(Subcommand.allCases.contains { $0.takes(option) }, "\(option) belongs to nobody")
    }
    for column in Column.allCases {
      #expect(rfcalc("--help").text.contains("\n  \(column.rawValue) "))
    }
  }

  /// Every combination of format and option gives a result of its format, twice the same.
  @Test func matrix() throws {
    let networks = [
      "lenet5", "--layers conv3psames2c4,se2,fc3 --input 3x9x9", "se-resnet50",
      "resnet18 --input 3xHxW",
    ]
    let options = [
      "", "--depth 1", "--depth all",
      "--columns layer,kind,settings,padding,alignment,coverage,memory",
      "--pixel-origin half", "--dtype int8", "--opaque", "--on input",
    ]
    for network in networks {
      for format in OutputFormat.allCases {
        let own = network.contains("HxW") ? ["--assume H%32=0"] : []
        for option in options + own {
          let line = "\(network) \(option) --format \(format.rawValue)"
          let result = rfcalc(line)
          #expect(result.code == 0 && result.err == "", "\(line): \(result.err)")
          #expect(result == rfcalc(line))
          #expect(result.out.last == UInt8(ascii: "\n"))
          switch format {
          case .json:
            _ = try #require(
              try JSONSerialization.jsonObject(with: Data(result.out)) as? [String: Any])
          case .markdown: #expect(result.text.hasPrefix("| "))
          case .csv: #expect(result.text.split(separator: "\n").count > 1)
          case .text: #expect(result.text.contains("─"))
          }
        }
      }
    }
  }

  @Test func shellWords() throws {
    let texts: [(String, [String])] = [
      ("", []), ("  a  b\t", ["a", "b"]), ("'a b' \"c d\"", ["a b", "c d"]), ("a'b'\"c\"", ["abc"]),
      ("''", [""]), ("a\\ b", ["a b"]), ("\"a\\\"b\\n\"", ["a\"b\\n"]), ("'a\\'", ["a\\"]),
      ("a\\", ["a\\"]),
      ("--layers \"conv3,relu\" x", ["--layers", "conv3,relu", "x"]),
    ]
    for (text, words) in texts { #expect(try ShellWords.split(text) == words) }
    for (text, offset) in [("a 'b", 2), ("\"", 0), ("x \"a' b", 2)] {
      #expect(throws: UnclosedQuote(offset: offset, mark: text.contains("\"") ? "\"" : "'")) {
        try ShellWords.split(text)
      }
    }
  }
}
