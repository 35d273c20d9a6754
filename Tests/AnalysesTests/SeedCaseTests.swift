import Analyses
import ConvArithmetic
import Escaping
import LayerGraph
import Testing

/// The cases that the project grew from.
@Suite struct SeedCaseTests {
  private func size(_ value: Value, _ name: String) throws -> Int? {
    let report = try value.builder.build(output: value).report()
    let sizes = report[name]?.field.axes.map { $0.local?.value?.size.value } ?? []
    return sizes.allSatisfy { $0 == sizes.first } ? sizes.first??.lowerBound : nil
  }

  @Test func stackedThreesSeeOnePlusTwoN() throws {
    var value = GraphBuilder("stack").input(8, 224, 224)
    for count in 1...40 {
      value = value.conv(8, 3, padding: 1, named: "conv\(count)")
      #expect(try size(value, "conv\(count)") == 1 + 2 * count)
    }
  }

  @Test func threeThreesSeeAsMuchAsOneSevenForLess() throws {
    let small = GraphBuilder("threes").input(64, 56, 56)
    let large = GraphBuilder("seven").input(64, 56, 56)
    let stack = small.conv(64, 3, padding: 1, bias: false).conv(64, 3, padding: 1, bias: false)
      .conv(64, 3, padding: 1, bias: false, named: "last")
    let single = large.conv(64, 7, padding: 3, bias: false, named: "last")
    #expect(try size(stack, "last") == 7)
    #expect(try size(single, "last") == 7)
    let (first, second) = (
      try stack.builder.build(output: stack).report(),
      try single.builder.build(output: single).report()
    )
    #expect(first.total.parameters == 110_592)  // 27·64²
    #expect(second.total.parameters == 200_704)  // 49·64²
    #expect(first.total.multiplyAccumulates == 346_816_512)
    #expect(first["last"]?.shape == second["last"]?.shape)
  }

  private func inception(_ value: Value, _ name: String) -> Value {
    value.builder.scope(name) {
      let one = value.conv(64, 1, named: "b1").relu()
      let three = value.conv(48, 1, named: "b2a").relu().conv(64, 3, padding: 1, named: "b2b")
        .relu()
      let five = value.conv(64, 1, named: "b3a").relu().conv(96, 5, padding: 2, named: "b3b").relu()
      let pool = value.maxPool(3, stride: 1, padding: 1).conv(32, 1, named: "b4").relu()
      return one.concat([three, five, pool], named: "concat")
    }
  }

  private func googLeNet(expecting features: Int) throws(Diagnostic) -> Graph {
    let image = GraphBuilder("SimpleGoogleNet").input(3, 224, 224)
    let stem = image.conv(64, 7, stride: 2, padding: 3, named: "conv1").relu()
      .maxPool(3, stride: 2, padding: 1, named: "pool1")
    let body = inception(inception(stem, "inception1"), "inception2")
    return try image.builder.build(
      output: body.globalAveragePool().flatten().linear(10, inputFeatures: features, named: "fc"))
  }

  @Test func simpleGoogleNetIsRefusedForItsLinearLayer() throws {
    let error = #expect(throws: Diagnostic.self) { try googLeNet(expecting: 512).report() }
    #expect(
      error?.description
        == "fc (linear): expects 512 input features, but the input 1×256 has 256; "
        + "change one to match the other")
    let report = try googLeNet(expecting: 256).report()
    #expect(report["inception1"]?.shape == .known([1, 256, 56, 56]))
    #expect(report["inception2.concat"]?.shape == .known([1, 256, 56, 56]))
    #expect(report["fc"]?.shape == .known([1, 10]))
    let field = try #require(report["inception2"]?.field.axes[0].local?.value)
    // The 5×5 branches: 7, then 2 more pooled, then 4·4 for each module.
    #expect(field.size == .known(43...43))
    #expect(field.jump == .known(4))
    #expect(field.centres.value?.areAligned == true)
  }

  /// Identity shortcuts need equal channels; a 1×1 projection makes them so.
  @Test func residualsNeedEqualShapes() throws {
    func block(projects: Bool, stride: Int = 1) throws -> Report {
      let image = GraphBuilder("residual").input(64, 56, 56)
      let body = image.conv(128, 3, stride: stride, padding: 1, bias: false).batchNorm().relu()
        .conv(128, 3, padding: 1, bias: false).batchNorm()
      let shortcut = projects ? image.conv(128, 1, stride: stride, bias: false).batchNorm() : image
      return try image.builder.build(output: body.add(shortcut, named: "sum").relu()).report()
    }
    let error = #expect(throws: Diagnostic.self) { try block(projects: false) }
    #expect(
      error?.description
        == "sum (add): 1×128×56×56 and 1×64×56×56 differ in dimension 1: "
        + "sizes must be equal or 1; project (1×1 conv) or resize one of them")
    #expect(try block(projects: true)["sum"]?.shape == .known([1, 128, 56, 56]))
    #expect(try block(projects: true, stride: 2)["sum"]?.shape == .known([1, 128, 28, 28]))
    let strided = #expect(throws: Diagnostic.self) { try block(projects: false, stride: 2) }
    #expect(strided?.description.hasPrefix("sum (add): 1×128×28×28 and 1×64×56×56 differ") == true)
  }

  /// ResNet's stem: 7 s2, then 3 s2: 7 + 2·2 = 11, jump 4, centred at 0 (start −5 … 5).
  @Test func stemOfAResNet() throws {
    let image = GraphBuilder("stem").input(3, 224, 224)
    let pool = image.conv(64, 7, stride: 2, padding: 3, bias: false).batchNorm().relu()
      .maxPool(3, stride: 2, padding: 1, named: "pool")
    let report = try image.builder.build(output: pool).report()
    let field = try #require(report["pool"]?.field.axes[0].local?.value)
    #expect(field.size == .known(11...11))
    #expect(field.jump == .known(4))
    #expect(field.start == .known(0))
    #expect(field.paddingBefore == .known(5))
    #expect(field.paddingAfter(units: 56, length: 224) == .known(2))
    #expect(report["pool"]?.shape == .known([1, 64, 56, 56]))
    #expect(report.total.parameters == 9536)
    #expect(report.total.multiplyAccumulates == 118_013_952)
  }
}
