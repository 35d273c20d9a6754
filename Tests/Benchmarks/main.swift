#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif
import RFKit

// Figures to compare, not to assert: ratios wherever there is something to divide by.

if CommandLine.arguments.dropFirst() == ["zoo"] {
  try zooBenchmark()
  exit(0)
}

if CommandLine.arguments.dropFirst() == ["graphs"] {
  try longGraphBenchmark()
  exit(0)
}

if CommandLine.arguments.dropFirst() == ["json"] {
  try jsonGraphBenchmark()
  exit(0)
}

if CommandLine.arguments.dropFirst() == ["onnx"] {
  try modelFileBenchmark()
  exit(0)
}

if CommandLine.arguments.dropFirst() == ["long"] {
  try longNetworkBenchmark()
  exit(0)
}

print("In-process analysis (graph built, whole report)")
row("network", "nodes", "median", "minimum", "per node")
for name in ["resnet50", "densenet201", "googlenet", "unet", "vgg16"] {
  let graph = try Zoo.graph(name)
  let timing = try Timing { _ = try graph.report() }
  row(
    name, "\(graph.nodes.count)", shown(timing.median), shown(timing.minimum),
    shown(timing.median / Double(graph.nodes.count)))
}
let closed = try Zoo.graph("resnet50")
let open = try closed.withInputs([Shape([1, 3, .symbol("H"), .symbol("W")])], hasBatch: false)
let closedTime = try Timing { _ = try closed.report() }
let openTime = try Timing { _ = try open.report() }
row("resnet50 on 3×H×W", "\(open.nodes.count)", shown(openTime.median), shown(openTime.minimum))
row("  against numbers", "×\(rounded(openTime.median / closedTime.median))")
let building = try Timing { _ = try Zoo.graph("resnet50") }
row("building resnet50", "\(closed.nodes.count)", shown(building.median), shown(building.minimum))

try zooBenchmark()

try longGraphBenchmark()
try modelFileBenchmark()
try jsonGraphBenchmark()
processBenchmark()
try longNetworkBenchmark()

print("\nForward passes in Float")
try forwardBenchmark()
print("\nConvolutions of the fast path, one thread")
floatLayerBenchmark()
