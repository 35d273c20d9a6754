import Analyses
import LayerGraph

/// Decides which layers stand on a line of their own.
///
/// Modules fold at a depth; a layer that changes nothing but values (batch norm, ReLU, dropout)
/// folds into the single layer that it reads, within its module: what one module learns or does is not
/// counted in the line of another. Inputs have no line, as the header names them, but where they count.
struct RowBuilder {
  let report: Report
  private let showsInputs: Bool
  private let inputs: Set<Int>
  /// The modules' indices by name.
  private let modules: [String: Int]
  /// Modules of nothing but such layers, which are no more than one layer written as several.
  private let pointwiseModules: Set<String>

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
  }

  /// More lines than this do not fit one screen with what stands above and below.
  static let linesOfOneScreen = 28

  func rows(_ depth: RenderOptions.Depth) -> [Row] {
    switch depth {
    case .all: shownLayers.map { Row(layer: $0, of: report) }
    case .levels(let levels): rows(levels: levels) ?? []
    case .oneScreen: rowsOfOneScreen()
    }
  }

  /// The deepest unfolding that still fits. O(layers × depth), and depth stops growing when it no
  /// longer changes anything or no longer fits.
  private func rowsOfOneScreen() -> [Row] {
    var best = rows(levels: 1) ?? []
    for levels in 2..<Self.deepest {
      guard let next = rows(levels: levels, atMost: Self.linesOfOneScreen) else { break }
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
  private func rows(levels: Int, atMost most: Int = .max) -> [Row]? {
    var (rows, seen) = ([Row](), Set<Int>())
    // Of each layer that has a row of its own or is folded into one: which.
    var rowOfLayer = [Int?](repeating: nil, count: report.layers.count)
    for index in shownLayers {
      if let module = module(around: index, levels: levels) {
        if seen.insert(module).inserted { rows.append(Row(module: report.modules[module])) }
      } else if let target = producer(of: index).flatMap({ rowOfLayer[$0] }),
        isFolded(index, into: rows[target].layer)
      {
        rows[target].folded.append(index)
        rowOfLayer[index] = target
      } else {
        rowOfLayer[index] = rows.count
        rows.append(Row(layer: index, of: report))
      }
      if rows.count > most { return nil }
    }
    return rows
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
