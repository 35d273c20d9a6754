/// What a document that holds a network is made of.
package enum GraphSchema {
  /// The number rises when something is removed or changes its meaning.
  package static let identifier = "rfcalc/graph/1"

  package enum Key: String, CaseIterable {
    case schema, name, hasBatch, conditions, elementType, looseTensors, nodes, outputs
  }
}
