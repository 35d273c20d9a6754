public import LayerGraph

/// A network written as a chain of layers on one line, or on many: `conv3s1p1c64,relu,pool2s2,fc10`.
///
/// The grammar:
///
///     chain := item ("," item)*
///     item  := [number "*" [index]] ( layer | "(" chain ")" )   3*(conv3p1c64,relu)
///     layer := name [size] (key value)*                         conv3s1p1, conv3x5 s2 d2 c64
///            | name "(" chain? ("|" chain?)* ")"                residual(conv3p1,bn | conv1)
///
/// Wherever a number stands, a formula between braces may: whole numbers, + - * / % ^, brackets, and the
/// indices of the repeats around, which count from 0: `8*i(conv2d{2^i}p{2^i}:0)` doubles dilations from 1 to
/// 128. / rounds down, % is what is left then.
///
/// Spaces and newlines are free, `#` starts a comment, case does not matter. What is not obvious:
///
/// - `c` left out keeps the channels. Convolutions and `fc` have a bias unless `nobias` is said; `i`
///   states the input channels that the weight was made for, which is checked.
/// - A pool's stride is its kernel unless `s` is said. `p0:1` pads one position after and none before.
/// - `fc` flattens first, with a node of its own, where spatial axes are left.
/// - `ln` normalises the channels of each position; `scale` has a factor per channel and no bias.
/// - `seN` has N squeeze channels. It must know the channels of its input: from an earlier `c`, from the
///   input's shape or from a `c` of its own.
/// - `residual(a | b)` adds its branches, `residual(a)` adds the input to its one branch; an empty branch
///   is the input itself.
/// - Nodes are numbered by name: conv1, pool1, conv2; in branches residual1.0.conv1, and where they meet
///   residual1.add.
public struct LayerString: Sendable {
  public let text: String
  public let graph: Graph
  private let ranges: [Range<Int>]

  /// More layers than this are refused, so that no short text makes a network without end.
  public static let maximumLayers = 100_000
  /// Brackets deeper than this are refused, so that the stack is bounded, and names, which have a part for each
  /// branch around.
  public static let maximumDepth = 64
  /// Formulas with more numbers, names, signs and brackets than this are refused.
  public static let maximumFormulaParts = IndexFormula.maximumParts

  /// Reads a layer string.
  /// - Parameter input: its shape; left out, one channel and space dimensions of open sizes C×H×W, or as
  ///   many axes as the first setting with a number for each (`conv3x3x3`) has. Such a setting with three
  ///   numbers also makes four sizes C×D×H×W, where they might be a batch of images.
  /// - Throws: `LayerStringError` for a mistake in the text or a setting without meaning. What depends on
  ///   sizes is found by the analyses; `locate` says where.
  /// - Complexity: O(length + layers); at most `maximumLayers`, repeats multiplied out, which is
  ///   counted before any is made, but where a formula says how often; brackets at most `maximumDepth` deep.
  public init(
    _ text: String, input: InputShape? = nil, name: String = "network"
  ) throws(LayerStringError) {
    try self.init(text, input: input, name: name, numbers: [:])
  }

  /// As above.
  /// - Parameter numbers: what stands for names, in small letters, in place of counts and in formulas: `n*(conv3p1)`.
  package init(
    _ text: String, input: InputShape?, name: String, numbers: [String: Int]
  ) throws(LayerStringError) {
    self.text = text
    do throws(LayerStringFault) {
      var input = input
      var parser = LayerStringParser(text, input: input, numbers: numbers)
      let chain: LayerChain
      do throws(LayerStringFault) { chain = try parser.parseNetwork() } catch {
        guard case .axisCount(_, given: 3, spatialRank: 2, _) = error.reason,
          let clip = input?.asClip
        else { throw error }
        input = clip
        parser = LayerStringParser(text, input: clip, numbers: numbers)
        chain = try parser.parseNetwork()
      }
      let shape = input ?? .open(spatialRank: parser.spatialRank ?? 2)
      let (expansion, result) = try LayerStringExpansion.expand(chain, input: shape)
      ranges = expansion.ranges
      graph = try Self.graph(of: expansion, result, name: name, hasBatch: shape.hasBatch)
    } catch {
      throw LayerStringError(error, in: text)
    }
  }

  /// The error that shows the layer of a diagnostic in the text; nil when it is about none of them.
  /// - Complexity: O(layers + length).
  public func locate(_ diagnostic: Diagnostic) -> LayerStringError? {
    guard let range = Self.range(of: diagnostic, nodes: graph.nodes, ranges: ranges) else {
      return nil
    }
    return LayerStringError(LayerStringFault(.graph(diagnostic), range), in: text)
  }

  private static func graph(
    of expansion: LayerStringExpansion, _ result: ValueReference, name: String, hasBatch: Bool
  ) throws(LayerStringFault) -> Graph {
    do throws(Diagnostic) {
      return try Graph(
        name: name, nodes: expansion.nodes,
        outputs: [Graph.Output(name: "output", value: result)], hasBatch: hasBatch)
    } catch {
      let range = range(of: error, nodes: expansion.nodes, ranges: expansion.ranges)
      throw LayerStringFault(.graph(error), range ?? 0..<0)
    }
  }

  private static func range(
    of diagnostic: Diagnostic, nodes: [Node], ranges: [Range<Int>]
  ) -> Range<Int>? {
    guard case .node(let name, _) = diagnostic.location,
      let index = nodes.firstIndex(where: { $0.name == name }), index > 0
    else { return nil }
    return ranges[index]
  }
}

extension Graph {
  /// The network of a layer string; see `LayerString`, which also finds layers in the text again.
  /// - Throws: `LayerStringError`, which shows the place.
  public init(
    layers text: String, input: InputShape? = nil, name: String = "network"
  ) throws(LayerStringError) {
    self = try LayerString(text, input: input, name: name).graph
  }
}
