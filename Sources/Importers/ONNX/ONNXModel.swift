public import ConvArithmetic
public import LayerGraph

/// A model read from the ONNX format: the graph, and how the file's names lead into it.
///
/// The file is read by its framing: weights are stepped over, never read, so that the cost depends on the
/// graph and not on the file's size; data kept in other files is never opened. Small integer tensors that
/// decide shapes are followed through shape computations, with open sizes as formulas in the file's own
/// names. Operator sets 7 to 28. Local functions are unfolded, and so is the branch of an `If` that is taken,
/// where that is known; `Loop` and `Scan` are one layer each, whose sizes and work are known where it is how often the
/// body runs and the states keep their shapes. Maps that onnxruntime laid out in blocks of channels have the channels and
/// filters that the file stores: zeros that fill up the last block count.
///
/// Source: onnx.proto3 and the operator documentation of ONNX 1.23 (<https://onnx.ai/onnx/operators/>).
public struct ONNXModel: Sendable {
  public let graph: Graph
  /// The inputs as declared, in order.
  public let inputs: [Input]
  /// The outputs as declared, in order; what is computed doesn't depend on it.
  public let outputs: [DeclaredOutput]
  /// Elements of all float initializers of the graph, running statistics included.
  public let floatInitializerElements: Int
  /// Elements of real numbers in Constant nodes.
  public let floatConstantElements: Int
  /// Every value of the file by its name, functions' own aside. Empty unless asked for.
  public let values: [String: Value]

  /// The operators that are known. Sets before mean other things by the same names; what those after ONNX
  /// 1.23 change, nobody here knows.
  public static let operatorSets = 7...28
  /// Constants with more numbers than this decide nothing: they are left where they are.
  package static let longestConstant = 4096
  /// The format is known up to this IR version.
  package static let newestFormat = 14
  /// Calls of functions may stand for so many nodes, or for `nodesForEach` for each that the file has: a few
  /// lines can ask for as many as there are.
  package static let maximumNodesOfFunctions = 100_000
  package static let nodesForEach = 10
  /// Functions may call each other so deep.
  package static let maximumDepthOfFunctions = 32
  /// The branches and bodies of nodes may lie in each other so deep.
  package static let maximumDepthOfBranches = 32

  /// What became of a value of the file.
  public enum Value: Hashable, Sendable {
    /// It depends on an input of the network.
    case data(ValueReference)
    /// It doesn't: a weight, or a step of a shape computation.
    case constant(Shape)
  }

  public struct Input: Hashable, Sendable {
    public let name: String
    public let shape: Shape
  }

  /// Reads a model.
  /// - Parameters:
  ///   - bytes: the file, which must stay as it is until this returns.
  ///   - inputs: other shapes for inputs, by name; "" is the only or first one. They are put in before
  ///     shape computations are followed.
  ///   - promised: what is known of open sizes, which decides where shape computations compare them.
  ///   - name: what to call the graph when the file doesn't say.
  ///   - cut: names of values or nodes of the file that are to be its outputs; nodes that these don't need aren't
  ///     read, whatever is wrong with them. None: those of the file.
  /// - Throws: `ONNXError` with the byte or the node and what is wrong.
  /// - Complexity: O(graph), whatever the weights weigh.
  public init(
    _ bytes: UnsafeRawBufferPointer, inputs given: [String: Shape] = [:],
    assuming promised: Assumptions = .none, name: String = "model", cut: [String] = [],
    listsValues: Bool = false
  ) throws(ONNXError) {
    try self.init(
      try ONNXFile(bytes), inputs: given, assuming: promised, name: name, cut: cut,
      listsValues: listsValues)
  }

  /// As above, from a file whose framing has been read.
  package init(
    _ framed: ONNXFile, inputs given: [String: Shape], assuming promised: Assumptions, name: String,
    cut: [String] = [], listsValues: Bool
  ) throws(ONNXError) {
    let file = framed.record
    guard var record = file.graph else { throw ONNXError(.file, .noGraph) }
    // A file that doesn't say is read; nothing depends on it.
    guard (0...Self.newestFormat).contains(file.irVersion) else {
      throw ONNXError(.file, .format(file.irVersion))
    }
    try ONNXDomain.check(file.opsets, at: .file)
    let translator = try Translator(
      framed.bytes, file, names: framed.names, assuming: promised)
    try UnfoldedSize.check(translator)
    if !cut.isEmpty {
      record.outputs = try framed.outputs(named: cut)
      translator.cut = CutNodes(record.nodes, to: record.outputs, translator)
    }
    floatInitializerElements = try translator.readInitializers()
    inputs = try translator.readInputs(record, given)
    try translator.read(list: 0)
    outputs = try translator.declaredOutputs(record)
    graph = try translator.graph(of: record, name: Self.isGeneric(record.name) ? name : record.name)
    floatConstantElements = translator.floatConstantElements
    values = listsValues ? translator.values() : [:]
  }

  /// Whether a graph's name is that of its exporter and not of the network.
  private static func isGeneric(_ name: String) -> Bool {
    name.isEmpty || name == "main_graph" || name.hasPrefix("torch") || name == "tf2onnx"
  }

  /// As above, from an array.
  public init(
    _ bytes: [UInt8], inputs: [String: Shape] = [:], assuming promised: Assumptions = .none,
    name: String = "model", listsValues: Bool = false
  ) throws(ONNXError) {
    // `withUnsafeBytes` passes on errors of any type, not typed ones.
    let result = bytes.withUnsafeBytes { buffer -> Result<ONNXModel, ONNXError> in
      do throws(ONNXError) {
        return .success(
          try ONNXModel(
            buffer, inputs: inputs, assuming: promised, name: name, listsValues: listsValues))
      } catch {
        return .failure(error)
      }
    }
    self = try result.get()
  }
}

extension Graph {
  /// The graph of an ONNX model; see `ONNXModel`.
  public init(
    onnx bytes: [UInt8], inputs: [String: Shape] = [:], name: String = "model"
  ) throws(ONNXError) {
    self = try ONNXModel(bytes, inputs: inputs, name: name).graph
  }
}
