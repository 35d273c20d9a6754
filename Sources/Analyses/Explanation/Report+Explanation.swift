import ConvArithmetic
public import LayerGraph

extension Report {
  /// How the numbers of a layer, or of the last layer of a module, come about; its fields are those on the first source.
  /// - Throws: a `Diagnostic` for a name that nothing has, with the nearest.
  public func explanation(of name: String) throws(Diagnostic) -> LayerExplanation {
    explanation(ofLayer: try requireIndex(of: name))
  }

  /// How the numbers of each layer with a window, a matrix product or branches that meet come about, in order.
  /// - Complexity: O(layers + connections), besides the phases of upsampled fields.
  public func explanations() -> [LayerExplanation] {
    layers.indices.filter { isExplained($0) }.map { explanation(ofLayer: $0) }
  }

  /// As `explanation(of:)`, by number.
  package func explanation(ofLayer index: Int) -> LayerExplanation {
    LayerExplainer(report: self, index: index).explanation
  }

  /// Whether there is more to a layer than elements that are changed where they are.
  package func isExplained(_ index: Int) -> Bool {
    LayerExplainer(report: self, index: index).isWorthTelling
  }
}

/// The explanation of one layer in the making.
struct LayerExplainer {
  typealias Step = LayerExplanation.Step
  typealias Remark = LayerExplanation.Remark

  let report: Report
  let index: Int
  private let layer: LayerReport
  private let workings: Known<Workings>
  private let readings: [Reading]
  /// The inputs by which the source is seen, with their fields.
  private let branches: [(input: Int, field: Field)]

  init(report: Report, index: Int) {
    (self.report, self.index, layer) = (report, index, report.layers[index])
    let rules = report.rules(report.graph.nodes[index])
    switch layer.facts.site {
    case .unknown(let reason): workings = .unknown(reason)
    case .known(let site):
      do { workings = .known(try rules.workings(site)) } catch {
        workings = .unknown(error as? UnknownReason ?? .tooLarge)
      }
    }
    readings = layer.readings(of: 0).value ?? []
    branches = Self.branches(readings, of: report.layers[index], in: report)
  }

  // MARK: - Whether

  var isWorthTelling: Bool {
    if layer.isPointwise { return false }
    let told = workings.value ?? .untold
    if !told.windows.isEmpty || layer.work.value.map({ $0.multiplyAccumulates != 0 }) ?? false {
      return true
    }
    if branches.count > 1, !branches.allSatisfy({ $0.field == branches[0].field }) { return true }
    return movesUnits
  }

  /// Whether along some axis of the source units aren't those of the value before.
  private var movesUnits: Bool {
    guard branches.count == 1, let (input, field) = branches.first else { return false }
    return field.axes.contains { axis in
      guard let dimension = axis.dimension, !axis.isFolded,
        readings[input].routes.indices.contains(dimension)
      else { return false }
      switch readings[input].routes[dimension] {
      case .all: return true
      case .along(_, let map): return !map.isIdentity
      default: return false
      }
    }
  }

  private static func branches(
    _ readings: [Reading], of layer: LayerReport, in report: Report
  ) -> [(input: Int, field: Field)] {
    readings.compactMap { reading in
      guard reading.isRead, layer.inputs.indices.contains(reading.input) else { return nil }
      let value = layer.inputs[reading.input]
      guard let field = report.layers[value.node].outputs[value.output].fields.first,
        field.isReached
      else { return nil }
      return (reading.input, field)
    }
  }

  // MARK: - What

  var explanation: LayerExplanation {
    var (steps, remarks): ([Step], [Remark]) = ([], [])
    var windows: [Int: WindowSteps] = [:]
    for window in windowSteps {
      windows[window.use.dimension] = window
      steps += window.steps
      remarks += window.remarks
    }
    if layer.isPointwise { remarks.append(.keepsPlaces) }
    for axis in layer.field.axes.indices where !layer.isPointwise {
      let told = tell(axis: axis, windows)
      steps += told.steps
      remarks += told.remarks
    }
    steps += counts
    if let sharer = layer.sharesWeightsWith { remarks.append(.sharedWeights(sharer)) }
    return LayerExplanation(
      layer: index,
      steps: steps.joined(axes: max(windows.count, layer.field.axes.count)), remarks: remarks)
  }

  private var windowSteps: [WindowSteps] {
    guard case .known(let site) = layer.facts.site, let input = site.inputs.first,
      let output = site.outputs.first
    else { return [] }
    return (workings.value?.windows ?? []).compactMap { use in
      guard input.dims.indices.contains(use.dimension), output.dims.indices.contains(use.dimension)
      else { return nil }
      return try? WindowSteps(
        use, axis: use.dimension - Shape.firstSpatialDimension, length: input[use.dimension],
        output: output[use.dimension])
    }
  }

  private func tell(
    axis: Int, _ windows: [Int: WindowSteps]
  ) -> (steps: [Step], remarks: [Remark]) {
    let field = layer.field.axes[axis]
    switch field.local {
    case nil: return ([], field.isGlobal ? [.seesAll(axis: axis)] : [])
    case .unknown(let reason)?:
      return ([], field.isGlobal ? [.seesAll(axis: axis)] : unknown(reason, axis))
    case .known(let after)?:
      let whole: [Remark] = field.isGlobal ? [.seesAll(axis: axis)] : []
      if field.isFolded {
        return ([], field.isGlobal ? whole : [.unknown(.folded, axis: axis)])
      }
      let told =
        branches.count > 1 ? merged(axis, after) : moved(axis, field, after, windows)
      return (told.steps, whole + told.remarks)
    }
  }

  private func unknown(_ reason: UnknownReason, _ axis: Int) -> [Remark] {
    guard reason == .ratesDiffer else { return [.unknown(reason, axis: axis)] }
    let rates = branches.compactMap { $0.field.axes[axis].local?.value?.jump.value }
    return [.drifting(Set(rates).sorted(), axis: axis)]
  }

  private func merged(_ axis: Int, _ after: LocalField) -> (steps: [Step], remarks: [Remark]) {
    let locals = branches.compactMap { input, field -> MergeSteps.Branch? in
      guard field.axes.indices.contains(axis), !field.axes[axis].isFolded,
        case .known(let local)? = field.axes[axis].local
      else { return nil }
      return MergeSteps.Branch(input: input, local: local)
    }
    if locals.isEmpty { return ([], [.unknown(.piecewise, axis: axis)]) }
    let merge = MergeSteps(axis: axis, branches: locals, after: after)
    return (merge.steps, merge.remarks)
  }

  private func moved(
    _ axis: Int, _ field: AxisField, _ after: LocalField, _ windows: [Int: WindowSteps]
  ) -> (steps: [Step], remarks: [Remark]) {
    guard let (input, source) = branches.first, source.axes.indices.contains(axis),
      case .known(let before)? = source.axes[axis].local, !source.axes[axis].isFolded,
      let dimension = source.axes[axis].dimension, let output = field.dimension,
      readings[input].routes.indices.contains(dimension),
      let map = readings[input].map(of: dimension, along: output)
    else { return ([], [.unknown(.folded, axis: axis)]) }
    let told = AxisSteps(
      axis: axis, before: before, after: after, map: map,
      window: input == 0 ? windows[dimension] : nil,
      lengths: (readings[input].from[dimension], readings[input].to[output]))
    return (told.steps, told.remarks)
  }

  // MARK: - Counts

  private var counts: [Step] {
    guard case .known(let told) = workings else {
      let reason = workings.reason ?? .tooLarge
      return ([.parameters, .macs, .flops] as [LayerExplanation.Quantity]).map {
        Step($0, told: .unknown(reason))
      }
    }
    return [parameters(told), macs(told), flops(told)].compactMap { $0 } + sharing(told)
  }

  private func parameters(_ told: Workings) -> Step? {
    // Those of an earlier layer are counted there.
    if layer.sharesWeightsWith == nil, layer.tensors.isEmpty, let formula = told.parameters {
      return formula == .number(0) ? nil : Step(.parameters, nil, formula)
    }
    let total = layer.parameters.flatMapArithmetic { counts throws(ArithmeticError) in
      try counts.total()
    }
    return total == 0 ? nil : Step(.parameters, told: total.map { Amount($0) })
  }

  private func macs(_ told: Workings) -> Step? {
    if let formula = told.multiplyAccumulates {
      return formula == .number(0) ? nil : Step(.macs, nil, formula)
    }
    let macs = layer.work.map { $0.multiplyAccumulates }
    return macs == 0 ? nil : Step(.macs, told: macs.map { Amount($0) })
  }

  private func flops(_ told: Workings) -> Step? {
    if let macs = told.multiplyAccumulates?.value().value, let others = told.otherOperations {
      let twice: Formula? =
        macs == Amount(0)
        ? nil : .product([.number(2), .letter(Letter(.macs), macs)])
      let formula = Formula.sum(of: [twice, others == .number(0) ? nil : others])
      return formula == .number(0) ? nil : Step(.flops, nil, formula)
    }
    let flops = layer.work.flatMap(\.floatingPointOperations)
    return flops == 0 ? nil : Step(.flops, told: flops.map { Amount($0) })
  }

  /// (C·∏N)·(C′·∏N′) + C′·∏N′: a weight for each pair of an element read and one made, and their biases.
  private func sharing(_ told: Workings) -> [Step] {
    guard told.sharesWeights, case .known(let site) = layer.facts.site,
      let input = site.inputs.first, let output = site.outputs.first
    else { return [] }
    let made = Formula.product(
      of: [.channels(of: output, .output)] + output.lengthFactors(.output))
    let read = Formula.product(of: [.channels(of: input)] + input.lengthFactors())
    let hasBias = layer.parameters.value.map { $0.biases != 0 } ?? false
    return [Step(.fullyConnected, nil, .sum(of: [.product([read, made]), hasBias ? made : nil]))]
  }
}
