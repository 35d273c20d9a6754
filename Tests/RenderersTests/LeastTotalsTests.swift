import RFKit
import Testing

/// Totals that aren't known are told as what they are at least, and without which operators.
@Suite struct LeastTotalsTests {
  private func report(_ unknown: [String]) throws -> Report {
    let image = GraphBuilder("mystery").input(3, 16, 16)
    var value = image.conv(8, 3, padding: 1, named: "before")
    value = value.then(
      .opaque(Opaque(name: "NonZero", isKnown: true, multiplyAccumulates: 0)), named: "found")
    for _ in 0..<3 { value = value.conv(8, 1) }
    for name in unknown { value = value.then(.opaque(Opaque(name: name, isKnown: true))) }
    return try image.builder.build(output: value).report()
  }

  @Test func text() throws {
    let lines = try report(["Loop"]).text(RenderOptions(columns: [.layer, .parameters, .macs]))
      .split(separator: "\n").suffix(6).map(String.init)
    #expect(
      lines == [
        "total        ≥ 224  ≥ 55,296",
        "Total parameters: at least 224, without: conv (3 layers).",
        "Total MACs: at least 55,296, without: conv (3 layers), Loop (1 layer).",
        "?: 'NonZero' is not modelled, or depends on values; --until NAME cuts the",
        "  network off before it.",
        "Parameters take at least 896 B, activations at least 11.0 KiB.",
      ])
  }

  @Test func manyOperators() throws {
    let names = ["Loop", "Scan", "If", "Loop", "A", "B", "C", "D"]
    let markdown = try report(names).markdown(RenderOptions(columns: [.layer, .macs]))
    #expect(
      markdown.hasSuffix(
        "- Total MACs: at least 55,296, without: conv (3 layers), Loop (2 layers), "
          + "Scan (1 layer), If (1 layer), A (1 layer), 3 other operators (3 layers).\n"
          + "- ?: 'NonZero' is not modelled, or depends on values; --until NAME cuts the network off "
          + "before it.\n"), "\(markdown)")
  }

  @Test func json() throws {
    let json = try report(["Loop"]).json()
    for part in [
      """
          "multiplyAccumulates": {
            "unknown": "'NonZero' is not modelled, or depends on values",
            "atLeast": 55296,
            "without": [
              {"kind": "conv", "layers": 3},
              {"kind": "Loop", "layers": 1}
            ]
          },
      """,
      """
          "peakActivationBytes": {"unknown": "'NonZero' is not modelled, or depends on values", "atLeast": 11264},
      """,
    ] { #expect(json.contains(part), "\(json.suffix(2500))") }
  }
}
