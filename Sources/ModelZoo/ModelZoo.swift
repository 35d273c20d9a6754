public import LayerGraph

/// Networks from the literature, layer by layer as their source has them.
///
///     let graph = try ModelZoo.graph("resnet50")
///
/// Layers have torchvision's names where torchvision has the model.
public enum ModelZoo {
  /// Every model, family by family in the order in which they appeared.
  public static let entries: [ModelEntry] = recipes.map(\.entry)

  /// The network with this name, at its default input.
  ///
  /// Case, "-", "_", "." and spaces make no difference, and a variant may be written into the name:
  /// "VGG16-BN", "ResNet 50", "googlenet-aux".
  /// - Throws: `ZooError.unknownModel` or `ZooError.unknownVariant`.
  public static func graph(_ name: String, variant: String? = nil) throws(ZooError) -> Graph {
    guard let found = index[key(name)] else {
      let names = entries.lazy.flatMap { [$0.name] + $0.aliases }
      throw .unknownModel(name, suggestion: NearestName.suggestion(for: name, among: names))
    }
    let wanted = try found.variant(variant)
    do {
      return try found.recipe.graph(variant: wanted)
    } catch {
      throw .defect(model: found.recipe.entry.name, error)
    }
  }

  static let recipes: [Recipe] = [
    LeNet.recipes, AlexNet.recipes, ZFNet.recipes, VGG.recipes, GoogLeNet.recipes, UNet.recipes,
    ResNet.recipes, PreActCIFAR.recipes, SqueezeNet.recipes, DenseNet.recipes, SEResNet.recipes,
    MobileNetV2.recipes,
  ].flatMap { $0 }

  /// A spelling without what people write differently.
  static func key(_ name: String) -> String {
    String(name.lowercased().filter { $0.isLetter || $0.isNumber })
  }

  private struct Found {
    let recipe: Recipe
    /// The variant that the name itself asks for.
    let named: String?

    func variant(_ asked: String?) throws(ZooError) -> String? {
      guard let asked else { return named }
      let known = recipe.entry.variants
      guard let match = known.first(where: { key($0) == key(asked) }),
        named == nil || named == match
      else {
        throw .unknownVariant(asked, model: recipe.entry.name, known: known)
      }
      return match
    }
  }

  private static let index: [String: Found] = {
    var index: [String: Found] = [:]
    for recipe in recipes {
      for name in [recipe.entry.name] + recipe.entry.aliases {
        index[key(name)] = Found(recipe: recipe, named: nil)
        for variant in recipe.entry.variants {
          index[key(name + variant)] = Found(recipe: recipe, named: variant)
        }
      }
    }
    return index
  }()
}
