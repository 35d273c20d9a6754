import Analyses
import ConvArithmetic
import LayerGraph
import Testing
import Verification

/// Values that leave the range of Float, or the finite, by themselves are left out and no mistake.
@Suite struct RangeTests {
  @Test func isNoDisagreement() throws {
    func deep(_ value: Value, _ count: Int, _ layer: (Value) -> Value) -> Value {
      (0..<count).reduce(value) { value, _ in layer(value) }
    }
    let networks: [(name: String, build: (GraphBuilder) -> Value)] = [
      ("convolutions", { deep($0.input(3, 8, 8), 600) { $0.conv(3, 3, padding: 1) } }),
      ("squares", { deep($0.input(2, 6, 6).conv(2, 3), 12) { $0.activation(.square) } }),
      ("products", { deep($0.input(2, 6, 6), 30) { $0.multiply($0).conv(2, 1) } }),
      ("matrices", { deep($0.input(1, 8, 8), 12) { $0.matMul($0) } }),
      ("exponentials", { deep($0.input(2, 5, 5), 5) { $0.activation(.exponential) }.conv(2, 3) }),
      ("softplus", { deep($0.input(2, 5, 5), 9) { $0.activation(.square) }.activation(.softplus) }),
      ("logarithms", { $0.input(2, 5, 5).activation(.logarithm).conv(2, 3).maxPool(2) }),
      ("roots", { deep($0.input(2, 5, 5), 3) { $0.activation(.squareRoot).conv(2, 1) } }),
      (
        "division by zero",
        {
          let image = $0.input(2, 5, 5)
          return image.merge(.divide, image.merge(.subtract, image)).conv(2, 3)
        }
      ),
      (
        "powers",
        {
          let image = $0.input(2, 5, 5)
          return image.merge(.power, image.relu()).conv(2, 3)
        }
      ),
      (
        "sums of large numbers",
        { deep($0.input(3, 16, 16), 600) { $0.conv(3, 3, padding: 1) }.globalAveragePool() }
      ),
      (
        "softmax of large numbers",
        {
          deep($0.input(3, 6, 6), 600) { $0.conv(3, 3, padding: 1) }.softmax().conv(2, 3)
        }
      ),
      (
        "numbers that vanish",
        {
          deep($0.input(2, 6, 6).activation(.sigmoid), 12) { $0.multiply($0) }
            .then(.layerNorm(LayerNorm(epsilon: 0)))
        }
      ),
      (
        "no deviation",
        { $0.input(2, 6, 6).globalAveragePool().then(.layerNorm(LayerNorm(epsilon: 0))) }
      ),
      (
        "a variance below 0",
        { $0.input(2, 6, 6).then(.batchNorm(BatchNorm(epsilon: -9))).conv(2, 3) }
      ),
      (
        "one value for all, without statistics",
        {
          $0.input(2, 6, 6).globalAveragePool()
            .then(.batchNorm(BatchNorm(hasRunningStatistics: false, epsilon: 0)))
        }
      ),
      (
        "infinite settings",
        {
          let image = $0.input(2, 6, 6)
          return image.concat([
            image.activation(.leakyRelu(slope: .infinity)), image.activation(.silu(alpha: .nan)),
            image.activation(.elu(alpha: -.infinity)), image.activation(.celu(alpha: 0)),
            image.activation(.hardSigmoid(slope: .infinity, offset: -.infinity)),
            image.activation(.shrink(bias: .infinity, lambda: 0.5)),
            image.then(.localResponseNorm(LocalResponseNorm(size: 2, k: -1))),
          ]).then(.pad(Pad(before: 1, after: 1, value: .infinity))).conv(2, 3)
        }
      ),
    ]
    for (name, build) in networks {
      let report = try GraphBuilder(name).report(build)
      for mode in [Verdict.Mode.quick, .standard] {
        let verdict = try report.verify(mode)
        #expect(verdict.holds, "\(name): \(verdict.disagreements.prefix(3))")
        #expect(verdict.passesLeftOut.isEmpty, "\(name)")
      }
    }
  }

  /// The first layer out of range is named so, and those after it by what they read.
  @Test func theFirstIsTold() throws {
    let report = try GraphBuilder("deep").report { builder in
      (0..<600).reduce(builder.input(3, 8, 8)) { value, _ in value.conv(3, 3, padding: 1) }
    }
    let checks = try report.verify(.quick).checks
    let finite = try #require(checks.first { $0.quantity == .finite })
    #expect(finite.leftOut[.pastFloat] == 1)
    let behind = finite.leftOut[.leadsOutOfTheFinite] ?? 0
    #expect(finite.compared > 250 && behind > 5)
    #expect(finite.compared + behind + 1 == report.layers.count)
  }
}

extension GraphBuilder {
  func report(_ build: (GraphBuilder) -> Value) throws -> Report {
    try self.build(output: build(self)).report()
  }
}
