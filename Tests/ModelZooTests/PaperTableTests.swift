import RFKit
import Testing

/// Parameters in millions and multiply-adds in billions as the papers print them: two or three digits,
/// by various ways of counting.
@Suite struct PaperTableTests {
  struct Row: Sendable {
    let name: String
    var parameters: Double?
    var multiplyAdds: Double?
    /// Where the paper's is not the one of the released weights.
    var side: Int?

    init(_ name: String, _ parameters: Double?, _ multiplyAdds: Double? = nil, side: Int? = nil) {
      self.name = name
      self.parameters = parameters
      self.multiplyAdds = multiplyAdds
      self.side = side
    }
  }

  static let tables: [(source: String, rows: [Row])] = [
    (
      "Simonyan, Zisserman 2015, table 2",
      [Row("vgg11", 133), Row("vgg13", 133), Row("vgg16", 138), Row("vgg19", 144)]
    ),
    (
      "He et al. 2016, table 1",
      [
        Row("resnet18", nil, 1.8), Row("resnet34", nil, 3.6), Row("resnet50-v1", nil, 3.8),
        Row("resnet101-v1", nil, 7.6), Row("resnet152-v1", nil, 11.3),
      ]
    ),
    (
      "Ma et al. 2018, table 8",
      [
        Row("shufflenet_v2_x0_5", nil, 0.041), Row("shufflenet_v2_x1_0", nil, 0.146),
        Row("shufflenet_v2_x1_5", nil, 0.299), Row("shufflenet_v2_x2_0", nil, 0.591),
      ]
    ),
    (
      "Howard et al. 2019, table 3",
      [Row("mobilenet_v3_large", 5.4, 0.219), Row("mobilenet_v3_small", 2.5, 0.056)]
    ),
    (
      "Tan, Le 2019, table 2",
      [
        Row("efficientnet_b0", 5.3, 0.39), Row("efficientnet_b1", 7.8, 0.70),
        Row("efficientnet_b2", 9.2, 1.0, side: 260), Row("efficientnet_b3", 12, 1.8),
        Row("efficientnet_b4", 19, 4.2), Row("efficientnet_b5", 30, 9.9),
        Row("efficientnet_b6", 43, 19), Row("efficientnet_b7", 66, 37),
      ]
    ),
    (
      "Dosovitskiy et al. 2021, table 1",
      [Row("vit_b_16", 86), Row("vit_l_16", 307), Row("vit_h_14", 632)]
    ),
    (
      "Liu et al. 2021, table 1",
      [Row("swin_t", 29, 4.5), Row("swin_s", 50, 8.7), Row("swin_b", 88, 15.4)]
    ),
    (
      "Liu et al. 2022, table 1",
      [
        Row("convnext_tiny", 29, 4.5), Row("convnext_small", 50, 8.7),
        Row("convnext_base", 89, 15.4), Row("convnext_large", 198, 34.4),
      ]
    ),
    ("Fan et al. 2021, table 5", [Row("mvit_v1_b", 36.6, 70.5)]),
    ("Li et al. 2022, table 4", [Row("mvit_v2_s", 34.5, 64.5)]),
    ("Tu et al. 2022, table 2", [Row("maxvit_t", 31, 5.6)]),
  ]

  @Test func numbersAreWithinFivePercentOfThePapers() throws {
    for (source, rows) in Self.tables {
      for row in rows {
        let input = row.side.map { Shape([1, 3, Dim($0), Dim($0)]) }
        let total = try ModelZoo.graph(row.name, input: input).report().total
        let place = Comment(rawValue: "\(row.name), \(source)")
        let pairs = [
          (total.parameters, row.parameters.map { $0 * 1e6 }),
          (total.multiplyAccumulates, row.multiplyAdds.map { $0 * 1e9 }),
        ]
        for (ours, printed) in pairs {
          guard let printed else { continue }
          let number = Double(try #require(ours.value?.constant, place))
          #expect(abs(number - printed) <= 0.05 * printed, place)
        }
      }
    }
  }
}
