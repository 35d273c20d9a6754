package import LayerGraph

/// A model with its settings: what it takes is known before it is built.
package struct ZooModel: Sendable {
  let recipe: Recipe
  let settings: ModelSettings

  package var entry: ModelEntry { recipe.entry }

  /// What its graph is called: "googlenet-aux (10 classes)".
  package var name: String { recipe.title(settings) }

  /// The network for this input, or for that of its source.
  package func graph(input: Shape? = nil, hasBatch: Bool = false) throws(ZooError) -> Graph {
    do throws(Diagnostic) {
      return try recipe.graph(settings, input: input, hasBatch: hasBatch)
    } catch {
      throw input == nil ? .defect(model: entry.name, error) : .input(model: entry.name, error)
    }
  }
}
