import ConvArithmetic
import LayerGraph

/// From where on all layers that read the first source cover it.
struct Coverage {
  let report: Report
  private let sources: Set<Int>

  init(report: Report) {
    self.report = report
    sources = Set(report.inputs + report.sources.map(\.node))
  }

  /// One, or none.
  var findings: [Finding] {
    guard let source = report.sources.first else { return [] }
    switch report.sizes(ofSource: 0) {
    case .unknown(let reason):
      return [Finding(.coversImage, layers: [source.node], .unknown(reason))]
    // Of a single position there is nothing to cover.
    case .known(let sizes): return sizes.allSatisfy { $0 == 1 } ? [] : findings(sizes)
    }
  }

  private func findings(_ sizes: [Int]) -> [Finding] {
    var (first, isSeenByAll): (Int?, Bool) = (nil, true)
    layers: for index in report.layers.indices.reversed() where isReading(index) {
      let layer = report.layers[index]
      switch covers(layer) {
      case .known(true):
        first = index
        if isSeenByAll { isSeenByAll = layer.isSeenByAll }
      case .known(false): break layers
      case .unknown(let reason):
        if first == nil { return [Finding(.coversImage, layers: [index], .unknown(reason))] }
        break layers
      }
    }
    guard let first else { return [] }
    let stages = Stages(report: report, sizes: sizes)
    let covered = Finding.Covered(
      sizes: sizes, byEveryUnit: isSeenByAll, module: module(beginningWith: first),
      unproductive: stages.unproductive, stages: stages.all)
    return [Finding(.coversImage, layers: [first], .covered(covered))]
  }

  private func isReading(_ index: Int) -> Bool {
    !sources.contains(index) && report.layers[index].reads
  }

  /// The outermost module that begins with a layer, so that all of it covers as well.
  private func module(beginningWith first: Int) -> Int? {
    report.modules.firstIndex { module in
      module.layers.contains(first) && module.layers.first(where: isReading) == first
    }
  }

  /// Whether the unit in the middle of each output sees from the first to the last position of every axis.
  private func covers(_ layer: LayerReport) -> Known<Bool> {
    var unknown: UnknownReason?
    for output in layer.outputs {
      guard let field = output.fields.first, field.isReached else { continue }
      if field.axes.isEmpty { return .known(false) }
      for axis in field.axes.indices {
        switch covers(output, axis: axis) {
        case .known(true): break
        case .known(false): return .known(false)
        case .unknown(let reason): unknown = unknown ?? reason
        }
      }
    }
    return unknown.map { .unknown($0) } ?? .known(true)
  }

  private func covers(_ output: OutputReport, axis: Int) -> Known<Bool> {
    let field = output.fields[0].axes[axis]
    if field.isGlobal { return .known(true) }
    guard let local = field.local else { return .known(false) }
    let lengths = report.lengths(of: output, axis: axis)
    return local.flatMap { local in
      if !local.isAnchored { return .unknown(.openPadding) }
      return lengths.units.flatMap { units in
        lengths.positions.flatMap { positions in
          guard let units = units.constant else { return .unknown(.openSize(units)) }
          guard let last = positions.constant.map({ $0 - 1 }) else {
            return .unknown(.openSize(positions))
          }
          return Known<Bool>(arithmetic: { () throws(ArithmeticError) in
            let hull = try local.map.hull(of: (units - 1) / 2)
            return !hull.isEmpty && hull.lower <= 0 && hull.upper >= last
          })
        }
      }
    }
  }
}

extension LayerReport {
  /// Whether an output sees something of the first source.
  fileprivate var reads: Bool { outputs.contains { $0.fields.first?.isReached ?? false } }

  /// Whether each unit of each output sees all of it, or the output nothing.
  fileprivate var isSeenByAll: Bool {
    outputs.allSatisfy { output in
      output.fields.first.map { $0.isGlobal || !$0.isReached } ?? true
    }
  }
}

extension Report {
  /// The spatial sizes of a source, where all are numbers.
  fileprivate func sizes(ofSource source: Int) -> Known<[Int]> {
    shape(ofSource: source).flatMap { shape in
      var sizes: [Int] = []
      for dimension in axes[source].dimensions {
        let dim = shape[dimension]
        guard let size = dim.constant else { return .unknown(.openSize(dim)) }
        sizes.append(size)
      }
      return .known(sizes)
    }
  }
}
