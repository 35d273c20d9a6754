import RFKit

/// Networks that grow as large as a measurement needs.
enum Networks {
  /// conv3p1, batch norm, ReLU over and over.
  static func chain(nodes: Int) throws -> Graph {
    let builder = GraphBuilder("chain")
    var value = builder.input(16, 64, 64)
    for index in 0..<max(1, (nodes - 1) / 3) {
      value = value.conv(16, 3, padding: 1, bias: false, named: "block\(index).conv")
        .batchNorm(named: "block\(index).norm").relu(named: "block\(index).relu")
    }
    return try builder.build(output: value)
  }

  /// Each layer adds up all of the last `width` values: `nodes` nodes and about nodes·width edges.
  static func dense(nodes: Int, width: Int) throws -> Graph {
    let builder = GraphBuilder("dense")
    var values = [builder.input(16, 64, 64)]
    for index in 0..<nodes / 2 {
      let recent = Array(values.suffix(width))
      let sum =
        recent.count == 1
        ? recent[0]
        : recent[0].then(
          .elementwise(Elementwise(.add)), with: Array(recent.dropFirst()), named: "add\(index)")
      values.append(sum.conv(16, 3, padding: 1, named: "conv\(index)"))
    }
    return try builder.build(output: values[values.count - 1])
  }
}
