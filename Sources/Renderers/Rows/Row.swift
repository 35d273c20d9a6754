import Analyses
import ConvArithmetic
import LayerGraph

/// One line of the table: a layer with the pointwise layers after it, or a module. Its numbers are added up
/// when they are asked for: a table of many lines is kept as who stands in them.
struct Row: Sendable {
  let name: String
  /// The layer whose output and field are the row's: the layer itself, or the last of a module.
  let layer: Int
  /// All of it stands in the line; nil for a layer.
  let module: ModuleReport?
  /// The layers that are folded into this one, ascending.
  var folded: [Int] = []
  /// Whether it stands for layers that have nothing in common but where they are.
  private(set) var isGroup = false
  /// How many of its values beside the shown one are read outside or are results; of modules and groups.
  var moreOutputs = 0
  /// The rows in which its numbers are counted, where it has none of its own.
  var sharer: String?

  init(layer index: Int, of report: Report) {
    name = report.layers[index].name
    layer = index
    module = nil
  }

  init(module: ModuleReport) {
    name = module.name
    layer = module.layers.last ?? 0
    self.module = module
  }

  /// What is done with the network's results.
  /// - Parameters:
  ///   - layers: all of them, ascending.
  ///   - shown: the one whose output is the row's.
  init(postProcessing layers: [Int], showing shown: Int) {
    name = "post-processing, \(Digits.grouped(layers.count)) layers"
    layer = shown
    module = nil
    folded = layers.filter { $0 != shown }
    isGroup = true
  }

  var isModule: Bool { module != nil }

  /// How many layers it stands for; nil where it is that of one, whatever is folded into it.
  var layerCount: Int? { module?.layers.count ?? (isGroup ? folded.count + 1 : nil) }

  /// All layers that stand in it, the shown one among them.
  var layers: [Int] { module?.layers ?? (folded + [layer]) }

  func parameters(in report: Report) -> Known<ParameterCounts> {
    if let module { return module.parameters }
    return folded.reduce(report.layers[layer].parameters) { sum, index in
      sum.combined(report.layers[index].parameters) { a, b throws(ArithmeticError) in
        try a.adding(b)
      }
    }
  }

  func work(in report: Report) -> Known<Work> {
    if let module { return module.work }
    return folded.reduce(report.layers[layer].work) { sum, index in
      sum.combined(report.layers[index].work) { a, b throws(ArithmeticError) in try a.adding(b) }
    }
  }

  func activationBytes(in report: Report) -> Known<Dim> {
    if let module { return module.activationBytes }
    return folded.reduce(report.layers[layer].activationBytes) { sum, index in
      sum.combined(report.layers[index].activationBytes) { a, b throws(ArithmeticError) in
        try a + b
      }
    }
  }
}
