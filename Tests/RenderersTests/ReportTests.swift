import Foundation
import RFKit
import TestSupport
import Testing

/// Whole renderings: recorded ones, and what holds for every network.
struct ReportTests {
  private func report(
    _ layers: String, _ input: String? = nil, assuming facts: String = ""
  ) throws -> Report {
    let shape = try input.map { try InputShape(parsing: $0) }
    let options = Report.Options(assumptions: try Assumptions(parsing: facts))
    return try Graph(layers: layers, input: shape).report(options)
  }

  @Test func recordings() throws {
    let resnet = try Zoo.graph("resnet50").report()
    #expect(try Snapshot.difference(resnet.text(), from: "resnet50.txt") == nil)
    #expect(try Snapshot.difference(resnet.markdown(), from: "resnet50.md") == nil)
    #expect(
      try Snapshot.difference(
        resnet.csv(RenderOptions(columns: Column.allCases)), from: "resnet50.csv") == nil)
    #expect(
      try Snapshot.difference(
        resnet.text(RenderOptions(depth: .levels(1))), from: "resnet50-depth1.txt") == nil)
    #expect(
      try Snapshot.difference(
        resnet.text(RenderOptions(usesColor: true)), from: "resnet50-color.txt") == nil)
    #expect(
      try Snapshot.difference(
        Zoo.graph("densenet121").report().text(RenderOptions(width: 80)),
        from: "densenet121-80.txt") == nil)
    #expect(
      try Snapshot.difference(
        Zoo.graph("se-resnet50").report().text(), from: "se-resnet50.txt") == nil)
    #expect(try Snapshot.difference(resnet.text(of: "layer1.0.conv2"), from: "layer.txt") == nil)
    #expect(try Snapshot.difference(resnet.markdown(of: "layer1"), from: "module.md") == nil)
    let open = try report("conv3s2p1c8,residual(conv3p1,bn,relu|conv1),tconv4s2p1,up2", "3xHxW")
    #expect(try Snapshot.difference(open.text(RenderOptions(depth: .all)), from: "open.txt") == nil)
    #expect(try Snapshot.difference(open.json(), from: "open.json") == nil)
    #expect(
      try Snapshot.difference(
        resnet.region(of: "layer4", unit: [3, 3]).table(
          along: resnet.axes[0], pixelOrigin: .zero
        )
        .text(CellStyle()), from: "region.txt") == nil)
  }

  /// Names are cut to fit, numbers never: fields of three axes and many digits need more than 80.
  @Test func everyNetworkFitsAndAddsUp() throws {
    var wide = 0
    for entry in Zoo.entries {
      let report = try Zoo.graph(entry.name).report()
      for depth in [.oneScreen, .levels(1), .levels(2), .levels(3), .all] as [RenderOptions.Depth] {
        try check(report, depth)
      }
      let lines = report.text(RenderOptions(width: 80)).split(separator: "\n")
      let width = lines.map { DisplayWidth.of(String($0)) }.max() ?? 0
      #expect(width <= 110, "\(entry.name)")
      if width > 80 { wide += 1 }
      let outputs = lines.drop { !$0.hasPrefix("output ") }.prefix { !$0.hasSuffix(".") }
      #expect(lines.count - outputs.count <= 40, "\(entry.name) takes \(lines.count) lines")
      _ = try #require(
        try JSONSerialization.jsonObject(with: Data(report.json().utf8)) as? [String: Any])
    }
    #expect(4 * wide < Zoo.entries.count)
  }

  /// Whatever is folded, the lines have all parameters and all work, once; what is unknown in one is
  /// unknown in the sum.
  private func check(_ report: Report, _ depth: RenderOptions.Depth) throws {
    let columns: [Column] = [.parameters, .statistics, .macs, .flops, .memory]
    let csv = report.csv(RenderOptions(columns: columns, depth: depth)).split(separator: "\n")
    #expect(csv[0] == "parameters,statistics,macs,flops,memory")
    var sums = [Int?](repeating: 0, count: columns.count)
    for line in csv.dropFirst() {
      for (index, field) in line.split(separator: ",").enumerated() {
        if field == "?" {
          sums[index] = nil
          continue
        }
        let number = try #require(Int(field))
        sums[index] = sums[index].map { $0 + number }
      }
    }
    let total = report.total
    let name = "\(report.graph.name) \(depth)"
    #expect(sums[0].map { Dim($0) } == total.parameters.value, "\(name)")
    #expect(sums[1].map { Dim($0) } == total.parameterCounts.value?.runningStatistics, "\(name)")
    #expect(sums[2].map { Dim($0) } == total.multiplyAccumulates.value, "\(name)")
    #expect(sums[3].map { Dim($0) } == total.floatingPointOperations.value, "\(name)")
    #expect(sums[4].map { Dim($0) } == total.activationBytes.value, "\(name)")
    let markdown = report.markdown(RenderOptions(depth: depth))
      .split(separator: "\n", omittingEmptySubsequences: false)
    let table = markdown.drop { !$0.hasPrefix("|") }.prefix { $0.hasPrefix("|") }
    #expect(Set(table.map { DisplayWidth.of(String($0)) }).count == 1)
  }

  @Test func worthKnowing() throws {
    let cases: [(layers: String, input: String, says: String)] = [
      (
        "pool3s4,conv3", "3x50x51",
        "3 rows at the bottom, 11 rows in between and 12 columns in between are never\n  read."
      ),
      ("conv3s2", "3x8x7", "1 row at the bottom is never read."),
      ("conv3s2", "3x8x8", "1 row at the bottom and 1 column on the right are never read."),
      ("conv3s3", "3x11", "2 positions at the end are never read."),
      (
        "crop2", "3x9x9",
        "2 rows at the top, 2 rows at the bottom, 2 columns on the left and 2 columns on\n  the right are never read."
      ),
      (
        "conv3x3x3s3", "1x1x9x10x11",
        "1 slice at the end of the height and 2 slices at the end of the width are never\n  read."
      ),
      (
        "conv3d2", "3x9x9",
        "conv1 reads with holes: its units see 60 % of their field, a piece every 2 px."
      ),
      (
        "conv3s2p1,concat(conv1|pool2s1p0:1)", "3x8x8", "Branches of concat1.concat are 1 px apart."
      ),
      ("concat(conv1|conv3s2p1,up2)", "3x16x16", "Branches of concat1.concat are 0–1 px apart."),
      (
        "concat(conv1|conv3s2p1,upbilinear2)", "3x16x16",
        "Branches of concat1.concat are ½ px apart."
      ),
      (
        "concat(conv1|conv3s2p1,up2,conv3p1)", "3x16x16",
        "Branches of concat1.concat are 0.33–0.67 px apart."
      ),
      (
        "4*(concat(conv1c3|conv3s2p1c3,up2),conv1c3)", "3x16x16",
        "Branches are apart in 4 layers, from 0–1 px in concat1.concat to 2–3 px in\n  concat4.concat."
      ),
      (
        "concat("
          + [String](repeating: "concat(conv1|conv3s2p1,up2)", count: 4).joined(separator: "|")
          + ")", "3x16x16", "Branches are apart in 4 layers, up to 1 px in each."
      ),
      (
        "concat(pool2|crop2)", "3x8x8",
        "Branches of concat1.concat drift apart: they advance at different rates."
      ),
      (
        "residual(conv3p2:0|conv1),residual(conv3p4:0d2|conv1)", "3x64",
        "Padding on one side, as in causal chains, moves branches up to 3 px apart in 2\n  layers."
      ),
      (
        "conv9p4,conv9p4", "3x9x9",
        "The field of a middle unit covers the whole 9×9 input from conv1 on."
      ),
      ("conv3p1,gap", "3x9x9", "Every unit sees the whole 9×9 input from gap1 on."),
      ("conv3c8,fc10", "3x8x8", "Parameters take 12.2 KiB, activations 3.0 KiB (2.3 KiB at once)."),
      ("conv7", "3xHxW", "Holds for H ≥ 7 and W ≥ 7."),
      (
        "conv3psames2", "3xHxW",
        "(1) start of conv1: 1 if H % 2 = 0, else 0; 1 if W % 2 = 0, else 0"
      ),
      (
        "4*(conv3psames2)", "3xHxW",
        "?: SAME padding depends on the remainder of an open size; --input or --assume\n  decides it."
      ),
      (
        "se4", "8x9x9",
        "+all: a gate, norm or scale sees the whole input; the size is of the local part."
      ),
    ]
    for (layers, input, says) in cases {
      let text = try report(layers, input).text()
      #expect(text.contains("\n" + says + "\n"), "\(layers) on \(input):\n\(text)")
    }
    #expect(
      try report("conv7", "3xHxW", assuming: "H%8=0,W>=7").text()
        .contains("\nAssumed: H % 8 = 0, W >= 7.\n"))
    #expect(!(try report("conv3p1", "3x9x9").text().contains("never read")))
  }

  /// One line for all places, none where phases of resizing alone are apart, and one for a causal chain.
  @Test(arguments: [
    (
      "fasterrcnn_resnet50_fpn", 1,
      "Branches are apart in 3 layers, from 0–16 px in backbone.fpn.add.2 to 0–28 px in"
    ),
    ("unet", 0, "The last field, 204×204 of up2.conv1, is smaller than the 572×572 input."),
    (
      "hrnet_w18", 1,
      "Branches are apart in 17 layers, from 0–4 px in stage2.0.fuse_layers.0.add to"
    ),
    (
      "wavenet", 1,
      "Padding on one side, as in causal chains, moves branches up to 1534½ px apart in"
    ),
    ("tcn", 1, "Padding on one side, as in causal chains, moves branches up to 1530 px apart in"),
    (
      "segnet", 0,
      "The last field, 404×404 of decoder3.6, does not span the 360×480 input along the"
    ),
    ("swin_t", 0, "Parameters take 107.9 MiB, activations 132.1 MiB (10.3 MiB at once)."),
    ("swin_v2_t", 0, "Every unit sees the whole 256×256 input from features.7.0.attn.softmax on."),
    ("resnet50", 0, "Parameters take 97.5 MiB, activations 143.9 MiB (9.2 MiB at once)."),
  ]) func misalignments(name: String, count: Int, says: String) throws {
    let text = try Zoo.graph(name).report().text()
    let lines = text.split(separator: "\n")
    #expect(lines.contains { $0 == says }, "\(text.suffix(500))")
    let told = lines.count { $0.hasPrefix("Branches") || $0.hasPrefix("Padding on one side") }
    #expect(told == count)
  }

  /// True of all layers behind, and the same however the table is folded.
  @Test(arguments: [
    (
      "deeplabv3_resnet50",
      "The field of a middle unit covers the whole 520×520 input from classifier.0.convs.1 on."
    ),
    (
      "yolov3",
      "The field of a middle unit covers the whole 416×416 input from backbone.stages.4 on."
    ),
    ("vgg16", "Every unit sees the whole 224×224 input from classifier on."),
  ]) func coverage(name: String, says: String) throws {
    let report = try Zoo.graph(name).report()
    for depth in [.oneScreen, .levels(1), .levels(2), .all] as [RenderOptions.Depth] {
      let text = report.text(RenderOptions(depth: depth)).replacing("\n  ", with: " ")
      let lines = text.split(separator: "\n").filter { $0.contains(" the whole ") }
      #expect(lines.filter { !$0.hasPrefix("+all") } == [says[...]], "\(depth)")
    }
  }

  @Test func unknownsHaveTheirReason() throws {
    let builder = GraphBuilder("strange")
    let image = builder.input(3, 8, 8)
    let value = image.conv(4, 3).then(.opaque(Opaque(name: "Fo|o"))).conv(4, 3)
    let report = try builder.build(output: value).report(Report.Options(allowsOpaque: true))
    #expect(
      report.text() == """
        strange, input 3×8×8, float32

        layer  output  field  jump  start  parameters     MACs
        ──────────────────────────────────────────────────────
        conv1   4×6×6    3×3     1      1         112    3,888
        Fo|o1       ?      ?     ?      ?           ?        ?
        conv2       ?      ?     ?      ?           ?        ?
        ──────────────────────────────────────────────────────
        total                                   ≥ 112  ≥ 3,888

        Total parameters: at least 112, without: Fo|o (1 layer), conv (1 layer).
        Total MACs: at least 3,888, without: Fo|o (1 layer), conv (1 layer).
        ?: depends on the unknown operator 'Fo|o'; --until NAME cuts the network off
          before it.
        Parameters take at least 448 B, activations at least 1.3 KiB.

        """)
    #expect(
      report.markdown().hasSuffix(
        "\n- ?: depends on the unknown operator 'Fo\\|o'; --until NAME cuts the network off "
          + "before it.\n"))
    #expect(report.json().contains(#"{"unknown": "depends on the unknown operator 'Fo|o'"}"#))
  }

  /// Names come from files: they must not move the cursor, break a table or end a string.
  @Test func hostileNames() throws {
    let names = [
      "a\nb", "\u{1B}[31m", "a|b", "\"q\",x", "`c` *b* _i_ <script>", "@x", "日本語", "\u{202E}evil",
      "--> <!-- /rfcalc -->",
    ]
    let builder = GraphBuilder("evil\n\u{1B}]0;x\u{7}")
    var value = builder.input(3, 8, 8, named: "in\nput")
    for name in names { value = value.conv(3, 3, padding: 1, named: name) }
    let report = try builder.build(output: value).report()
    for text in [report.text(), report.markdown(), report.csv(), report.json()] {
      let isClean = text.unicodeScalars.allSatisfy { scalar in
        scalar == "\n" || (scalar.value >= 0x20 && scalar.value != 0x7F && scalar.value != 0x202E)
      }
      #expect(isClean)
    }
    let rows = report.csv().split(separator: "\n")
    #expect(rows.count == names.count + 1)
    #expect(rows[4].hasPrefix("\"\"\"q\"\",x\","))
    let table = report.markdown().split(separator: "\n").filter { $0.hasPrefix("|") }
    #expect(Set(table.map { DisplayWidth.of(String($0)) }).count == 1)
    #expect(table[6].hasPrefix("| \\`c\\` \\*b\\* \\_i\\_ \\<script>"))
    let json = try #require(
      try JSONSerialization.jsonObject(with: Data(report.json().utf8)) as? [String: Any])
    let layers = try #require(json["layers"] as? [[String: Any]])
    #expect(layers.dropFirst().compactMap { $0["name"] as? String } == names)
  }

  /// Before the first dot there is no module.
  @Test func namesThatBeginWithADot() throws {
    let builder = GraphBuilder("dots")
    var value = builder.input(3, 8, 8, named: "x")
    for name in [".a.relu", ".a..relu", "relu"] { value = value.relu(named: name) }
    let report = try builder.build(output: value).report()
    #expect(report.modules.map(\.name) == [".a", ".a."])
    func lines(_ depth: RenderOptions.Depth) -> [Substring] {
      report.csv(RenderOptions(columns: [.layer], depth: depth)).split(separator: "\n").dropFirst()
        .map { $0 }
    }
    #expect(lines(.all) == [".a.relu", ".a..relu", "relu"])
    #expect(lines(.oneScreen) == [".a.relu"])
    #expect(lines(.levels(2)) == [".a", "relu"])
  }

  @Test func columnsHaveNamesThatTheCommandLineKnows() throws {
    for column in Column.allCases {
      #expect(column.rawValue == column.rawValue.lowercased())
      #expect(!column.title.isEmpty && !column.summary.isEmpty)
    }
    let report = try report("conv3c4,relu", "3x8x8")
    #expect(
      report.markdown(columns: [.layer, .kind, .settings]) == """
        | layer | kind | settings |
        | :---- | :--- | :------- |
        | conv1 | conv | 3        |

        """)
    #expect(
      report.json(RenderOptions(columns: [.layer, .field, .start], pixelOrigin: .half))
        .contains("\"start\": [1.5, 1.5]"))
  }
}
