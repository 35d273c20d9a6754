import ConvArithmetic
import LayerGraph

/// A network with open sizes along its input's axes, of which it is asked which numbers satisfy something.
///
///     let network = try Zoo.graph("resnet50", input: [1, 3, .symbol("H"), .symbol("W")])
///     let solution = try SizeProblem(network.report()).solve([.output([7, 7], of: nil)])
///     solution.sizes.map(\.set)          // 193…224 twice
public struct SizeProblem {
  /// The analysis with the sizes open.
  public let report: Report
  /// The names of the sizes along the axes of the first input, each once, in order.
  public let symbols: [String]
  /// The whole analysis with numbers in place of the sizes.
  let analysis: ([String: Int]) throws -> Report

  /// More sizes than this are not gone through one by one.
  public static let maximumScan = 4096

  /// - Parameter analysis: how a network is analysed for numbers, where that is more than putting them in: files are
  ///   read again.
  /// - Throws: `.nothingOpen`.
  public init(
    _ report: Report, analysis: (([String: Int]) throws -> Report)? = nil
  ) throws(SizeQuestionError) {
    self.report = report
    var symbols: [String] = []
    if let axes = report.axesOfInputs.first, let input = report.inputs.first,
      case .known(let shape) = report.layers[input].shape
    {
      for dimension in axes.dimensions {
        for symbol in shape[dimension].symbols where !symbols.contains(symbol) {
          symbols.append(symbol)
        }
      }
    }
    if symbols.isEmpty { throw .nothingOpen }
    self.symbols = symbols
    self.analysis = analysis ?? { try report.putting($0) }
  }
}

extension Report {
  /// The same network with numbers in place of open sizes.
  package func putting(_ values: [String: Int]) throws -> Report {
    var options = options
    for (symbol, value) in values
    where !options.assumptions.add(symbol, atLeast: value, atMost: value) {
      throw Diagnostic(.graph, .conditionExcluded(.atLeast(.symbol(symbol), value)))
    }
    return try graph.report(options)
  }
}
