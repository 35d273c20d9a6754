import RFKit

/// `rfcalc help findings`: what the codes mean and what to do about each, from the codes' own words.
enum FindingsTopic {
  static let manual = Manual(
    abstract:
      "What is worth knowing about a network, as '--findings' tells it: most useful first. The table has "
      + "the first three below it.",
    examples: ["rfcalc vgg16_bn --findings", "rfcalc model.onnx --findings --format json"],
    lists: [
      (
        "FINDINGS",
        Finding.Code.allCases.map { code in
          (
            code.rawValue,
            "\(code.summary.prefix(1).uppercased())\(code.summary.dropFirst()). \(code.remedy)"
          )
        }
      )
    ])
}
