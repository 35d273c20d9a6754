import RFKit

/// What `--layout` says of the inputs' dimensions: NHWC for all with four, `x=NHWC` for one by name.
struct InputLayouts {
  private(set) var ofRanks: [Layout] = []
  private(set) var byName: [String: Layout] = [:]
  /// As it was typed.
  private let text: String

  init(_ arguments: Arguments) throws(Failure) {
    text = arguments[.layout] ?? ""
    guard arguments.has(.layout) else { return }
    for (name, letters) in Self.parts(of: text) {
      guard let layout = Layout(letters) else {
        throw malformed("different capital letters, such as NHWC or x=NHWC")
      }
      if let name {
        if byName.updateValue(layout, forKey: name) != nil {
          throw malformed("one layout for each input; there are two for '\(name)'")
        }
      } else if let other = ofRanks.first(where: { $0.rank == layout.rank }) {
        throw malformed(
          "one layout for all inputs of \(layout.rank) dimensions, not both \(other) and \(layout); "
            + "where inputs differ, name them: x=\(letters)")
      } else {
        ofRanks.append(layout)
      }
    }
  }

  /// Names and letters. Letters by themselves belong together, as in N,H,W,C.
  private static func parts(of text: String) -> [(name: String?, letters: String)] {
    var parts: [(name: String?, letters: String)] = []
    var isOfSingles = false
    for part in text.split(separator: ",", omittingEmptySubsequences: false) {
      let part = String(part).trimmed
      let equals = part.lastIndex(of: "=")
      let name = equals.map { String(part[..<$0]).trimmed }
      let letters = equals.map { String(part[part.index(after: $0)...]).trimmed } ?? part
      if isOfSingles, name == nil, letters.count == 1 {
        parts[parts.count - 1].letters += letters
      } else {
        parts.append((name, letters))
      }
      isOfSingles = letters.count == 1
    }
    return parts
  }

  /// A layout that fits no input was meant for one that has another rank, or another name.
  func requireUse(in report: Report, of network: Network) throws(Failure) {
    let inputs = report.inputs.compactMap { index in
      report.layers[index].shape.value.map { (name: report.layers[index].name, shape: $0) }
    }
    for layout in ofRanks where !inputs.contains(where: { $0.shape.rank == layout.rank }) {
      throw malformed(
        "a letter for each dimension of an input, of which there is "
          + inputs.map(\.shape.description).listed(atMost: 4))
    }
    for (name, layout) in byName.sorted(by: { $0.key < $1.key }) {
      guard let input = inputs.first(where: { $0.name == name }) else {
        throw malformed(
          "the name of an input, of which there \(inputs.count == 1 ? "is" : "are") "
            + inputs.map { "'\($0.name)'" }.listed(atMost: 4))
      }
      if input.shape.rank != layout.rank {
        throw malformed(
          "\(input.shape.rank) letters for '\(name)' of \(input.shape), not \(layout.rank)")
      }
    }
    if network.isChannelsFirst { try requireChannelsFirst(report) }
  }

  /// Who takes N×C×… by definition is not read otherwise.
  private func requireChannelsFirst(_ report: Report) throws(Failure) {
    for (input, axes) in zip(report.inputs, report.axesOfInputs) {
      guard let shape = report.layers[input].shape.value, !axes.areInPlace(in: shape.rank) else {
        continue
      }
      let layout = axes.layout(ofRank: shape.rank)
      throw .usage(
        .notWith(
          .layout,
          "the input of '\(report.graph.name)' has its channels before its axes, not as in \(layout); give "
            + "sizes in that order with '\(Option.input.name)'"))
    }
  }

  private func malformed(_ expected: String) -> Failure {
    .usage(.malformedValue(.layout, text, expected: expected))
  }
}
