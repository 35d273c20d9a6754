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

  var hasBatch: Bool { shapes.contains(where: \.shape.hasBatch) }

  init(_ arguments: Arguments) throws(Failure) {
    text = arguments[.input] ?? ""
    var shapes: [NamedShape] = []
    for part in arguments[.input]?.split(separator: ",", omittingEmptySubsequences: false) ?? [] {
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
            Option.input.invalid(text) + ": \(error.reason)"), .usage)
      }
    }
    self.shapes = shapes
  }

  /// That of the first input; the others keep theirs, but for networks whose inputs have one shape.
  init(ofFirst shape: InputShape) {
    (shapes, text) = ([NamedShape(name: nil, shape: shape)], "\(shape)")
  }

  /// The one shape that a layer string takes.
  func single() throws(Failure) -> InputShape? {
    if shapes.count > 1 {
      throw .diagnostic(Diagnostic(.graph, .inputShapesGiven(given: shapes.count, inputs: 1)))
    }
    if let name = shapes.first?.name, name != "input" { throw unknown(name, ["input"]) }
    return shapes.first?.shape
  }

  /// The network with these inputs; those that no shape is given for keep theirs.
  func put(into graph: Graph) throws(Failure) -> Graph {
    if isEmpty { return graph }
    let given = try byName(graph.inputs.map { graph.nodes[$0].name })
    let all = graph.inputs.compactMap { index -> Shape? in
      if let shape = given[graph.nodes[index].name]?.shape { return shape }
      guard case .input(let input) = graph.nodes[index].operation else { return nil }
      return input.shape
    }
    do throws(Diagnostic) { return try graph.withInputs(all, hasBatch: hasBatch) } catch {
      throw .diagnostic(error)
    }
  }

  /// The shape of all inputs of a model of the zoo, which have one; given once without a name it is for
  /// all of them.
  func common(for model: ZooModel) throws(Failure) -> InputShape {
    let own = model.entry.defaultInput
    let shape = try shapeOfAll(model)
    // Four numbers are a batch of images, but for a network of clips one clip.
    let isClip = hasBatch && shape.rank == own.rank - 1
    let input = InputShape(isClip ? Shape([1] + shape.dims) : shape, hasBatch: hasBatch && !isClip)
    if input.shape.rank == own.rank { return input }
    let example = InputShape(own, hasBatch: false)
    throw invalid(
      "it was read as \(input.reading), but \(model.name) takes shapes like '\(example.typed)'.")
  }

  private func shapeOfAll(_ model: ZooModel) throws(Failure) -> Shape {
    if shapes.count == 1, shapes[0].name == nil { return shapes[0].shape.shape }
    let names = model.entry.inputs
    let given = try byName(names)
    let all = names.map { given[$0]?.shape ?? model.entry.defaultInput }
    for (name, shape) in zip(names, all) where shape != all[0] {
      throw invalid(
        "the inputs of '\(model.name)' have one shape, but '\(names[0])' would be "
          + "\(all[0]) and '\(name)' \(shape).")
    }
    return all[0]
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
        throw invalid("two shapes are for '\(name)'.")
      }
    }
    return given
  }

  private func unknown(_ name: String, _ names: [String]) -> Failure {
    invalid(
      "there is no input '\(name)'; there \(names.count == 1 ? "is" : "are") "
        + names.map { "'\($0)'" }.listed(atMost: Message.longestList) + ".")
  }

  private func invalid(_ reason: Message) -> Failure {
    .other(Option.input.invalid(text) + ": " + reason, .usage)
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
