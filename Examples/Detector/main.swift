// A small two-scale detection network, written with the builder, and what rfcalc says about it:
// whether the heads' units sit where the anchors expect them, what they see, and what it costs.
//
//     swift run Detector

import RFKit

/// Convolution, batch norm, ReLU under one name.
func block(
  _ input: Value, _ channels: Int, stride: Int = 1, named name: String
) -> Value {
  input.builder.scope(name) {
    input.conv(channels, 3, stride: stride, padding: 1, bias: false, named: "conv")
      .batchNorm(named: "norm").relu(named: "relu")
  }
}

func detector() throws -> Graph {
  let network = GraphBuilder("detector")
  let image = network.input(3, .symbol("H"), .symbol("W"))

  var x = block(image, 16, stride: 2, named: "stem")
  for (index, channels) in [32, 64].enumerated() {
    x = block(x, channels, stride: 2, named: "stage\(index + 1).down")
    x = block(x, channels, named: "stage\(index + 1).refine")
  }
  let fine = x
  let coarse = block(fine, 128, stride: 2, named: "stage3.down")

  // A feature pyramid: the coarse map, brought up to the fine one's size, informs the fine head.
  let lifted = coarse.conv(64, 1, named: "lateral").resize(.nearest, like: fine, named: "up")
  let merged = fine.add(lifted, named: "merge")

  let anchors = 3
  let fineHead = merged.conv(anchors * 6, 3, padding: 1, named: "head8")
  let coarseHead = coarse.conv(anchors * 6, 3, padding: 1, named: "head16")
  return try network.build(outputs: [("boxes8", fineHead), ("boxes16", coarseHead)])
}

// Costs in closed form, for every image of whole 16-pixel cells.
let cells = try Assumptions(parsing: "H%16=0, W%16=0")
let open = try detector().report(Report.Options(assumptions: cells))
if case .known(let macs) = open.total.multiplyAccumulates {
  print("MACs on H×W, whole cells:", try macs.assuming(cells).description(under: cells))
}

// Fields and alignment of the two heads on one image size.
let image = Shape([1, 3, 256, 320])
let report = try detector().withInputs([image], hasBatch: false).report()
for head in ["head8", "head16"] {
  guard let layer = report[head], case .known(let local)? = layer.field.axes.first?.local,
    let size = local.size.value, let jump = local.jump.value, let apart = local.apart.value ?? nil
  else { continue }
  print(
    "\(head): output \(layer.shape), sees \(size.upperBound) px, stride \(jump),",
    apart == 0...0
      ? "aligned" : "branches \(apart.lowerBound) to \(apart.upperBound) px apart")
}

// What one unit sees, exactly, with every layer's padding taken into account.
let region = try report.region(of: "head16", unit: [0, 0])
print("head16 unit (0, 0) sees rows \(region.axes[0].clipped), columns \(region.axes[1].clipped)")
print("parameters \(report.total.parameters), MACs \(report.total.multiplyAccumulates)")
