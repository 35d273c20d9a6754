#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif
import Foundation
import RFKit
import TestGraphs

/// Reads and analyses many files made wrong: `Benchmarks mutants 100000 FOLDER`. Whatever traps ends the
/// program; whatever takes over a second is a failure.
func readMutants(_ count: Int, of folder: String) throws {
  let files = try FileManager.default.contentsOfDirectory(atPath: folder)
    .filter { $0.hasSuffix(".onnx") }.sorted()
    .map { [UInt8](try Data(contentsOf: URL(filePath: folder).appending(path: $0))) }
  guard !files.isEmpty else { return print("no .onnx files in \(folder)") }
  var random = Mixer(state: 20)
  var (read, analysed) = (0, 0)
  var slowest = Duration.zero
  for round in 0..<count {
    let mutant = FileMutation.mutate(files[round % files.count], &random)
    let time = ContinuousClock().measure {
      guard let graph = try? Graph(onnx: mutant) else { return }
      read += 1
      if (try? graph.report(Report.Options(allowsOpaque: true))) != nil { analysed += 1 }
    }
    slowest = max(slowest, time)
    if time > .seconds(1) {
      print("mutant \(round) took \(time)")
      exit(1)
    }
  }
  var usage = rusage()
  getrusage(0, &usage)
  print(
    "\(count) mutants of \(files.count) files: \(read) read, \(analysed) analysed, slowest \(slowest),"
      + " at most \(usage.ru_maxrss >> 10) MiB of memory")
}

/// SplitMix64.
private struct Mixer: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
    return mixed ^ (mixed >> 31)
  }
}
