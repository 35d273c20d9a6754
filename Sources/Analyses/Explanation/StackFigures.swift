import ConvArithmetic
public import LayerGraph

/// What a stack of layers comes to, to be set against another one.
///
/// Three 3×3 convolutions see as much as one of 7×7, with fewer weights and two non-linearities more between them.
public struct StackFigures: Hashable, Sendable {
  public let read: Known<Shape>
  public let made: Known<Shape>
  /// Output size, field on what the stack reads, jump, parameters, MACs and FLOPs.
  public let steps: [LayerExplanation.Step]
  /// Layers that multiply: behind each of them a non-linearity has its place.
  public let layersWithProducts: Int

  /// The result of one quantity along an axis, or as a whole.
  public func result(_ quantity: LayerExplanation.Quantity, axis: Int = 0) -> Known<Amount>? {
    steps.first { $0.quantity == quantity && ($0.axes ?? [axis]).contains(axis) }?.result
  }
}

extension Report {
  /// The figures of a whole network, or of a layer or module alone, whose fields are then those on what it reads.
  /// - Throws: a `Diagnostic` for a name that nothing has, and for a layer that reads nothing.
  public func figures(of name: String? = nil) throws(Diagnostic) -> StackFigures {
    guard let name else { return figures(ofLayers: Array(layers.indices), in: self) }
    let last = try requireIndex(of: name)
    let module =
      layers[last].name == name
      ? nil : modules.first { $0.name == name && $0.layers.last == last }
    let stack = module?.layers ?? [last]
    let own = Set(stack)
    let read = stack.lazy.flatMap { layers[$0].inputs }.first { !own.contains($0.node) }
    guard let read else { throw Diagnostic(.graph, .noInput) }
    return figures(ofLayers: stack, in: try lookingAt(read))
  }

  /// - Parameter report: this one, with fields on what the stack reads.
  private func figures(ofLayers stack: [Int], in report: Report) -> StackFigures {
    let last = report.layers[stack.last ?? 0]
    let explanations = stack.filter { report.isExplained($0) }.map {
      report.explanation(ofLayer: $0)
    }
    let fields = last.field.axes.indices.compactMap { axis in
      StackField(axis: axis, explanations).step(last.field.axes[axis])
    }
    let jumps = last.field.axes.indices.compactMap { axis -> LayerExplanation.Step? in
      guard let local = last.field.axes[axis].local else { return nil }
      let jump = local.flatMap(\.jump).map { Amount($0) }
      return .init(.jump, Letter(.jump, .after), told: jump, axis: axis)
    }
    let source = report.sources.first
    return StackFigures(
      read: source.map { report.layers[$0.node].outputs[$0.output].shape } ?? last.shape,
      made: last.shape,
      steps: (jumps + fields).joined(axes: last.field.axes.count) + sums(of: stack),
      layersWithProducts: stack.count { index in
        report.layers[index].work.value.map { $0.multiplyAccumulates != 0 } ?? false
      })
  }

  private func sums(of stack: [Int]) -> [LayerExplanation.Step] {
    let layers = stack.map { self.layers[$0] }
    let parameters = layers.map { layer in
      layer.parameters.flatMapArithmetic { counts throws(ArithmeticError) in try counts.total() }
    }
    return [
      sum(.parameters, .parameters, parameters),
      sum(.macs, .macs, layers.map { $0.work.map(\.multiplyAccumulates) }),
      sum(.flops, .flops, layers.map { $0.work.flatMap(\.floatingPointOperations) }),
    ]
  }

  /// The terms one by one, where they are few.
  private func sum(
    _ quantity: LayerExplanation.Quantity, _ name: Letter.Name, _ terms: [Known<Dim>]
  ) -> LayerExplanation.Step {
    let total = terms.reduce(Known<Dim>.known(0)) { $0.adding($1) }
    let counted = terms.compactMap(\.value).filter { $0 != 0 }
    guard total.value != nil, (2...8).contains(counted.count) else {
      return .init(quantity, told: total.map { Amount($0) })
    }
    let letters = counted.enumerated().map { index, count in
      Formula.letter(Letter(name, number: index + 1), Amount(count))
    }
    return .init(quantity, nil, .sum(letters))
  }
}

/// The field of a chain as one sum: 1 + (3 − 1)·1 + (3 − 1)·1 + (3 − 1)·1.
private struct StackField {
  let axis: Int
  private var terms: [Formula] = [.number(1)]
  private var isChain = true

  init(axis: Int, _ explanations: [LayerExplanation]) {
    self.axis = axis
    for explanation in explanations {
      let steps = explanation.steps.filter {
        $0.quantity == .field && ($0.axes ?? [axis]).contains(axis)
      }
      if steps.isEmpty { continue }
      guard steps.count == 1, case .sum(let parts)? = steps[0].formula, parts.count == 2,
        case .letter(_, let before) = parts[0], Formula.sum(terms).value() == .known(before)
      else {
        isChain = false
        return
      }
      terms.append(parts[1])
    }
  }

  /// The told size where branches meet or units differ.
  func step(_ field: AxisField) -> LayerExplanation.Step? {
    guard let sizes = field.sizes else { return nil }
    let letter = Letter(.field, .after)
    if isChain, terms.count <= 9, case .known(let range) = sizes, range.count == 1,
      Formula.sum(terms).value() == .known(Amount(range.lowerBound))
    {
      return .init(.field, letter, .sum(terms), axis: axis)
    }
    guard case .known(let range) = sizes else {
      return .init(.field, letter, told: .unknown(sizes.reason ?? .tooLarge), axis: axis)
    }
    // Of units that differ the one that sees most.
    return .init(.field, letter, told: .known(Amount(range.upperBound)), axis: axis)
  }
}
