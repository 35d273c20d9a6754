public import LayerGraph

/// A network as a JSON document of the schema `rfcalc/graph/1`, which `Graph.json()` writes.
///
/// The article "The JSON graph" in Renderers describes the schema.
public struct JSONGraph: Sendable {
  public let graph: Graph
  private let bytes: [UInt8]
  /// The names of the nodes and the offsets at which they stand, in the order of the document.
  private let places: [(name: String, range: Range<Int>)]

  /// Brackets deeper than this are refused, so that the stack is bounded.
  public static let maximumDepth = 200

  /// Reads a document.
  /// - Parameter name: what the network is called when the document does not say.
  /// - Throws: `GraphJSONError` for what is not JSON, not of the schema, or no valid network. What
  ///   depends on sizes is found by the analyses; `locate` says where.
  /// - Complexity: O(bytes); lists and objects at most `maximumDepth` deep.
  public init(_ bytes: [UInt8], name: String = "network") throws(GraphJSONError) {
    let document: JSONDocument
    do throws(JSONFault) { document = try JSONDocument(bytes) } catch {
      throw GraphJSONError(error.reason, error.offset..<error.offset + 1, in: bytes)
    }
    var reader = JSONGraphReader(document: document, name: name)
    graph = try reader.graph()
    places = reader.places
    self.bytes = bytes
  }

  /// The error that shows the node of a diagnostic in the text; nil when it is about none of them.
  /// - Complexity: O(bytes).
  public func locate(_ diagnostic: Diagnostic) -> GraphJSONError? {
    guard case .node(let name, _) = diagnostic.location,
      let place = places.first(where: { $0.name == name })
    else { return nil }
    return GraphJSONError(.graph(diagnostic), place.range, in: bytes)
  }
}

extension Graph {
  /// The network of a JSON document; see `JSONGraph`, which also finds nodes in the text again.
  /// - Throws: `GraphJSONError`, which shows the place.
  public init(json bytes: [UInt8], name: String = "network") throws(GraphJSONError) {
    self = try JSONGraph(bytes, name: name).graph
  }
}
