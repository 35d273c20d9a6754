public import LayerGraph

/// Networks from the literature, layer by layer as their source has them.
///
///     let graph = try Zoo.graph("resnet50")
///
/// Layers have torchvision's names where torchvision has the model.
public enum Zoo {
  /// Every model, family by family in the order in which they appeared.
  public static let entries: [ModelEntry] = recipes.map(\.entry)

  /// The network with this name, for its default input or another.
  ///
  /// Case, "-", "_", "." and spaces make no difference but between digits, and a variant may be written
  /// into the name: "VGG16-BN", "ResNet 50", "googlenet-aux". Transformers learn an embedding for each
  /// position, so they are made for the shape that is given here, which may have open sizes;
  /// `Graph.withInputs` fits all others too.
  /// - Parameters:
  ///   - classes: how many classes it tells apart, when not the source's.
  ///   - width: the multiplier of channels, in place of the model's own.
  ///   - depth: the multiplier of layers, in place of the model's own.
  /// - Throws: `ZooError`, also for a setting that the model does not have.
  public static func graph(
    _ name: String, variant: String? = nil, classes: Int? = nil, width: Double? = nil,
    depth: Double? = nil, input: Shape? = nil, hasBatch: Bool = false
  ) throws(ZooError) -> Graph {
    let settings = ModelSettings(variant: variant, classes: classes, width: width, depth: depth)
    return try graph(name, settings: settings, input: input, hasBatch: hasBatch)
  }

  /// The network with this name and these settings.
  /// - Throws: `ZooError`, also for a setting that the model does not have.
  public static func graph(
    _ name: String, settings: ModelSettings, input: Shape? = nil, hasBatch: Bool = false
  ) throws(ZooError) -> Graph {
    try model(name, settings).graph(input: input, hasBatch: hasBatch)
  }

  /// The model with this name and these settings, not built yet.
  package static func model(
    _ name: String, _ settings: ModelSettings = ModelSettings()
  ) throws(ZooError) -> ZooModel {
    guard let found = found(name) else {
      throw .unknownModel(name, suggestions: suggestions(for: name))
    }
    return ZooModel(
      recipe: found.recipe, settings: try found.recipe.settings(settings, named: found.named))
  }

  /// The models of a family, named by itself or by one of them; of several families where only a
  /// part of their names is given, its beginning first.
  /// - Throws: `ZooError.unknownFamily`.
  public static func family(_ name: String) throws(ZooError) -> [ModelEntry] {
    let key = key(name)
    let named = entries.filter { Self.key($0.family) == key }
    if !named.isEmpty { return named }
    if let found = found(name) {
      return entries.filter { $0.family == found.recipe.entry.family }
    }
    let begun = entries.filter { !key.isEmpty && Self.key($0.family).hasPrefix(key) }
    if !begun.isEmpty { return begun }
    let partly = entries.filter { !key.isEmpty && Self.key($0.family).contains(key) }
    if !partly.isEmpty { return partly }
    throw .unknownFamily(
      name, suggestion: NearestName.suggestion(for: name, among: entries.lazy.map(\.family)))
  }

  static let recipes: [Recipe] = [
    LeNet.recipes, AlexNet.recipes, ZFNet.recipes, VGG.recipes, GoogLeNet.recipes, UNet.recipes,
    ResNet.recipes, InceptionV3.recipes, PreActCIFAR.recipes, SqueezeNet.recipes,
    DenseNet.recipes, SEResNet.recipes, MobileNetV2.recipes, ShuffleNetV2.recipes,
    MNASNet.recipes, MobileNetV3.recipes, EfficientNet.recipes, RegNet.recipes,
    VisionTransformer.recipes, Swin.recipes, SwinV2.recipes, MaxViT.recipes, ConvNeXt.recipes,
    Segmentation.recipes,
    VideoResNet.recipes, S3D.recipes, MViT.recipes, Detection.recipes, RAFT.recipes,
    SlimAlexNet.recipes, SlimVGG.recipes, SlimInceptionV2.recipes, SlimInceptionV3.recipes,
    SlimInceptionV4.recipes, SlimInceptionResNetV2.recipes, SlimMobileNetV1.recipes,
    SlimResNet.recipes,
    NetworkInNetwork.recipes, Xception.recipes, ResNetD.recipes, Res2Net.recipes, ResNeSt.recipes,
    Darknet.recipes, YOLOv3.recipes, SSD.recipes, SegNet.recipes, HRNet.recipes, DLA.recipes,
    RepVGG.recipes, GhostNet.recipes, MixNet.recipes, DCGAN.recipes, SuperResolution.recipes,
    CausalNetworks.recipes, YOLOv5.recipes, YOLOv8.recipes, DeepLabV3Plus.recipes,
    UNetPlusPlus.recipes, PSPNet.recipes, LinkNet.recipes, NNUNet.recipes, VNet.recipes,
    ConvNeXtV2.recipes, CoAtNet.recipes, Wav2Vec2.recipes, EDSR.recipes,
  ].flatMap { $0 }

  /// A spelling without what people write differently: case, blanks, "-", "_" and ".". What of these
  /// stands between two digits is kept as one sign: RegNetX-1.6GF is not RegNetX-16GF. All else tells
  /// names apart: U-Net++ is not U-Net.
  static func key(_ name: String) -> String {
    name.lowercased().split { " -_.".contains($0) }.reduce("") { key, word in
      let isBetweenDigits = key.last?.isNumber == true && word.first?.isNumber == true
      return key + (isBetweenDigits ? "." : "") + word
    }
  }

  /// The same without that sign, for who leaves it out where nothing else is called so.
  private static func looseKey(_ name: String) -> String { key(name).replacing(".", with: "") }

  private struct Found {
    let recipe: Recipe
    /// The variant that the name itself asks for.
    let named: String?
  }

  private static func found(_ name: String) -> Found? {
    index[key(name)] ?? index[looseKey(name)]
  }

  private static let index: [String: Found] = {
    var index: [String: Found] = [:]
    var loose: [String: Found] = [:]
    for recipe in recipes {
      for name in [recipe.entry.name] + recipe.entry.aliases {
        for variant in [nil] + recipe.entry.variants {
          let spelling = name + (variant.map { " \($0)" } ?? "")
          let found = Found(recipe: recipe, named: variant)
          index[key(spelling)] = found
          loose[looseKey(spelling)] = found
          // "slim vgg 16" is slim/vgg_16.
          loose[Spelling.key(spelling)] = found
        }
      }
    }
    return index.merging(loose) { exact, _ in exact }
  }()
}
