import Analyses
import ConvArithmetic
import Escaping
import LayerGraph

/// What is said of how fields and the image compare.
extension FindingWords {
  /// "Every unit sees the whole 224×224 input from layer4 on."
  func coverage(_ finding: Finding, _ covered: Finding.Covered) -> Message {
    let source = report.looksAtInputs ? "input" : report.name(ofSource: 0)
    let place = covered.module.map { report.modules[$0].name } ?? name(of: finding)
    let seen: Message = "the whole \(Self.product(covered.sizes)) \(source) from \(place) on."
    return covered.byEveryUnit
      ? "Every unit sees \(seen)" : "The field of a middle unit covers \(seen)"
  }

  /// "Unproductive (Richter et al. 2021), …: conv4_1 and 5 more." "Input sizes that layers are of use for: 1–7 conv1, …"
  func stages(_ covered: Finding.Covered) -> [Message] {
    var lines: [Message] = []
    if !covered.unproductive.isEmpty {
      lines.append(
        "Unproductive (Richter et al. 2021), as what they read sees more than that on every way: "
          + "\(names(covered.unproductive)).")
    }
    let stages = covered.stages.prefix(Self.mostStages).map { stage -> Message in
      let first = stage.layers.first.map { report.layers[$0].name } ?? ""
      let sizes: Message = "\(stage.sizes.lowerBound)–\(stage.sizes.upperBound)"
      return stage.layers.count == 1
        ? "\(sizes) \(first)" : "\(sizes) \(first) and \(stage.layers.count - 1) more"
    }
    if !stages.isEmpty {
      lines.append(
        "Input sizes that layers are of use for: " + stages.joined(separator: ", ") + ".")
    }
    return lines
  }

  private static let mostStages = 12

  func below(_ finding: Finding, _ field: [Int], _ sizes: [Int]) -> Message {
    let source = report.looksAtInputs ? "input" : report.name(ofSource: 0)
    let below = field.indices.filter { field[$0] < sizes[$0] }
    let start: Message = "The last field, \(Self.product(field)) of \(name(of: finding)), "
    let image = "\(Self.product(sizes)) \(source)"
    if below.count == field.count { return start + "is smaller than the \(all: image)." }
    let names = below.map { "the \(AxisWords(axis: $0, of: report.axes[0]).name)" }
    return start + "does not span the \(all: image) along \(all: names.listed())."
  }

  private static func product(_ sizes: [Int]) -> String {
    sizes.map(String.init).joined(separator: "×")
  }
}
