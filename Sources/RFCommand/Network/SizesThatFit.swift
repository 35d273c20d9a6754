import RFKit

/// What to say of an input that a network doesn't take for its size: the nearest that it takes.
struct SizesThatFit {
  let network: Network
  let options: Report.Options

  /// "Sizes that fit: H 240 or 256 (H % 16 = 0)."; nil where that isn't what is wrong, or can't be told.
  var message: Message? {
    guard let input = network.graph.inputs.first,
      case .input(let given) = network.graph.nodes[input].operation,
      let open = given.shape.openAlongAxes,
      let report = try? network.graph.putting(open).report(options),
      let problem = try? SizeProblem(report)
    else { return nil }
    var parts: [Message] = []
    for answer in problem.sizesTaken() {
      let values = problem.places(of: answer.symbols).compactMap { given.shape[$0].constant }
      guard case .known(let set) = answer.set, let size = values.first,
        values.allSatisfy({ $0 == size }), !set.contains(size)
      else { continue }
      let nearest = SizeSolution.nearest(to: size, in: set)
      let sizes = [nearest.below, nearest.above].compactMap { $0 }.map {
        "\(Digits.grouped($0))" as Message
      }
      if sizes.isEmpty { continue }
      parts.append(
        "\(answer.symbols.joined(separator: " = ")) \(sizes.joined(separator: " or ")) "
          + "(\(set.words(of: answer.symbols[0])))")
    }
    return parts.isEmpty ? nil : "Sizes that fit: \(parts.joined(separator: ", "))."
  }
}

extension Graph {
  /// With another first input.
  fileprivate func putting(_ shape: Shape) throws(Diagnostic) -> Graph {
    var shapes: [Shape] = []
    for (number, index) in inputs.enumerated() {
      guard case .input(let input) = nodes[index].operation else { continue }
      shapes.append(number == 0 ? shape : input.shape)
    }
    return try withInputs(shapes, hasBatch: hasBatch)
  }
}
