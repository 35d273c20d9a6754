import RFKit
import Testing

/// Szegedy et al. 2015, table 1: the columns "params" and "ops" of every row.
@Suite struct GoogLeNetTableTests {
  struct Row: Sendable {
    /// Modules of our network.
    let modules: [String]
    /// In 1024s.
    let parameters: Int
    /// Multiply-adds in millions.
    let operations: Int
    /// What they are where the table is mistaken.
    var ownParameters: Int?
    var ownOperations: Int?
  }

  static let rows = [
    Row(modules: ["conv2", "conv3"], parameters: 112, operations: 360),
    Row(modules: ["inception3a"], parameters: 159, operations: 128),
    Row(modules: ["inception3b"], parameters: 380, operations: 304),
    Row(modules: ["inception4a"], parameters: 364, operations: 73, ownParameters: 367),
    Row(modules: ["inception4b"], parameters: 437, operations: 88, ownParameters: 438),
    Row(modules: ["inception4c"], parameters: 463, operations: 100, ownParameters: 498),
    Row(modules: ["inception4d"], parameters: 580, operations: 119, ownParameters: 590),
    Row(modules: ["inception4e"], parameters: 840, operations: 170, ownParameters: 847),
    Row(
      modules: ["inception5a"], parameters: 1072, operations: 54, ownParameters: 1018,
      ownOperations: 51),
    Row(modules: ["inception5b"], parameters: 1388, operations: 71, ownParameters: 1409),
    Row(modules: ["fc"], parameters: 1000, operations: 1),
  ]

  /// Where rows contradict each other, parameters are wrong: 4c has as many operations as its sizes need,
  /// 14²·509,440, and 35K parameters too few for them. In 5a both are too large.
  @Test func rowsAreReproduced() throws {
    let report = try Zoo.graph("googlenet-paper").report()
    for row in Self.rows {
      var (weights, operations) = (0, 0)
      for layer in report.layers {
        guard row.modules.contains(where: { layer.name == $0 || layer.name.hasPrefix($0 + ".") })
        else { continue }
        weights += layer.parameters.value?.weights.constant ?? 0
        operations += layer.work.value?.multiplyAccumulates.constant ?? 0
      }
      let place = Comment(rawValue: "\(row.modules)")
      #expect(near(weights, 1024, row.ownParameters ?? row.parameters), place)
      #expect(near(operations, 1_000_000, row.ownOperations ?? row.operations), place)
      #expect(row.ownParameters.map { $0 != row.parameters } ?? true, place)
    }
  }

  /// 2.7K parameters and 34M operations for a 7×7 on three channels: a full one has 9.2K and 118M. What
  /// was counted is separable: eight 7×7 for each channel, then 1×1 to 64.
  @Test func firstRowIsSeparable() throws {
    let full = try Zoo.graph("googlenet-paper").report()["conv1.conv"]
    #expect(full?.parameters.value?.weights == 9408)
    #expect(full?.work.value?.multiplyAccumulates == 118_013_952)
    let net = GraphBuilder("separable")
    let graph = try net.build(
      output: net.input(3, 224, 224)
        .conv(24, 7, stride: 2, padding: 3, groups: .depthwise, bias: false)
        .conv(64, 1, bias: false))
    let total = try graph.report().total
    #expect(total.parameters == .known(2712))
    #expect(near(2712, 1000, 2.7) && near(total.multiplyAccumulates.value?.constant ?? 0, 1e6, 34))
  }

  private func near(_ number: Int, _ unit: Int, _ printed: Int) -> Bool {
    near(number, Double(unit), Double(printed))
  }

  /// Whether it is the printed number, rounded up or down: the table does both.
  private func near(_ number: Int, _ unit: Double, _ printed: Double) -> Bool {
    abs(Double(number) / unit - printed) <= 1
  }
}
