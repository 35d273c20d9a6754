import LayerGraph
import Testing

@Suite struct NearestNameTests {
  static let names = ["resnet18", "resnet50", "vgg16", "alexnet", "googlenet", "é"]

  @Test(arguments: [
    ("resnet5", "resnet50"), ("resent50", "resnet50"), ("ResNet-50", "resnet50"),
    ("vgg", "nothing"), ("vgg1", "vgg16"), ("alexnt", "alexnet"), ("goglenet", "googlenet"),
    ("transformer", "nothing"), ("", "nothing"), ("x", "nothing"), ("É", "é"),
    ("resnet1", "resnet18"), ("resnet99", "resnet18"),
  ])
  func slipsAreRecognised(typed: String, expected: String) {
    #expect(NearestName.suggestion(for: typed, among: Self.names) ?? "nothing" == expected)
  }

  @Test func longNamesAreNotCompared() {
    let long = String(repeating: "a", count: 100_000)
    #expect(NearestName.suggestion(for: long, among: [long, "b"]) == nil)
    #expect(NearestName.suggestion(for: "conv", among: [long]) == nil)
    #expect(NearestName.suggestion(for: "conv", among: []) == nil)
  }
}
