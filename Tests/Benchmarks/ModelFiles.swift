import Foundation
import RFKit
import TestSupport

/// Reading ONNX files: parsing alone, and parsing with the whole report.
func modelFileBenchmark() throws {
  print("\nONNX files, read and analysed in process")
  row("file", "nodes", "parse", "parse and report", "per node")
  if let folder = ProcessInfo.processInfo.environment["RFCALC_REFERENCE"] {
    let models = URL(filePath: folder).appending(path: "onnx")
    for name in ["resnet50", "densenet121", "vit_b_16", "swin_t"] {
      let file = models.appending(path: "\(name).onnx")
      try modelRow(name, [UInt8](try Data(contentsOf: file)), most: 200)
    }
  }
  var first = 0.0
  for count in [1_000, 10_000, 100_000] {
    let perNode = try modelRow(
      "chain of \(count)", ONNXFileWriter.chain(nodes: count), most: 20)
    if first == 0 { first = perNode }
    row("  against 1,000", "", "", "", "×\(rounded(perNode / first))")
  }
  try modelRow("dense, 36 inputs each", ONNXFileWriter.dense(layers: 1_004, reach: 36), most: 30)
  try heavyFile()
}

@discardableResult
private func modelRow(_ name: String, _ bytes: [UInt8], most: Int) throws -> Double {
  let nodes = try Graph(onnx: bytes).nodes.count
  let parsing = try Timing(most: most) { _ = try Graph(onnx: bytes) }
  let whole = try Timing(most: most) { _ = try Graph(onnx: bytes).report() }
  let perNode = whole.median / Double(nodes)
  row(name, "\(nodes)", shown(parsing.median), shown(whole.median), shown(perNode))
  return perNode
}

/// Half a gigabyte of weights must cost nothing: a file with them against the same without.
private func heavyFile() throws {
  let own = CommandLine.arguments[0]
  let rfcalc = (own.lastIndex(of: "/").map { String(own[...$0]) } ?? "./") + "rfcalc"
  let folder = FileManager.default.temporaryDirectory.appending(path: "rfcalc-\(UUID())")
  try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  defer { try? FileManager.default.removeItem(at: folder) }
  var times: [Double] = []
  for (name, weight) in [("light", 64), ("heavy", 512 << 20)] {
    let file = folder.appending(path: "\(name).onnx")
    try Data(ONNXFileWriter.chain(nodes: 1_000, weightBytes: weight)).write(to: file)
    guard let timing = processTime(rfcalc, [file.path()]) else { return }
    times.append(timing.median)
    row("rfcalc \(name).onnx", "1001", "", shown(timing.median))
  }
  row("  against light", "", "", "×\(rounded(times[1] / times[0]))")
}
