public import LayerGraph

extension Report {
  /// How most numbers are stored.
  public var elementType: ElementType { options.elementType ?? graph.elementType }

  /// How all values are stored; nil where they have several types.
  package var onlyElementType: ElementType? {
    let isUniform = graph.nodes.allSatisfy { node in
      node.elementTypes.allSatisfy {
        $0 == graph.elementType || options.elementType != nil && $0 != .notStored
      }
    }
    return isUniform ? elementType : nil
  }

  /// The types of real numbers among the values, the most usual one first.
  package var realElementTypes: [ElementType] {
    if let type = options.elementType { return [type] }
    let others = Set(graph.nodes.flatMap(\.elementTypes)).subtracting([graph.elementType])
    return [graph.elementType] + ElementType.allCases.filter { $0.isReal && others.contains($0) }
  }
}
