public import LayerGraph

/// The models that are looked up most, so that a program need not spell them in a string.
extension Zoo {
  public static var alexnet: Graph { get throws(ZooError) { try graph("alexnet") } }
  public static var vgg16: Graph { get throws(ZooError) { try graph("vgg16") } }
  public static var googlenet: Graph { get throws(ZooError) { try graph("googlenet") } }
  public static var unet: Graph { get throws(ZooError) { try graph("unet") } }
  public static var resnet18: Graph { get throws(ZooError) { try graph("resnet18") } }
  public static var resnet50: Graph { get throws(ZooError) { try graph("resnet50") } }
  public static var resnet152: Graph { get throws(ZooError) { try graph("resnet152") } }
  public static var squeezenet: Graph { get throws(ZooError) { try graph("squeezenet1_1") } }
  public static var densenet121: Graph { get throws(ZooError) { try graph("densenet121") } }
  public static var mobilenetV2: Graph { get throws(ZooError) { try graph("mobilenet_v2") } }
  public static var mobilenetV3Large: Graph {
    get throws(ZooError) { try graph("mobilenet_v3_large") }
  }
  public static var efficientnetB0: Graph { get throws(ZooError) { try graph("efficientnet_b0") } }
  public static var inceptionV3: Graph { get throws(ZooError) { try graph("inception_v3") } }
  public static var convnextTiny: Graph { get throws(ZooError) { try graph("convnext_tiny") } }
  public static var vitB16: Graph { get throws(ZooError) { try graph("vit_b_16") } }
  public static var swinT: Graph { get throws(ZooError) { try graph("swin_t") } }
}
