import RFKit
import TestSupport
import Testing

@testable import RFCommand

/// Positions as times, of networks along one axis.
@Suite struct RateTests {
  private static let sound = "--layers conv10s5c32,conv3s2psame,tconv2s2 --input 1x16000 "

  /// The frames of a speech encoder: 400 samples every 320 are 25 ms every 20.
  @Test func table() {
    #expect(
      rfcalc("--layers conv10s5,4*conv3s2,2*conv2s2 --input 1x16000 --rate 16000 --format markdown")
        .text
          == """
          | layer | output | field |    ms | jump |    ms | start |     ms | ahead |     ms |
          | :---- | -----: | ----: | ----: | ---: | ----: | ----: | -----: | ----: | -----: |
          | conv1 | 1×3199 |    10 | 0.625 |    5 | 0.313 |    4½ |  0.281 |     9 |  0.563 |
          | conv2 | 1×1599 |    20 |  1.25 |   10 | 0.625 |    9½ |  0.594 |    19 |  1.188 |
          | conv3 |  1×799 |    40 |   2.5 |   20 |  1.25 |   19½ |  1.219 |    39 |  2.438 |
          | conv4 |  1×399 |    80 |     5 |   40 |   2.5 |   39½ |  2.469 |    79 |  4.938 |
          | conv5 |  1×199 |   160 |    10 |   80 |     5 |   79½ |  4.969 |   159 |  9.938 |
          | conv6 |   1×99 |   240 |    15 |  160 |    10 |  119½ |  7.469 |   239 | 14.938 |
          | conv7 |   1×49 |   400 |    25 |  320 |    20 |  199½ | 12.469 |   399 | 24.938 |

          - ms at 16,000 Hz; ahead: how far a unit reads after its own place, which is its number times the jump.

          """)
  }

  /// Layers, and how far they look ahead: 0 of what is causal, in positions and in milliseconds at 8 kHz.
  @Test(arguments: [
    ("8*i(conv2d{2^i}p{2^i}:0)", "0,0"),
    ("5*i residual(2*(conv3d{2^i}p{2^(i+1)}:0,relu))", "0,0"),
    ("conv3s2p2:0,conv3s2p2:0", "0,0"),
    // A step of 4 waits for all of it where padding before is short of a step.
    ("conv8s4p4:0", "3,0.375"),
    ("conv3p1", "1,0.125"), ("3*conv3p1", "3,0.375"), ("conv3p0:2", "2,0.25"),
    ("pad5:0,conv3,crop0:3", "-3,-0.375"),
    ("conv3s2p1,tconv4s2p1", "2,0.25"), ("up2,conv3p1", "0.5,0.0625"),
    ("gap", "all,all"), ("conv3p1,softmax", "1,0.125"),
    ("mul(conv3p2:0 | gap)", "all,all"),
  ])
  func lookAhead(layers: String, expected: String) {
    let line =
      "--layers '\(layers)' --input 1x64 --rate 8k --format csv --columns look-ahead,look-ahead-ms"
    let text = rfcalc(line + " --depth all").text
    #expect(text.split(separator: "\n").last.map(String.init) == expected, "\(layers)")
  }

  @Test func everyFormat() {
    let csv = rfcalc(
      Self.sound + "--rate 22050.5 --columns layer,start,start-ms,field-ms --format csv"
    ).text
    #expect(
      csv == """
        layer,start,start-ms,field-ms
        conv1,4.5,0.20407700505657467,0.45350445568127706
        conv2,4.5,0.20407700505657467,0.9070089113625541
        tconv1,4.5,0.20407700505657467,0.9070089113625541

        """)
    let json = rfcalc(Self.sound + "--rate 1000 --format json --at conv1").text
    #expect(json.contains("\"rate\": 1000"))
    #expect(
      json.contains(
        "\"lookAhead\": {\"exact\": \"9\", \"value\": 9}, \"milliseconds\": {\"sizes\": "
          + "[{\"exact\": \"10\", \"value\": 10}], \"jump\": {\"exact\": \"5\", \"value\": 5}, "
          + "\"start\": {\"exact\": \"9/2\", \"value\": 4.5}, "
          + "\"lookAhead\": {\"exact\": \"9\", \"value\": 9}}"))
    #expect(json.contains("\"look-ahead-ms\": [9]"))
    let layer = rfcalc(Self.sound + "--rate 48k --at conv1").text
    for fact in [
      "field ms    0.208", "jump ms     0.104", "start ms    0.094", "ahead ms    0.188",
    ] {
      #expect(layer.contains("\n\(fact)\n"), "\(layer)")
    }
    let tiny = rfcalc(Self.sound + "--rate 9000000k --columns jump-ms --format markdown").text
    #expect(tiny.contains("| \\<0.001 |"))
    // Without a rate nothing is said of time.
    #expect(!rfcalc(Self.sound).text.contains("ms"))
    #expect(!rfcalc(Self.sound + "--format json").text.contains("lookAhead"))
  }

  @Test func mistakes() {
    let cases: [(String, String)] = [
      (
        "resnet18 --rate 16000",
        "'--rate' can't be used here: times are along one axis, but 'input' of 1×3×224×224 has 2; '--layout' says "
          + "which dimensions are axes."
      ),
      (
        "--layers fc3 --input 10 --rate 16000",
        "'--rate' can't be used here: times are along one axis, but 'input' of 1×10 has none; '--layout' says "
          + "which dimensions are axes."
      ),
      (
        Self.sound + "--columns layer,field-ms",
        "The column 'field-ms' needs '--rate <hertz>'."
      ),
      (
        Self.sound + "--rate 16000 --format graph",
        "'--rate' can't be used here: '--format graph' writes the network, not what is known of it."
      ),
    ]
    for (line, message) in cases {
      let result = rfcalc(line)
      #expect(result.err.hasPrefix("Error: \(message)\nUsage: "), "\(result.err)")
      #expect(result.code == 64)
    }
    for rate in ["0", "-1", "", "x", "1.", ".5", "16 kHz", "1e3", "0.0k", "9223372036854775808"] {
      let result = rfcalc(Self.sound + "'--rate=\(rate)'")
      #expect(
        result.err.hasPrefix(
          "Error: The value '\(rate)' is invalid for '--rate <hertz>'. Please provide samples in a second, "
            + "such as 16000 or 44.1k.\n"))
    }
  }
}
