import LayerGraph

/// DCGAN: Radford, Metz, Chintala 2016, figure 1: an image from a hundred numbers.
enum DCGAN {
  static let recipes = [
    Recipe(
      "dcgan", aliases: ["dcgan-generator"], family: "DCGAN",
      "Radford, Metz, Chintala 2016, figure 1 with 4×4 kernels and 512 maps, as PyTorch's example",
      input: .image(100, 1)
    ) { generator($0) },
    Recipe(
      "dcgan-discriminator", family: "DCGAN",
      "Radford, Metz, Chintala 2016, the generator's mirror image, as PyTorch's example",
      input: .image(3, 64)
    ) { discriminator($0) },
  ]

  /// From 1×1 to 4×4, and doubled four times.
  private static func generator(_ code: Value) -> Value {
    var x = raised(code, "project", 512, stride: 1).batchNorm(named: "project.bn")
      .relu(named: "project.relu")
    for (index, width) in [256, 128, 64].enumerated() {
      let name = "conv\(index + 1)"
      x = raised(x, name, width, stride: 2).batchNorm(named: name + ".bn")
        .relu(named: name + ".relu")
    }
    return raised(x, "conv4", 3, stride: 2).then(.tanh, named: "conv4.tanh")
  }

  private static func raised(_ x: Value, _ name: String, _ width: Int, stride: Int) -> Value {
    x.transposedConv(
      width, kernel: 4, stride: PerAxis(stride), padding: stride == 1 ? 0 : 1, bias: false,
      named: name + ".up")
  }

  private static func discriminator(_ image: Value) -> Value {
    let leaky = Operator.activation(Activation(.leakyRelu(slope: 0.2)))
    var x = image
    for (index, width) in [64, 128, 256, 512].enumerated() {
      let conv = Operator.conv(width, 4, stride: 2, padding: 1, bias: false)
      x = x.sequence("conv\(index + 1)", [conv] + (index == 0 ? [] : [.bn]) + [leaky])
    }
    return x.sequence("output", [.conv(1, 4, bias: false), .sigmoid])
  }
}
