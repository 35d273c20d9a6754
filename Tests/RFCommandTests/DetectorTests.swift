import RFKit
import TestSupport
import Testing

@testable import RFCommand

/// Detectors as they are exported: heads flattened and set side by side, boxes decoded, what overlaps suppressed.
@Suite struct DetectorTests {
  /// Maps of 8×12 and 4×6, a head with two anchors on each, the same weights in both, seven numbers an anchor; boxes and
  /// scores are decoded from 240 anchors.
  static let file: [UInt8] = {
    var writer = ONNXFileWriter()
    writer.input("image", [1, 3, 32, 48])
    writer.initializer("stem", [8, 3, 3, 3])
    writer.initializer("down", [8, 8, 3, 3])
    writer.initializer("head", [14, 8, 3, 3])
    let half: KeyValuePairs<String, ONNXFileWriter.Attribute> = [
      "strides": .ints([2, 2]), "pads": .ints([1, 1, 1, 1]),
    ]
    writer.node("Conv", ["image", "stem"], ["a"], name: "/body/stem/Conv", half)
    writer.node("Conv", ["a", "down"], ["b"], name: "/body/c2/Conv", half)
    writer.node("Conv", ["b", "down"], ["c"], name: "/body/c3/Conv", half)
    for (level, (map, count)) in [("b", 192), ("c", 48)].enumerated() {
      let place = "/head/level\(level)"
      writer.node(
        "Conv", [map, "head"], ["h\(level)"], name: "\(place)/Conv",
        ["pads": .ints([1, 1, 1, 1])])
      writer.initializer("s\(level)", [5], integers: [1, 2, 7, 8 >> level, 12 >> level])
      writer.node("Reshape", ["h\(level)", "s\(level)"], ["g\(level)"], name: "\(place)/Reshape")
      writer.node(
        "Transpose", ["g\(level)"], ["t\(level)"], name: "\(place)/Transpose",
        ["perm": .ints([0, 1, 3, 4, 2])])
      writer.initializer("f\(level)", [3], integers: [1, count, 7])
      writer.node("Reshape", ["t\(level)", "f\(level)"], ["p\(level)"], name: "\(place)/Flatten")
    }
    writer.node("Concat", ["p0", "p1"], ["raw"], name: "/Concat", ["axis": .int(1)])
    writer.initializer("parts", [2], integers: [4, 3])
    writer.node("Split", ["raw", "parts"], ["boxes", "logits"], name: "/Split", ["axis": .int(2)])
    writer.node("Sigmoid", ["logits"], ["scores"], name: "/Sigmoid")
    writer.scales("sizes", [32, 48, 32, 48])
    writer.node("Mul", ["boxes", "sizes"], ["scaled"], name: "/Mul")
    writer.node("Concat", ["scaled", "scores"], ["output0"], name: "/Concat_1", ["axis": .int(2)])
    writer.node("ReduceMax", ["scores"], ["best"], name: "/ReduceMax", ["axes": .ints([2])])
    writer.output("output0")
    writer.output("best")
    return writer.bytes(name: "detector")
  }()

  private static func files() -> MemoryFiles {
    let files = MemoryFiles()
    files.files["det.onnx"] = file
    return files
  }

  @Test(arguments: [
    ("det.onnx", "detector.txt"), ("det.onnx --depth 1", "detector-depth1.txt"),
    ("det.onnx --format markdown", "detector.md"), ("det.onnx --anchors", "detector-anchors.txt"),
    ("det.onnx --anchors --format csv", "detector-anchors.csv"),
    ("region det.onnx --at output0 --unit 0,200,:", "detector-region.txt"),
    ("region det.onnx --at output0 --unit :,230,5", "detector-region5.txt"),
    ("region det.onnx --at output0 --unit 0,200,: --format json", "detector-region.json"),
  ])
  func recordings(_ line: String, _ name: String) throws {
    let result = rfcalc(line, Self.files())
    #expect(result.err.isEmpty, "\(line): \(result.err)")
    let difference = try Snapshot.difference(result.text, from: name)
    #expect(difference == nil, "\(difference ?? "")")
  }

  @Test func oneScreenIsEnough() {
    let terminal = RFCommand.Terminal(
      isInteractive: true, width: 80, environment: ["NO_COLOR": "1"])
    let lines = rfcalc("det.onnx", Self.files(), terminal: terminal).text.split(separator: "\n")
    #expect(lines.allSatisfy { $0.count <= 80 })
    #expect(lines.contains { $0.hasPrefix("post-proc") } && lines.count <= 30)
    #expect(!rfcalc("det.onnx --depth all", Self.files()).text.contains("post-processing"))
  }

  /// Every anchor sees what the place of the head sees that it is said to be.
  @Test func anchorsArePlacesOfHeads() throws {
    let graph = try ONNXModel(Self.file).graph
    let report = try graph.report()
    for anchor in 0..<240 {
      let places = try report.places(of: "output0", unit: [nil, anchor, 5])
      let place = try #require(places.places.first)
      #expect(places.places.count == 1)
      let level = anchor < 192 ? 0 : 1
      #expect(report.layers[place.value.node].name == "head.level\(level).Conv")
      #expect(places.pieces.last.map { [$0.index, $0.count] } == [level, 2])
      let within = level == 0 ? anchor : anchor - 192
      let (rows, columns) = (8 >> level, 12 >> level)
      let expected = [
        nil, within / (rows * columns) * 7 + 5, within / columns % rows, within % columns,
      ]
      #expect(place.positions.map { $0?.hull.lower } == expected)
      let unit = expected
      let seen = try report.region(of: "output0", unit: [nil, anchor, 5])
      let head = try report.region(of: "head.level\(level).Conv", unit: unit)
      #expect(seen.axes.map(\.positions) == head.axes.map(\.positions))
    }
  }

  /// A map says nothing of places, nor does what sees all of it.
  @Test(
    arguments: [
      ("resnet18", "layer4", [3, 3]), ("resnet18", "fc", [7]), ("alexnet", "flatten", [37]),
    ] as [(String, String, [Int])])
  func mapsAreNoAnchors(_ network: String, _ layer: String, _ unit: [Int]) throws {
    let places = try Zoo.graph(network).report().places(of: layer, unit: unit)
    #expect(places.places.isEmpty || layer == "flatten")
  }

  @Test(arguments: [
    ("det.onnx --anchors --at raw", "'--at' and '--anchors' can't be used together."),
    ("det.onnx --anchors --depth 1", "'--depth' and '--anchors' can't be used together."),
    (
      "det.onnx --anchors --format graph",
      "'--anchors' can't be used here: '--format graph' writes the network, not what is known of it."
    ),
  ])
  func mistakes(_ line: String, _ says: String) {
    let result = rfcalc(line, Self.files())
    #expect(result.code == 64)
    #expect(result.err.hasPrefix("Error: \(says)\n"), "\(result.err)")
  }

  /// (i + ½)·stride beside the centre of unit i, by hand: stride 4, start 0 of two 3×3 windows with padding 1 on each
  /// side and stride 2 is ½ from the edge, 1½ before 2.
  @Test func offsetsByHand() throws {
    let files = Self.files()
    let lines = rfcalc(
      "--layers conv3s2p1,conv3s2p1 --input 3x32x32 --columns layer,jump,start,anchor,offset", files
    ).text.split(separator: "\n")
    let second = lines.first { $0.hasPrefix("conv2") }?.split(separator: " ").map(String.init)
    #expect(second == ["conv2", "4", "0", "2", "-1½"])
  }

  /// What an ONNX file is by its bytes is read from standard input too.
  @Test func standardInput() {
    let files = Self.files()
    files.input = Self.file
    let (piped, named) = (rfcalc("-", files), rfcalc("det.onnx", files))
    #expect(piped.code == 0 && piped.text == named.text, "\(piped.err)")
    files.input = [0x80, 0x02, 0x00] + Array("garbage".utf8)
    let garbage = rfcalc("-", files)
    #expect(garbage.code == 65)
    #expect(garbage.err.hasPrefix("Error: <stdin>: this is no ONNX file: byte "), "\(garbage.err)")
  }
}
