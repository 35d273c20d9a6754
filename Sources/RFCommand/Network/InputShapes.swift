import RFKit

/// The shapes given by `--input`, one for each input of the network, in order or by name.
struct InputShapes {
  let shapes: [NamedShape]
  /// As it was typed.
  private let text: String

  struct NamedShape {
    /// Nil: the next input.
    let name: String?
    let shape: InputShape
  }

  var isEmpty: Bool { shapes.isEmpty }

  static func parse(_ arguments: Arguments) throws(Failure) -> InputShapes {
    guard let text = arguments[.input] else { return InputShapes(shapes: [], text: "") }
    var shapes: [NamedShape] = []
    for part in text.split(separator: ",", omittingEmptySubsequences: false) {
      let part = String(part).trimmed
      // A name may hold anything but a comma; the last sign of equality ends it.
      let equals = part.lastIndex(of: "=")
      let name = equals.map { String(part[..<$0]) }
      let sizes = equals.map { String(part[part.index(after: $0)...]) } ?? part
      do throws(InputShapeError) {
        shapes.append(NamedShape(name: name, shape: try InputShape(parsing: sizes)))
      } catch {
        throw .other(
          error.place.pointed(
            "The value '\(text)' is invalid for '\(Option.input.usage)': \(error.reason)"), .usage)
      }
    }
    return InputShapes(shapes: shapes, text: text)
  }

  /// The one shape that a layer string takes.
  func single() throws(Failure) -> InputShape? {
    if shapes.count > 1 {
      throw .diagnostic(Diagnostic(.graph, .inputShapesGiven(given: shapes.count, inputs: 1)))
    }
    if let name = shapes.first?.name, name != "input" { throw unknown(name, ["input"]) }
    return shapes.first?.shape
  }

  /// The shapes of a network's inputs, in its order; those that no shape is given for keep theirs.
  func shapes(for graph: Graph) throws(Failure) -> [Shape] {
    let names = graph.inputs.map { graph.nodes[$0].name }
    let given = try byName(names)
    var all: [Shape] = []
    for (index, name) in zip(graph.inputs, names) {
      if let shape = given[name]?.shape {
        all.append(shape)
      } else if case .input(let input) = graph.nodes[index].operation {
        all.append(input.shape)
      }
    }
    return all
  }

  /// The shape of all inputs of a network whose inputs have one shape; given once without a name it is
  /// for all of them.
  func common(for graph: Graph) throws(Failure) -> Shape? {
    if shapes.count == 1, shapes[0].name == nil { return shapes[0].shape.shape }
    let all = try shapes(for: graph)
    for (index, shape) in zip(graph.inputs, all) where shape != all[0] {
      throw .other(
        "The value '\(text)' is invalid for '\(Option.input.usage)': the inputs of "
          + "'\(graph.name)' have one shape, but '\(graph.nodes[graph.inputs[0]].name)' would be "
          + "\(all[0]) and '\(graph.nodes[index].name)' \(shape).", .usage)
    }
    return all.first
  }

  /// Which input each shape is for.
  func byName(_ names: [String]) throws(Failure) -> [String: InputShape] {
    // Without names there must be one for each.
    if shapes.contains(where: { $0.name == nil }), shapes.count != names.count {
      throw .diagnostic(
        Diagnostic(.graph, .inputShapesGiven(given: shapes.count, inputs: names.count)))
    }
    var given: [String: InputShape] = [:]
    let known = Set(names)
    for (index, shape) in shapes.enumerated() {
      let name = shape.name ?? names[index]
      if !known.contains(name) { throw unknown(name, names) }
      if given.updateValue(shape.shape, forKey: name) != nil {
        throw .other(
          "The value '\(text)' is invalid for '\(Option.input.usage)': "
            + "two shapes are for '\(name)'.", .usage)
      }
    }
    return given
  }

  /// A vector for a network of images, an image for one of clips, …
  func otherKind(_ given: InputShape, _ own: Shape, network: String) -> Failure {
    let own = InputShape(own, hasBatch: false)
    return .other(
      "The value '\(text)' is invalid for '\(Option.input.usage)': it was read as "
        + "\(given.reading), but \(network) takes shapes like '\(own.typed)'.", .usage)
  }

  private func unknown(_ name: String, _ names: [String]) -> Failure {
    .other(
      "The value '\(text)' is invalid for '\(Option.input.usage)': there is no input "
        + "'\(name)'; there \(names.count == 1 ? "is" : "are") "
        + names.map { "'\($0)'" }.listed(atMost: Message.longestList) + ".", .usage)
  }
}

extension String {
  /// Without blanks at both ends.
  var trimmed: String {
    let start = drop { $0 == " " || $0 == "\t" }
    guard let end = start.lastIndex(where: { $0 != " " && $0 != "\t" }) else { return "" }
    return String(start[...end])
  }
}
