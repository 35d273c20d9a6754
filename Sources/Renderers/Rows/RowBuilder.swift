import Analyses
import ConvArithmetic
import LayerGraph

/// Decides which layers stand on a line of their own.
///
/// Modules fold at a depth; a layer that changes nothing but values (batch norm, ReLU, dropout)
/// folds into the single layer that it reads, within its module: what one module learns or does is not
/// counted in the line of another. Constants fold into what reads them first. Inputs have no line, as the header names
/// them, but where they count. On one screen what is done with the results, be it hundreds of layers, is one line.
struct RowBuilder {
  let report: Report
  private let showsInputs: Bool
  private let inputs: Set<Int>
  /// The modules' indices by name.
  private let modules: [String: Int]
  /// Modules of nothing but such layers, which are no more than one layer written as several.
  private let pointwiseModules: Set<String>
  /// For constants that nothing else is made of, the first layer that reads each.
  private let readers: [Int: Int]
  private let isPostProcessing: [Bool]

  /// O(layers × depth).
  init(report: Report, showsInputs: Bool) {
    self.report = report
    self.showsInputs = showsInputs
    inputs = Set(report.inputs)
    modules = Dictionary(
      report.modules.enumerated().lazy.map { ($1.name, $0) },
      uniquingKeysWith: { first, _ in first })
    pointwiseModules = Set(
      report.modules.lazy.filter { $0.layers.allSatisfy { report.layers[$0].isPointwise } }
        .map(\.name))
    readers = report.readersOfConstants
    isPostProcessing = report.postProcessing
  }

  /// More lines than this do not fit one screen with what stands above and below.
  static let linesOfOneScreen = 28
  /// As many lines of post-processing become one.
  private static let linesOfPostProcessing = 4

  func rows(_ depth: RenderOptions.Depth) -> [Row] {
    let rows =
      switch depth {
      case .all: shownLayers.map { Row(layer: $0, of: report) }
      case .levels(let levels): rows(levels: levels) ?? []
      case .oneScreen: rowsOfOneScreen()
      }
    return RowLinks(rows, of: report).rows
  }

  /// The deepest unfolding that still fits. O(layers × depth), and depth stops growing when it no
  /// longer changes anything or no longer fits.
  private func rowsOfOneScreen() -> [Row] {
    var best = rows(levels: 1, foldsPostProcessing: true) ?? []
    for levels in 2..<Self.deepest {
      let next = rows(levels: levels, atMost: Self.linesOfOneScreen, foldsPostProcessing: true)
      guard let next else { break }
      if next.count == best.count && !next.contains(where: \.isModule) { return next }
      best = next
    }
    return best
  }

  private static let deepest = 16

  private var shownLayers: some Sequence<Int> {
    report.layers.indices.lazy.filter { showsInputs || !inputs.contains($0) }
  }

  /// Nil as soon as there are more than `most`.
  private func rows(
    levels: Int, atMost most: Int = .max, foldsPostProcessing: Bool = false
  ) -> [Row]? {
    var (rows, seen) = ([Row](), Set<Int>())
    // Of each layer that has a row of its own or is folded into one: which.
    var rowOfLayer = [Int?](repeating: nil, count: report.layers.count)
    var constants: [Int: [Int]] = [:]
    var last: [Int] = []
    for index in shownLayers {
      if let reader = readers[index], module(around: index, levels: levels) == nil,
        module(around: reader, levels: levels) == nil
      {
        constants[reader, default: []].append(index)
        continue
      }
      let target: Int
      if let module = module(around: index, levels: levels) {
        guard seen.insert(module).inserted else { continue }
        target = rows.count
        rows.append(Row(module: report.modules[module]))
      } else if let row = producer(of: index).flatMap({ rowOfLayer[$0] }),
        isFolded(index, into: rows[row].layer)
      {
        target = row
        rows[row].folded.append(index)
        rowOfLayer[index] = row
      } else {
        target = rows.count
        rowOfLayer[index] = target
        rows.append(Row(layer: index, of: report))
      }
      if let held = constants.removeValue(forKey: index) { rows[target].folded += held }
      if foldsPostProcessing, target == rows.count - 1, target != last.last,
        rows[target].layers.allSatisfy({ isPostProcessing[$0] })
      {
        last.append(target)
      }
      let folded = last.count < Self.linesOfPostProcessing ? 0 : last.count - 1
      if rows.count - folded > most { return nil }
    }
    return last.count < Self.linesOfPostProcessing ? rows : folded(rows, last)
  }

  /// Some rows as one, at the end.
  private func folded(_ rows: [Row], _ last: [Int]) -> [Row] {
    let isLast = Set(last)
    let layers = last.flatMap { rows[$0].layers }.sorted()
    let results = Set(report.graph.outputs.map(\.value.node))
    guard let shown = layers.last(where: results.contains) ?? layers.last else { return rows }
    return rows.indices.filter { !isLast.contains($0) }.map { rows[$0] }
      + [Row(postProcessing: layers, showing: shown)]
  }

  /// The module of so many parts that a layer is in.
  private func module(around index: Int, levels: Int) -> Int? {
    if modules.isEmpty { return nil }
    return report.layers[index].name.firstParts(levels).flatMap { modules[$0] }
  }

  private func isFolded(_ index: Int, into target: Int) -> Bool {
    let layer = report.layers[index]
    guard layer.isPointwise, !inputs.contains(target) else { return false }
    let (own, other) = (module(of: index), module(of: target))
    if own == other { return true }
    // An activation that follows a module belongs to what is around both: exporters write many so.
    guard layer.parameters == .known(.zero) else { return false }
    return layer.work == .known(.none) || own.isEmpty || other.hasPrefix(own + ".")
  }

  /// The innermost module around a layer that has more in it than pointwise layers; empty for none.
  private func module(of index: Int) -> String {
    var name = report.layers[index].name.enclosing
    while !name.isEmpty, pointwiseModules.contains(name) { name = name.enclosing }
    return name
  }

  private func producer(of index: Int) -> Int? {
    let inputs = report.layers[index].inputs
    return inputs.count == 1 ? inputs[0].node : nil
  }
}

extension Report {
  /// The first layer that reads each constant that isn't learned and is no result.
  fileprivate var readersOfConstants: [Int: Int] {
    let results = Set(graph.outputs.map(\.value.node) + inputs)
    var readers: [Int: Int] = [:]
    for index in layers.indices {
      for input in layers[index].inputs where readers[input.node] == nil {
        let layer = layers[input.node]
        guard layer.inputs.isEmpty, !results.contains(input.node),
          case .known(let counts) = layer.parameters, (try? counts.total()) == 0,
          layer.work == .known(.none)
        else { continue }
        readers[input.node] = index
      }
    }
    return readers
  }
}

extension String {
  /// The name of the module around: "layer1.0" of "layer1.0.conv1"; empty for none.
  fileprivate var enclosing: String {
    utf8.lastIndex(of: UInt8(ascii: ".")).map { String(self[..<$0]) } ?? ""
  }

  /// The first parts of a name that has more: "layer1.0" of "layer1.0.conv1" for two; nil when it
  /// has no more than that many parts.
  func firstParts(_ count: Int) -> String? {
    var (index, left) = (utf8.startIndex, count)
    while index < utf8.endIndex {
      if utf8[index] == UInt8(ascii: ".") {
        left -= 1
        if left == 0 { return String(self[..<index]) }
      }
      index = utf8.index(after: index)
    }
    return nil
  }
}
