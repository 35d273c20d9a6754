/// What the calls in a list of nodes stand for, counted before anything is unfolded: each function once,
/// however often it is called.
struct UnfoldedSize {
  /// Nodes, those of functions once for each call; nil past 64 bits.
  private(set) var nodes: Int?
  /// How deep functions call each other.
  private(set) var depth = 0

  private static let maximumDepth = ONNXModel.maximumDepthOfFunctions

  private init(ofNodes count: Int) { nodes = count }

  private mutating func add(_ inner: UnfoldedSize) {
    if let count = nodes, let more = inner.nodes,
      case let (sum, overflow) = count.addingReportingOverflow(more), !overflow
    {
      nodes = sum
    } else {
      nodes = nil
    }
    depth = max(depth, inner.depth + 1)
  }

  /// Refuses functions that call themselves, too deep, or for too many nodes.
  static func check(_ translator: Translator) throws(ONNXError) {
    if translator.file.functions.isEmpty { return }
    var walk = Walk(translator: translator)
    let size = try walk.size(ofList: 0)
    if size.depth > maximumDepth {
      throw ONNXError(.file, .functionsTooDeep(maximumDepth))
    }
    let written = translator.lists.reduce(0) { $0 + $1.count }
    let limit = max(ONNXModel.maximumNodesOfFunctions, ONNXModel.nodesForEach * written)
    if (size.nodes ?? .max) > limit {
      throw ONNXError(.file, .tooManyNodes(size.nodes, greatest: limit))
    }
  }

  private struct Walk {
    let translator: Translator
    /// By the lists' numbers.
    var known: [Int: UnfoldedSize] = [:]
    /// The lists whose calls are being counted.
    var open: [Int] = []

    /// - Complexity: O(nodes), no deeper than `maximumDepth` calls.
    mutating func size(ofList number: Int) throws(ONNXError) -> UnfoldedSize {
      if let size = known[number] { return size }
      let list = translator.lists[number]
      var size = UnfoldedSize(ofNodes: list.count)
      open.append(number)
      for index in list.nodes.indices {
        for graph in translator.file.subgraphs.graphs(ofNode: index, inList: number) {
          try requireDepth()
          size.add(try self.size(ofList: translator.file.subgraphs.list(of: graph)))
        }
        guard let function = translator.function(calledBy: index, of: list) else { continue }
        if open.contains(function + 1) {
          throw ONNXError(
            translator.place(of: Origin(list: number, index: index, prefix: 0)),
            .functionCallsItself(translator.file.functions[function].name))
        }
        try requireDepth()
        size.add(try self.size(ofList: function + 1))
      }
      open.removeLast()
      known[number] = size
      return size
    }

    private func requireDepth() throws(ONNXError) {
      if open.count > maximumDepth { throw ONNXError(.file, .functionsTooDeep(maximumDepth)) }
    }
  }
}
