import Foundation
import RFKit
import Testing

/// Findings as JSON, and the example in README. Their words are tested with the rest of the text.
@Suite struct FindingTests {
  @Test(arguments: [
    (
      "conv3s2p1,pool2s2", "3x8x9",
      """
        "findings": [
          {
            "code": "unread",
            "layers": ["input"],
            "axis": 1,
            "length": 9,
            "before": 0,
            "after": 1,
            "between": 0
          }
        ]

      """
    ),
    (
      "residual(conv3d2p2|conv3s2p1,up2),gap", "3x8",
      """
        "findings": [
          {
            "code": "covers-source",
            "layers": ["gap1"],
            "axis": null,
            "sizes": [8],
            "byEveryUnit": true,
            "module": null
          },
          {
            "code": "misaligned",
            "layers": ["residual1.add"],
            "axis": 0,
            "apart": {
              "least": {"exact": "0", "value": 0},
              "greatest": {"exact": "1", "value": 1}
            }
          },
          {
            "code": "holes",
            "layers": ["residual1.0.conv1"],
            "axis": 0,
            "share": {"exact": "3/5", "value": 0.6}
          }
        ]

      """
    ),
    (
      "concat(pool2|crop2)", "3x8",
      """
        "findings": [
          {
            "code": "covers-source",
            "layers": ["concat1.concat"],
            "axis": null,
            "unknown": "the branches advance at different rates"
          },
          {
            "code": "drifting",
            "layers": ["concat1.concat"],
            "axis": 0,
            "rates": [
              {"exact": "1", "value": 1},
              {"exact": "2", "value": 2}
            ]
          },
          {
            "code": "holes",
            "layers": ["concat1.concat"],
            "axis": 0,
            "unknown": "the branches advance at different rates"
          }
        ]

      """
    ),
    ("conv3p1", "3x8x8", "  \"findings\": []\n"),
  ]) func json(layers: String, input: String, expected: String) throws {
    let report = try Graph(layers: layers, input: try InputShape(parsing: input)).report()
    for options in [RenderOptions(), RenderOptions(columns: [.layer])] {
      let json = report.json(options)
      let found = json.range(of: "  \"findings\"").map { String(json[$0.lowerBound...]) }
      #expect(found == expected + "}\n")
    }
  }

  /// The second example of the library in README prints what stands below it.
  @Test func example() throws {
    let detector = try Zoo.graph("fasterrcnn_resnet50_fpn").report()
    var printed = ""
    for finding in detector.findings where finding.code == .misaligned {
      guard case .known(.apart(let pixels)) = finding.facts else { continue }
      print(finding.layers.map { detector.layers[$0].name }, pixels, to: &printed)
    }
    let root = URL(filePath: #filePath).appending(path: "../../..").standardized
    let readme = try String(contentsOf: root.appending(path: "README.md"), encoding: .utf8)
    let lines = printed.split(separator: "\n").map { "// \($0)" }
    #expect(readme.contains("}\n\(lines.joined(separator: "\n"))\n```\n"), "\(printed)")
  }
}
