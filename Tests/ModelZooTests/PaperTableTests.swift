import Foundation
import RFKit
import Testing

/// Tables of papers, audited: our numbers, rounded as the table is, are what is printed, but for the cells
/// that are listed with what is right for the network of the zoo.
@Suite struct PaperTableTests {
  struct Row: Sendable {
    let name: String
    /// In millions, as printed.
    var parameters: String?
    /// In thousands of millions, as printed.
    var multiplyAdds: String?
    /// Where the paper's is not the one of the released weights.
    var side: Int?

    init(_ name: String, _ parameters: String?, _ multiplyAdds: String? = nil, side: Int? = nil) {
      self.name = name
      self.parameters = parameters
      self.multiplyAdds = multiplyAdds
      self.side = side
    }
  }

  static let tables: [(source: String, rows: [Row])] = [
    (
      "Simonyan, Zisserman 2015, table 2",
      [Row("vgg11", "133"), Row("vgg13", "133"), Row("vgg16", "138"), Row("vgg19", "144")]
    ),
    (
      "He et al. 2016, table 1",
      [
        Row("resnet18", nil, "1.8"), Row("resnet34", nil, "3.6"), Row("resnet50-v1", nil, "3.8"),
        Row("resnet101-v1", nil, "7.6"), Row("resnet152-v1", nil, "11.3"),
      ]
    ),
    (
      "Howard et al. 2017, tables 6 and 7",
      [
        Row("slim/mobilenet_v1", "4.2", "0.569"), Row("slim/mobilenet_v1_075", "2.6", "0.325"),
        Row("slim/mobilenet_v1_050", "1.3", "0.149"), Row("slim/mobilenet_v1_025", "0.5", "0.041"),
        Row("slim/mobilenet_v1", "4.2", "0.418", side: 192),
        Row("slim/mobilenet_v1", "4.2", "0.290", side: 160),
        Row("slim/mobilenet_v1", "4.2", "0.186", side: 128),
      ]
    ),
    ("Sandler et al. 2018, table 4", [Row("mobilenet_v2", "3.4", "0.300")]),
    (
      "Ma et al. 2018, table 8",
      [
        Row("shufflenet_v2_x0_5", nil, "0.041"), Row("shufflenet_v2_x1_0", nil, "0.146"),
        Row("shufflenet_v2_x1_5", nil, "0.299"), Row("shufflenet_v2_x2_0", nil, "0.591"),
      ]
    ),
    (
      "Howard et al. 2019, table 3",
      [Row("mobilenet_v3_large", "5.4", "0.219"), Row("mobilenet_v3_small", "2.5", "0.056")]
    ),
    (
      "Tan, Le 2019, table 2",
      [
        Row("efficientnet_b0", "5.3", "0.39"), Row("efficientnet_b1", "7.8", "0.70"),
        Row("efficientnet_b2", "9.2", "1.0", side: 260), Row("efficientnet_b3", "12", "1.8"),
        Row("efficientnet_b4", "19", "4.2"), Row("efficientnet_b5", "30", "9.9"),
        Row("efficientnet_b6", "43", "19"), Row("efficientnet_b7", "66", "37"),
      ]
    ),
    (
      "Dosovitskiy et al. 2021, table 1",
      [Row("vit_b_16", "86"), Row("vit_l_16", "307"), Row("vit_h_14", "632")]
    ),
    (
      "Liu et al. 2021, table 1",
      [Row("swin_t", "29", "4.5"), Row("swin_s", "50", "8.7"), Row("swin_b", "88", "15.4")]
    ),
    (
      "Liu et al. 2022, table 1",
      [
        Row("convnext_tiny", "29", "4.5"), Row("convnext_small", "50", "8.7"),
        Row("convnext_base", "89", "15.4"), Row("convnext_large", "198", "34.4"),
      ]
    ),
    ("Fan et al. 2021, table 5", [Row("mvit_v1_b", "36.6", "70.5")]),
    ("Li et al. 2022, table 4", [Row("mvit_v2_s", "34.5", "64.5")]),
    ("Tu et al. 2022, table 2", [Row("maxvit_t", "31", "5.6")]),
  ]

  /// Cells that differ, with our number: papers count other things, truncate where we round, or describe
  /// a network that isn't quite the one of the weights that everybody uses.
  static let differences: Set<String> = [
    // 3.64 without the projections of its shortcuts, 3.86 truncated.
    "resnet34 multiply-adds 3.7", "resnet50-v1 multiply-adds 3.9",
    "slim/mobilenet_v1 multiply-adds 0.291",  // 290.6 million at 160 pixels, truncated
    "mobilenet_v2 parameters 3.5", "mobilenet_v2 multiply-adds 0.301",
    // Counted with more than multiply-adds: one for each norm, it seems.
    "shufflenet_v2_x0_5 multiply-adds 0.040", "shufflenet_v2_x1_0 multiply-adds 0.145",
    "shufflenet_v2_x1_5 multiply-adds 0.296", "shufflenet_v2_x2_0 multiply-adds 0.583",
    "mobilenet_v3_large parameters 5.5", "mobilenet_v3_large multiply-adds 0.217",
    "mobilenet_v3_small multiply-adds 0.057",
    "efficientnet_b1 multiply-adds 0.69", "efficientnet_b2 parameters 9.1",
    "efficientnet_b4 multiply-adds 4.4", "efficientnet_b5 multiply-adds 10.3",
    "efficientnet_b7 multiply-adds 38",
    // 86.57 truncated; 307 has the layer before the head that only pre-training uses.
    "vit_b_16 parameters 87", "vit_l_16 parameters 304",
    "swin_t parameters 28", "mvit_v1_b multiply-adds 70.6", "mvit_v2_s multiply-adds 64.2",
  ]

  @Test func tablesAreReproduced() throws {
    var differences: Set<String> = []
    for (source, rows) in Self.tables {
      for row in rows {
        let input = row.side.map { Shape([1, 3, Dim($0), Dim($0)]) }
        let total = try Zoo.graph(row.name, input: input).report().total
        let place = Comment(rawValue: "\(row.name), \(source)")
        for (what, ours, printed, unit) in [
          ("parameters", total.parameters, row.parameters, 1e6),
          ("multiply-adds", total.multiplyAccumulates, row.multiplyAdds, 1e9),
        ] {
          guard let printed else { continue }
          let number = Double(try #require(ours.value?.constant, place)) / unit
          let rounded = Self.rounded(number, as: printed)
          if rounded != printed { differences.insert("\(row.name) \(what) \(rounded)") }
          let value = try #require(Double(printed), place)
          #expect(rounded == printed || abs(number - value) <= 0.05 * value, place)
        }
      }
    }
    #expect(differences == Self.differences)
  }

  /// With as many digits after the point.
  static func rounded(_ number: Double, as printed: String) -> String {
    let digits = printed.split(separator: ".").dropFirst().first?.count ?? 0
    return String(format: "%.\(digits)f", number)
  }
}
