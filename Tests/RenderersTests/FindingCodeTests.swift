import Foundation
import RFKit
import TestSupport
import Testing

/// What `--findings` says: for each code networks that have it, some that nearly do and some that don't.
@Suite struct FindingCodeTests {
  struct Case: CustomTestStringConvertible, Sendable {
    let code: Finding.Code
    let layers, input: String
    let says: [String]

    init(_ code: Finding.Code, _ layers: String, _ input: String, says: [String]) {
      (self.code, self.layers, self.input, self.says) = (code, layers, input, says)
    }

    var testDescription: String { "\(code.rawValue) of \(layers) on \(input)" }
  }

  /// What is said of one code; the last line says what to do, which is taken off.
  private static func lines(_ report: Report, _ code: Finding.Code) -> [String] {
    var options = RenderOptions()
    options.showsFindings = true
    let start = "- \(code.rawValue): "
    let remedy = code.remedy.prefix(1).lowercased() + code.remedy.dropFirst()
    var lines = report.markdown(options).split(separator: "\n").filter { $0.hasPrefix(start) }
      .map { String($0.dropFirst(start.count)) }
    guard let last = lines.popLast() else { return [] }
    #expect(last.hasSuffix(" What to do: \(remedy)"), "\(last)")
    lines.append(last.replacing(" What to do: \(remedy)", with: ""))
    return lines
  }

  @Test(arguments: [
    // padding-only
    Case(
      .paddingOnly, "conv1p1", "3x8x8",
      says: [
        "1 row at the top and 1 row at the bottom of conv1 see nothing but padding."
      ]),
    Case(
      .paddingOnly, "conv3p3c8", "3x8x9",
      says: [
        "1 row at the top and 1 row at the bottom of conv1 see nothing but padding."
      ]),
    Case(
      .paddingOnly, "pad5,conv3", "3x9",
      says: [
        "3 positions at the start and 3 positions at the end of conv1 see nothing but padding."
      ]),
    Case(.paddingOnly, "conv3p2", "3x8x8", says: []),
    Case(.paddingOnly, "pad2,conv3", "3x8x8", says: []),
    Case(.paddingOnly, "conv2d4p4", "3x16", says: []),
    // stride-over-kernel
    Case(
      .strideOverKernel, "conv3p1c8,conv1s2c8", "3x9x8",
      says: [
        "conv2 steps over 72.2 % of its input, which nothing else reads."
      ]),
    Case(
      .strideOverKernel, "conv3p1,residual(conv1s2,conv3p1|conv1s2)", "3x8x8",
      says: [
        "residual1.0.conv1 and residual1.1.conv1 step over 75 % of their input, which "
          + "nothing else reads."
      ]),
    Case(
      .strideOverKernel, "conv3p1,relu,pool2s3", "3x9x9",
      says: [
        "pool1 steps over 55.6 % of its input, which nothing else reads."
      ]),
    Case(
      .strideOverKernel, "conv3p1,conv1s2", "3xHxW",
      says: [
        "conv2 steps over 75 % of its input, which nothing else reads."
      ]),
    Case(
      .strideOverKernel, "conv3p1,conv3d2s2p2", "3x16",
      says: [
        "conv2 steps over 50 % of its input, which nothing else reads."
      ]),
    Case(.strideOverKernel, "conv3p1,residual(conv3s2p1|conv1s2)", "3x8x8", says: []),
    Case(.strideOverKernel, "conv3p1,concat(conv1s2|crop1:0,conv1s2)", "3x8", says: []),
    Case(.strideOverKernel, "conv3p1,conv2s2", "3x8x8", says: []),
    Case(.strideOverKernel, "conv3p1,gap,conv1s2", "3x8x8", says: []),
    // unread-edge
    Case(
      .unreadEdge, "conv3s2", "3x8x8",
      says: [
        "1 row at the bottom and 1 column on the right are never read."
      ]),
    Case(
      .unreadEdge, "conv1s2", "3x7x7",
      says: [
        "3 rows in between and 3 columns in between are never read."
      ]),
    Case(.unreadEdge, "conv3s2", "3x9x9", says: []),
    Case(.unreadEdge, "conv3s2p1", "3x8x8", says: []),
    // misaligned
    Case(
      .misaligned, "residual(pad1:0,conv3p1:0|conv1)", "3x16",
      says: [
        "Branches of residual1.add, residual1.0.conv1 and residual1.1.conv1, are 1 px apart, "
          + "starting at -1 and 0: a crop of 1 unit, or padding, aligns them."
      ]),
    Case(
      .misaligned, "residual(conv3s2p1,up2|conv1)", "3x16x16",
      says: [
        "Branches of residual1.add, residual1.0.up1 and residual1.1.conv1, are 0–1 px apart."
      ]),
    Case(
      .misaligned, "residual(pad0:1,conv2|conv1)", "3x16",
      says: [
        "Branches of residual1.add, residual1.0.conv1 and residual1.1.conv1, are ½ px apart."
      ]),
    Case(.misaligned, "concat(tconv2s2|up2)", "3x8", says: []),
    Case(.misaligned, "residual(conv2s2,tconv2s2|conv1)", "3x16", says: []),
    Case(.misaligned, "residual(conv3p1,conv3p1|conv1)", "3x16", says: []),
    // moved-by-padding
    Case(
      .movedByPadding, "2*residual(conv3p2:0|conv1)", "3x16",
      says: [
        "Padding on one side, as in causal chains, moves branches up to 2 px apart in 2 layers."
      ]),
    Case(.movedByPadding, "2*residual(conv3p1|conv1)", "3x16", says: []),
    Case(.movedByPadding, "residual(conv3p2:0|conv1)", "3x16", says: []),
    // drifting
    Case(
      .drifting, "concat(pool2|crop2)", "3x8",
      says: [
        "Branches of concat1.concat drift apart: they advance at different rates."
      ]),
    Case(.drifting, "concat(pool2|pool2)", "3x8", says: []),
    Case(.drifting, "concat(pool2|conv2s2)", "3x8", says: []),
    // checkerboard
    Case(
      .checkerboard, "tconv3s2", "3x8x8",
      says: [
        "Neighbouring units of tconv1 are sums of 2 and 1 taps by turns: a checkerboard."
      ]),
    Case(
      .checkerboard, "tconv5s3", "3x8",
      says: [
        "Neighbouring units of tconv1 are sums of 2, 2 and 1 taps by turns: a checkerboard."
      ]),
    Case(
      .checkerboard, "tconv2s3", "3x8",
      says: [
        "Neighbouring units of tconv1 are sums of 1, 1 and 0 taps by turns: a checkerboard."
      ]),
    Case(.checkerboard, "tconv4s2p1", "3x8x8", says: []),
    Case(.checkerboard, "tconv3s2", "3x1x1", says: []),
    Case(.checkerboard, "tconv3s1", "3x8", says: []),
    // gridding
    Case(
      .gridding, "3*conv3d2p2", "3x32",
      says: [
        "conv1 reads with holes: its units see 60 % of their field, a piece every 2 px.",
        "conv2 reads with holes: its units see 55.6 % of their field, a piece every 2 px.",
        "conv3 reads with holes: its units see 53.8 % of their field, a piece every 2 px.",
      ]),
    Case(
      .gridding, "conv3s2,conv3d4p4", "3x64",
      says: [
        "conv2 reads with holes: its units see 47.4 % of their field, a piece every 8 px."
      ]),
    Case(
      .gridding, "conv3d2p2,conv3d3p3,conv3d3p3", "3x64",
      says: [
        "conv3 reads with holes: its units see 88.2 % of their field."
      ]),
    Case(.gridding, "conv3p1,conv3d2p2,conv3d4p4", "3x32", says: []),
    Case(.gridding, "conv3d2p2,conv3p1", "3x32", says: []),
    // heavy-layer
    Case(
      .heavyLayer, "conv3p1c8,pool2s2,conv3p1c8,flatten,fc1000", "3x8x8",
      says: [
        "fc1 has 99.4 % of the parameters: 129,000."
      ]),
    Case(.heavyLayer, "conv3c8,conv3c8,conv3c8", "8x16x16", says: []),
    Case(.heavyLayer, "conv3c8,conv3c64", "3x16x16", says: []),
    Case(.heavyLayer, "3*conv3", "CxHxW", says: []),
    // bias-before-norm
    Case(
      .biasBeforeNorm, "conv3p1c4,bn,relu,conv3p1,bn", "3x8x8",
      says: [
        "Norms undo 8 biases, of conv1 and conv2."
      ]),
    Case(
      .biasBeforeNorm, "conv3p1c4,gn4", "3x8x8",
      says: [
        "Norms undo 4 biases, of conv1."
      ]),
    Case(
      .biasBeforeNorm, "conv3p1c4,in", "3x8x8",
      says: [
        "Norms undo 4 biases, of conv1."
      ]),
    Case(
      .biasBeforeNorm, "fc8,bn", "16",
      says: [
        "Norms undo 8 biases, of fc1."
      ]),
    Case(.biasBeforeNorm, "conv3p1c4nobias,bn", "3x8x8", says: []),
    Case(.biasBeforeNorm, "conv3p1c4,gn2", "3x8x8", says: []),
    Case(.biasBeforeNorm, "conv3p1c4,relu,bn", "3x8x8", says: []),
    Case(.biasBeforeNorm, "conv3p1c4,ln", "3x8x8", says: []),
    Case(.biasBeforeNorm, "conv3p1c4,residual(bn|conv1nobias)", "3x8x8", says: []),
    // covers-image
    Case(
      .coversImage, "conv9p4c4", "3x9x9",
      says: [
        "The field of a middle unit covers the whole 9×9 input from conv1 on. Input sizes "
          + "that layers are of use for: 1–9 conv1."
      ]),
    Case(
      .coversImage, "conv3p1c4,gap", "3x9x9",
      says: [
        "Every unit sees the whole 9×9 input from gap1 on. Input sizes that layers are of "
          + "use for: 1–3 conv1."
      ]),
    Case(
      .coversImage, "5*conv3p1c4", "3x4x4",
      says: [
        "The field of a middle unit covers the whole 4×4 input from conv2 on. Unproductive "
          + "(Richter et al. 2021), as what they read sees more than that on every way: conv3, "
          + "conv4 and conv5. Input sizes that layers are of use for: 1–11 conv1 and 4 more."
      ]),
    Case(.coversImage, "conv7p3c4", "3x9x9", says: []),
    Case(.coversImage, "conv3p1", "3x9x9", says: []),
    Case(.coversImage, "conv1", "3x1x1", says: []),
    // below-image
    Case(
      .belowImage, "conv3p1c4,conv3p1", "3x64x64",
      says: [
        "The last field, 5×5 of conv2, is smaller than the 64×64 input."
      ]),
    Case(
      .belowImage, "conv3p1c4,gap", "3x64x64",
      says: [
        "The last field, 3×3 of conv1, is smaller than the 64×64 input."
      ]),
    Case(
      .belowImage, "conv3p1c4,conv3p1", "3x5x64",
      says: [
        "The last field, 5×5 of conv2, does not span the 5×64 input along the width."
      ]),
    Case(.belowImage, "conv3p1c4,conv3p1", "3x5x5", says: []),
    Case(.belowImage, "conv1", "3x8x8", says: []),
    Case(.belowImage, "conv3p1c4,in", "3x64x64", says: []),
    // half-pixel
    Case(
      .halfPixel, "conv4p1", "3x16x16",
      says: [
        "Units of conv1, a window of 4 padded by 1 on both sides, lie between those that it reads."
      ]),
    Case(
      .halfPixel, "conv2p1", "3x16",
      says: [
        "Units of conv1, a window of 2 padded by 1 on both sides, lie between those that it reads."
      ]),
    Case(.halfPixel, "conv4s2p1", "3x16x16", says: []),
    Case(.halfPixel, "conv2p1:0", "3x16", says: []),
    Case(.halfPixel, "conv2p1,crop0:1", "3x16", says: []),
    Case(.halfPixel, "conv2", "3x16", says: []),
    Case(.halfPixel, "conv2d2p1", "3x16", says: []),
    Case(.halfPixel, "conv8p1", "3x6x6", says: []),
    // size-dependent
    Case(
      .sizeDependent, "conv3s2psamec4,conv3s2psame", "3x16x16",
      says: [
        "SAME padding of conv1 and conv2 depends on the size: 0 or 1 before, modulo 2."
      ]),
    Case(
      .sizeDependent, "conv3s2psame", "3xHxW",
      says: [
        "SAME padding of conv1 depends on the size: 0 or 1 before, modulo 2."
      ]),
    Case(
      .sizeDependent, "conv7s4psame", "3x16",
      says: [
        "SAME padding of conv1 depends on the size: 1 to 3 before, modulo 4."
      ]),
    Case(.sizeDependent, "conv2s2psame", "3x15x15", says: []),
    Case(.sizeDependent, "conv3psame", "3x16x16", says: []),
    Case(.sizeDependent, "conv3s2p1", "3x16x16", says: []),
  ]) func says(_ example: Case) throws {
    let shape = try InputShape(parsing: example.input)
    let report = try Graph(layers: example.layers, input: shape).report()
    #expect(Self.lines(report, example.code) == example.says)
  }

  /// What layer strings can't say: layers that lead nowhere.
  @Test func dead() throws {
    let image = GraphBuilder("network").input(3, 8, 8)
    let features = image.conv(4, 3, padding: 1, named: "features")
    _ = features.conv(8, 1, named: "head").relu(named: "act")
    let builder = image.builder
    let report = try builder.build(output: features.conv(2, 1, named: "out")).report()
    #expect(Self.lines(report, .dead) == ["head and act reach no output, with 40 parameters."])
    let other = GraphBuilder("other").input(3, 8, 8)
    _ = other.relu(named: "act")
    let idle = try other.builder.build(output: other.conv(2, 1)).report()
    #expect(Self.lines(idle, .dead) == ["act reaches no output."])
    // What only moves numbers is left over from something, and costs nothing.
    let third = GraphBuilder("third").input(3, 8, 8)
    _ = third.flatten()
    #expect(
      Self.lines(try third.builder.build(output: third.conv(2, 1)).report(), .dead).isEmpty)
  }

  /// Every code's own words are sentences.
  @Test func words() {
    for code in Finding.Code.allCases {
      #expect(code.remedy.hasSuffix(".") && !code.summary.hasSuffix("."), "\(code)")
    }
  }

  /// Of the whole zoo, looked at one by one: what `--findings` says without details and what to do.
  @Test func zoo() throws {
    var text = ""
    for entry in Zoo.entries {
      let report = try Zoo.graph(entry.name).report()
      var options = RenderOptions()
      options.showsFindings = true
      for line in report.markdown(options).split(separator: "\n") {
        let end = [" What to do:", " Unproductive", " Input sizes"].compactMap {
          line.range(of: $0)?.lowerBound
        }.min()
        print("\(entry.name)\(line[..<(end ?? line.endIndex)].dropFirst())", to: &text)
      }
    }
    #expect(try Snapshot.difference(text, from: "zoo-findings.txt") == nil)
  }

  /// CSV has a line for each, JSON what the report has.
  @Test func formats() throws {
    let shape = try InputShape(parsing: "3x16")
    let report = try Graph(layers: "conv4p1c4nobias", input: shape).report()
    var options = RenderOptions()
    options.showsFindings = true
    #expect(
      report.csv(options) == """
        code,layers,axis,finding,remedy
        below-image,conv1,,"The last field, 4 of conv1, is smaller than the 16 input.","Add strides, dilation or layers where the whole has to be seen; nothing where neighbourhoods tell enough."
        half-pixel,conv1,0,"Units of conv1, a window of 4 padded by 1 on both sides, lie between those that it reads.","Take an odd kernel, or pad one more on one side, which keeps the size."

        """)
    #expect(
      report.json(options) == """
        {
          "schema": "rfcalc/findings/1",
          "network": "network",
          "findings": [
            {
              "code": "below-image",
              "layers": ["conv1"],
              "axis": null,
              "field": [4],
              "sizes": [16],
              "text": "The last field, 4 of conv1, is smaller than the 16 input.",
              "remedy": "Add strides, dilation or layers where the whole has to be seen; nothing where neighbourhoods tell enough."
            },
            {
              "code": "half-pixel",
              "layers": ["conv1"],
              "axis": 0,
              "extent": 4,
              "padding": 1,
              "text": "Units of conv1, a window of 4 padded by 1 on both sides, lie between those that it reads.",
              "remedy": "Take an odd kernel, or pad one more on one side, which keeps the size."
            }
          ]
        }

        """)
  }

  /// What isn't known is said once for each reason; of nothing it is said that there is nothing.
  @Test func unknowns() throws {
    var options = RenderOptions()
    options.showsFindings = true
    let image = GraphBuilder("strange").input(3, 8, 8)
    let strange = image.then(.opaque(Opaque(name: "odd")), named: "odd").conv(4, 3)
    let report = try strange.builder.build(output: strange).report(
      Report.Options(allowsOpaque: true))
    #expect(
      report.text(options) == """
        strange, input 3×8×8, float32

        Unknown, padding-only, stride-over-kernel, unread-edge, checkerboard, gridding,
          constants, bias-before-norm, covers-image, half-pixel and size-dependent:
          depends on the unknown operator 'odd'; --until NAME cuts the network off
          before it.

        """)
    let shape = try InputShape(parsing: "3x8x8")
    let plain = try Graph(layers: "conv1", input: shape).report()
    #expect(plain.markdown(options) == "- No findings.\n")
  }

  /// The page about findings has the codes' own words.
  @Test func page() throws {
    let root = URL(filePath: #filePath).appending(path: "../../..").standardized
    let page = try String(
      contentsOf: root.appending(path: "Sources/Renderers/Renderers.docc/Findings.md"),
      encoding: .utf8)
    var lines = page.split(separator: "\n").filter { $0.hasPrefix("| `") }[...]
    #expect(lines.count == Finding.Code.allCases.count)
    for code in Finding.Code.allCases {
      #expect(
        lines.popFirst().map { String($0) }
          == "| `\(code.rawValue)` | \(code.summary) | \(code.remedy) |")
    }
  }
}
