import Analyses
import ConvArithmetic
import LayerGraph

/// What rows have to do with each other: which of a row's values are read in others, and whose numbers it uses.
struct RowLinks {
  private(set) var rows: [Row]
  private let report: Report
  /// The row of each layer; nil where it has none.
  private var rowOfLayer: [Int?]

  /// O(layers + connections).
  init(_ rows: [Row], of report: Report) {
    (self.rows, self.report) = (rows, report)
    rowOfLayer = Array(repeating: nil, count: report.layers.count)
    for (index, row) in rows.enumerated() { for layer in row.layers { rowOfLayer[layer] = index } }
    findOutputs()
    findSharers()
  }

  private mutating func findOutputs() {
    guard rows.contains(where: { $0.layerCount != nil }) else { return }
    var values: [Int: Set<ValueReference>] = [:]
    func read(_ value: ValueReference, by row: Int?) {
      guard let own = rowOfLayer[value.node], own != row, rows[own].layerCount != nil,
        row == nil || !report.layers[value.node].inputs.isEmpty
      else { return }
      values[own, default: []].insert(value)
    }
    for index in report.layers.indices {
      for input in report.layers[index].inputs { read(input, by: rowOfLayer[index]) }
    }
    for output in report.graph.outputs { read(output.value, by: nil) }
    for (row, values) in values {
      let shown = ValueReference(node: rows[row].layer)
      rows[row].moreOutputs = values.count - (values.contains(shown) ? 1 : 0)
    }
  }

  /// "head", "head and neck", "head and 3 more".
  private mutating func findSharers() {
    for index in rows.indices {
      guard case .known(let counts) = rows[index].parameters(in: report),
        (try? counts.total()) == 0
      else { continue }
      var (names, seen): ([String], Set<String>) = ([], [])
      for layer in rows[index].layers {
        guard let sharer = report.layers[layer].sharesWeightsWith else { continue }
        let row = report.graph.index(named: sharer).flatMap { rowOfLayer[$0] }
        if row == index { continue }
        let name = (row.map { rows[$0].name } ?? sharer).beside(rows[index].name)
        if seen.insert(name).inserted { names.append(name) }
      }
      if !names.isEmpty { rows[index].sharer = names.listed(atMost: 2) }
    }
  }
}

extension String {
  /// A name without the modules that it has in common with another: "cls_logits" beside "head.cls.cls_logits_1" for
  /// "head.cls.cls_logits".
  fileprivate func beside(_ other: String) -> String {
    let (own, others) = (split(separator: "."), other.split(separator: "."))
    let common = zip(own.dropLast(), others.dropLast()).prefix { $0 == $1 }.count
    return own.dropFirst(common).joined(separator: ".")
  }
}
