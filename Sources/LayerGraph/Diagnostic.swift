public import Escaping

/// A problem and where it is: in a node of the graph, or at a place in a text.
public struct Diagnostic: Error, Hashable, Sendable, MessageConvertible {
  public let location: Location
  public let problem: Problem

  public enum Location: Hashable, Sendable {
    case graph
    /// A node, by its name and what it is.
    case node(name: String, kind: String)
  }

  public init(_ location: Location, _ problem: Problem) {
    self.location = location
    self.problem = problem
  }

  public var message: Message {
    switch location {
    case .graph: problem.message
    case .node(let name, let kind): "\(name) (\(kind)): \(problem)"
    }
  }
}
