import LayerGraph

/// A layer in a branch of an Inception module.
enum SlimUnit {
  /// Convolution, norm, ReLU.
  case conv(Int, PerAxis<Int> = 1, stride: Int = 1, Padding = .sameUpper)
  case pool(Operator)
  /// Convolutions side by side.
  case fork([(width: Int, kernel: PerAxis<Int>)])

  /// The mean of 3×3.
  static let mean = SlimUnit.pool(Slim.avgPool(3))

  /// The maximum of 3×3.
  static func maximum(stride: Int, _ padding: Padding = .sameUpper) -> SlimUnit {
    .pool(Slim.maxPool(3, stride: stride, padding))
  }
}

extension Value {
  /// An Inception module: its branches, joined.
  func slimModule(_ name: String, _ branches: [SlimUnit]...) -> Value {
    builder.scope(name) { slimBranches(branches) }
  }

  func slimBranches(_ branches: [[SlimUnit]]) -> Value {
    let ends = branches.enumerated().map { index, units in
      builder.scope("Branch_\(index)") { slimBranch(units) }
    }
    return ends[0].concat(Array(ends.dropFirst()), named: "concat")
  }

  /// Slim names layers by place and kernel: Conv2d_0b_3x3, and Conv2d_1a_3x3 where the stride is 2.
  private func slimBranch(_ units: [SlimUnit]) -> Value {
    var x = self
    for (place, unit) in zip("abcdefgh", units) {
      switch unit {
      case .conv(let width, let kernel, let stride, let padding):
        let name = "Conv2d_\(stride > 1 ? "1a" : "0\(place)")_\(kernel.pair)"
        x = x.slimConv(name, width, kernel, stride: stride, padding)
      case .pool(let pool):
        x = x.then(pool, named: pool.kind == "avg pool" ? "AvgPool" : "MaxPool")
      case .fork(let arms):
        let ends = arms.map { arm in
          x.slimConv("Conv2d_0\(place)_\(arm.kernel.pair)", arm.width, arm.kernel)
        }
        x = ends[0].concat(Array(ends.dropFirst()), named: "fork")
      }
    }
    return x
  }

  /// The end of all Inceptions. Averaging over all of space is slim's pool at the size that it was made
  /// for, and its global_pool at others.
  func slimLogits(_ rate: Double, classes: Int) -> Value {
    builder.scope("Logits") {
      globalAveragePool(named: "AvgPool_1a").dropout(rate, named: "Dropout_1b")
        .slimConv("Conv2d_1c_1x1", classes, norm: nil, then: nil).flatten(named: "SpatialSqueeze")
    }
  }
}

extension PerAxis<Int> {
  fileprivate var pair: String { "\(self[0])x\(self[1])" }
}
