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
            "code": "unread-edge",
            "layers": ["input"],
            "axis": 1,
            "length": 9,
            "before": 0,
            "after": 1,
            "between": 0,
            "text": "1 column on the right is never read.",
            "remedy": "Pad, or take an input size that the strides fit."
          },
          {
            "code": "below-image",
            "layers": ["pool1"],
            "axis": null,
            "field": [5, 5],
            "sizes": [8, 9],
            "text": "The last field, 5×5 of pool1, is smaller than the 8×9 input.",
            "remedy": "Add strides, dilation or layers where the whole has to be seen; nothing where neighbourhoods tell enough."
          }
        ]

      """
    ),
    (
      "residual(conv3d2p2|conv3s2p1,up2),gap", "3x8",
      """
        "findings": [
          {
            "code": "misaligned",
            "layers": ["residual1.add"],
            "axis": 0,
            "apart": {
              "least": {"exact": "0", "value": 0},
              "greatest": {"exact": "1", "value": 1}
            },
            "paths": [
              {
                "layer": "residual1.0.conv1",
                "start": {
                  "least": {"exact": "0", "value": 0},
                  "greatest": {"exact": "0", "value": 0}
                },
                "jump": {"exact": "1", "value": 1}
              },
              {
                "layer": "residual1.1.up1",
                "start": {
                  "least": {"exact": "0", "value": 0},
                  "greatest": {"exact": "0", "value": 0}
                },
                "jump": {"exact": "1", "value": 1}
              }
            ],
            "shift": null,
            "text": "Branches of residual1.add, residual1.0.conv1 and residual1.1.up1, are 0–1 px apart.",
            "remedy": "Pad or crop one branch, or resize by sampling at the centres of pixels."
          },
          {
            "code": "gridding",
            "layers": ["residual1.add"],
            "axis": 0,
            "period": 4,
            "share": {"exact": "4/5", "value": 0.8},
            "text": "residual1.add reads with holes: its units see 80 % of their field, a piece every 4 px.",
            "remedy": "Take dilations without a common factor, as 1, 2, 5, or end with a convolution that has none."
          },
          {
            "code": "covers-image",
            "layers": ["gap1"],
            "axis": null,
            "sizes": [8],
            "byEveryUnit": true,
            "module": null,
            "unproductive": [],
            "stages": [
              {
                "layers": ["residual1.0.conv1", "residual1.1.conv1"],
                "least": 1,
                "greatest": 5
              }
            ],
            "text": "Every unit sees the whole 8 input from gap1 on.",
            "remedy": "Nothing, unless layers behind are unproductive: then take a larger input, or fewer layers."
          },
          {
            "code": "below-image",
            "layers": ["residual1.0.conv1"],
            "axis": null,
            "field": [5],
            "sizes": [8],
            "text": "The last field, 5 of residual1.0.conv1, is smaller than the 8 input.",
            "remedy": "Add strides, dilation or layers where the whole has to be seen; nothing where neighbourhoods tell enough."
          }
        ]

      """
    ),
    (
      "concat(pool2|crop2)", "3x8",
      """
        "findings": [
          {
            "code": "drifting",
            "layers": ["concat1.concat"],
            "axis": 0,
            "rates": [
              {"exact": "1", "value": 1},
              {"exact": "2", "value": 2}
            ],
            "text": "Branches of concat1.concat drift apart: they advance at different rates.",
            "remedy": "Give the branches equal strides, or resize one to the size of the other."
          },
          {
            "code": "gridding",
            "layers": ["concat1.concat"],
            "axis": 0,
            "unknown": "the branches advance at different rates",
            "text": null,
            "remedy": "Take dilations without a common factor, as 1, 2, 5, or end with a convolution that has none."
          },
          {
            "code": "covers-image",
            "layers": ["concat1.concat"],
            "axis": null,
            "unknown": "the branches advance at different rates",
            "text": null,
            "remedy": "Nothing, unless layers behind are unproductive: then take a larger input, or fewer layers."
          }
        ]

      """
    ),
    (
      "5*conv3p1c4", "3x4",
      """
        "findings": [
          {
            "code": "covers-image",
            "layers": ["conv2"],
            "axis": null,
            "sizes": [4],
            "byEveryUnit": false,
            "module": null,
            "unproductive": ["conv3", "conv4", "conv5"],
            "stages": [
              {
                "layers": ["conv1", "conv2", "conv3", "conv4", "conv5"],
                "least": 1,
                "greatest": 11
              }
            ],
            "text": "The field of a middle unit covers the whole 4 input from conv2 on.",
            "remedy": "Nothing, unless layers behind are unproductive: then take a larger input, or fewer layers."
          }
        ]

      """
    ),
    (
      "conv3p1,conv1s2", "3x8",
      """
        "findings": [
          {
            "code": "stride-over-kernel",
            "layers": ["conv2"],
            "axis": null,
            "dropped": {"exact": "1/2", "value": 0.5},
            "text": "conv2 steps over 50 % of its input, which nothing else reads.",
            "remedy": "Take a kernel at least as long as the stride, an average pool in place of the stride, or move the stride into a larger kernel."
          },
          {
            "code": "below-image",
            "layers": ["conv1"],
            "axis": null,
            "field": [3],
            "sizes": [8],
            "text": "The last field, 3 of conv1, is smaller than the 8 input.",
            "remedy": "Add strides, dilation or layers where the whole has to be seen; nothing where neighbourhoods tell enough."
          }
        ]

      """
    ),
    (
      "tconv3s2psame,conv4p1", "3x8",
      """
        "findings": [
          {
            "code": "checkerboard",
            "layers": ["tconv1"],
            "axis": 0,
            "overlaps": [2, 1],
            "text": "Neighbouring units of tconv1 are sums of 2 and 1 taps by turns: a checkerboard.",
            "remedy": "Take a kernel that the stride divides, as 4 for 2, or resize before a convolution."
          },
          {
            "code": "below-image",
            "layers": ["conv1"],
            "axis": null,
            "field": [3],
            "sizes": [8],
            "text": "The last field, 3 of conv1, is smaller than the 8 input.",
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

      """
    ),
    (
      "conv1p1c4,bn", "3x4",
      """
        "findings": [
          {
            "code": "padding-only",
            "layers": ["conv1"],
            "axis": 0,
            "unitsBefore": 1,
            "unitsAfter": 1,
            "text": "1 position at the start and 1 position at the end of conv1 see nothing but padding.",
            "remedy": "Pad by less than the kernel is long; half of it, rounded down, keeps the size."
          },
          {
            "code": "bias-before-norm",
            "layers": ["conv1"],
            "axis": null,
            "parameters": 4,
            "text": "Norms undo 4 biases, of conv1.",
            "remedy": "Leave the biases out."
          }
        ]

      """
    ),
    (
      "conv3s2psame", "3x4",
      """
        "findings": [
          {
            "code": "below-image",
            "layers": ["conv1"],
            "axis": null,
            "field": [3],
            "sizes": [4],
            "text": "The last field, 3 of conv1, is smaller than the 4 input.",
            "remedy": "Add strides, dilation or layers where the whole has to be seen; nothing where neighbourhoods tell enough."
          },
          {
            "code": "size-dependent",
            "layers": ["conv1"],
            "axis": 0,
            "least": 0,
            "greatest": 1,
            "stride": 2,
            "text": "SAME padding of conv1 depends on the size: 0 or 1 before, modulo 2.",
            "remedy": "Pad by numbers, or take sizes that leave the same remainder by all strides together."
          }
        ]

      """
    ),
    (
      "conv3p1c4,conv3p1c4,flatten,fc99", "3x4",
      """
        "findings": [
          {
            "code": "heavy-layer",
            "layers": ["fc1"],
            "axis": null,
            "parameters": 1683,
            "share": {"exact": "1683/1775", "value": 0.948169014084507},
            "text": "fc1 has 94.8 % of the parameters: 1,683.",
            "remedy": "Average the map before it, or give it fewer features."
          },
          {
            "code": "covers-image",
            "layers": ["fc1"],
            "axis": null,
            "sizes": [4],
            "byEveryUnit": true,
            "module": null,
            "unproductive": [],
            "stages": [
              {
                "layers": ["conv1", "conv2"],
                "least": 1,
                "greatest": 5
              }
            ],
            "text": "Every unit sees the whole 4 input from fc1 on.",
            "remedy": "Nothing, unless layers behind are unproductive: then take a larger input, or fewer layers."
          }
        ]

      """
    ),
    ("conv1", "3x8x8", "  \"findings\": []\n"),
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
      guard case .known(.apart(let branches)) = finding.facts else { continue }
      print(finding.layers.map { detector.layers[$0].name }, branches.pixels, to: &printed)
    }
    let root = URL(filePath: #filePath).appending(path: "../../..").standardized
    let readme = try String(contentsOf: root.appending(path: "README.md"), encoding: .utf8)
    let lines = printed.split(separator: "\n").map { "// \($0)" }
    #expect(readme.contains("}\n\(lines.joined(separator: "\n"))\n```\n"), "\(printed)")
  }
}
