import ConvArithmetic
import LayerGraph

extension SizeProblem {
  /// Does the whole analysis with the sizes next to each end of the answers, inside and outside.
  /// - Returns: the sizes, ascending; nil where it says otherwise, as of networks that are made otherwise for numbers than
  ///   for open sizes.
  func evaluate(
    _ answers: [SizeSolution.Answer], _ conditions: [SizeCondition], _ layer: Int?
  ) -> [Int]? {
    let sets = answers.map { $0.set.value }
    var evaluated: Set<Int> = []
    for (index, answer) in answers.enumerated() {
      guard let set = sets[index] else { continue }
      for size in set.ends where answer.evidence.reaches(size) {
        var values: [String: Int] = [:]
        for (other, otherSet) in zip(answers, sets) {
          let others = otherSet.flatMap { $0.next(atLeast: size) ?? $0.last(atMost: size) }
          for symbol in other.symbols { values[symbol] = others }
        }
        for symbol in answer.symbols { values[symbol] = size }
        guard values.count == symbols.count, let holds = holds(values, conditions, layer) else {
          continue
        }
        if holds != set.contains(size) { return nil }
        evaluated.insert(size)
      }
    }
    return evaluated.sorted()
  }

  /// Whether the network takes these sizes and all conditions hold then; nil where that can't be told.
  func holds(_ values: [String: Int], _ conditions: [SizeCondition], _ layer: Int?) -> Bool? {
    guard let report = try? analysis(values) else { return false }
    return holds(conditions, in: report, layer, along: symbols)
  }

  /// Of the analysis with numbers.
  /// - Parameter names: the sizes along whose axes conditions are to hold.
  func holds(
    _ conditions: [SizeCondition], in report: Report, _ layer: Int?, along names: [String]
  ) -> Bool? {
    var isKnown = true
    for condition in conditions {
      switch holds(condition, in: report, layer, names) {
      case false?: return false
      case nil: isKnown = false
      case true?: break
      }
    }
    return isKnown ? true : nil
  }

  private func holds(
    _ condition: SizeCondition, in report: Report, _ layer: Int?, _ names: [String]
  ) -> Bool? {
    switch condition {
    case .valid: return true
    case .output(let sizes, _):
      guard let layer, let index = report.index(of: self.report.layers[layer].name),
        case .known(let shape) = report.layers[index].shape
      else { return nil }
      let axes = self.report.layers[layer].field.axes
      return axes.indices.allSatisfy { axis in
        guard has(names, at: axis), let dimension = axes[axis].dimension else { return true }
        return shape.dims.indices.contains(dimension)
          && shape[dimension].constant == (sizes.count == 1 ? sizes[0] : sizes[axis])
      }
    case .noWaste:
      return report.unreadAxes.value.map { unread in !unread.contains { has(names, at: $0) } }
    case .aligned: return looking(report, along: names)?.isAligned.value
    case .symmetric:
      return report.layers.count == self.report.layers.count
        ? looking(report, along: names)?.padsEqually(like: self.report).value : nil
    case .maximumMultiplyAccumulates(let most):
      return report.total.multiplyAccumulates.value?.constant.map { $0 <= most }
    case .maximumMemory(let most): return report.neededBytes.value?.constant.map { $0 <= most }
    }
  }

  private func looking(_ report: Report, along names: [String]) -> Report? {
    if names == symbols { return report }
    return try? Report(
      of: report.graph, options: report.options,
      sources: report.graph.inputs.map { ValueReference(node: $0) },
      axesOfInputs: self.report.axes(of: names))
  }

  /// Whether the size along an axis of the first input is one of these.
  func has(_ symbols: [String], at axis: Int) -> Bool {
    guard let input = report.inputs.first, case .known(let shape) = report.layers[input].shape
    else { return false }
    let dimension = report.axesOfInputs[0].dimensions[axis]
    return shape[dimension].symbols.contains(where: symbols.contains)
  }
}

extension SizeSolution.Evidence {
  fileprivate func reaches(_ size: Int) -> Bool {
    switch self {
    case .proved: true
    case .checked(let last): size <= last
    }
  }
}

extension SizeSet {
  /// Sizes inside and outside next to the ends of the first stretches and the last, and between members that have
  /// gaps.
  fileprivate var ends: [Int] {
    // Of none, some ordinary sizes.
    if isEmpty { return [32, 224, 256] }
    var ends: Set<Int> = []
    for stretch in stretches.prefix(3) + stretches.suffix(1) {
      ends.formUnion([stretch.least - 1, stretch.least])
      if let next = next(atLeast: stretch.least + 1) {
        ends.formUnion([next - 1, next, next + 1])
      }
      if let greatest = stretch.greatest {
        ends.insert(greatest)
        if greatest < .max { ends.insert(greatest + 1) }
      }
    }
    return ends.filter { $0 >= 1 }.sorted()
  }
}
