#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif
import Foundation
import TestSupport

/// What a process took.
private struct ProcessUsage {
  let seconds: Double
  let peakBytes: Int

  /// - Parameter output: the file that its standard output goes to.
  init?(_ path: String, _ arguments: [String], output: String) {
    guard access(path, X_OK) == 0 else { return nil }
    var pointers = ([path] + arguments).map { strdup($0) }
    pointers.append(nil)
    defer { pointers.forEach { free($0) } }
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    posix_spawn_file_actions_addopen(&actions, 1, output, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
    defer { posix_spawn_file_actions_destroy(&actions) }
    var child = pid_t()
    var (status, usage): (Int32, rusage) = (0, rusage())
    guard posix_spawn(&child, path, &actions, nil, pointers, environ) == 0,
      wait4(child, &status, 0, &usage) == child, status == 0
    else { return nil }
    let microseconds = Int(usage.ru_utime.tv_usec) + Int(usage.ru_stime.tv_usec)
    seconds = Double(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) + Double(microseconds) * 1e-6
    #if canImport(Darwin)
      peakBytes = Int(usage.ru_maxrss)
    #else
      peakBytes = Int(usage.ru_maxrss) * 1024
    #endif
  }
}

/// Whole commands on long networks, each in a process of its own. All about one layer is what reading and
/// analysing cost; the rest is output.
func longNetworkBenchmark() throws {
  print("\nLong networks, processor time and peak memory of the whole process")
  row("command", "output", "time", "against one layer", "memory")
  let own = CommandLine.arguments[0]
  let rfcalc = (own.lastIndex(of: "/").map { String(own[...$0]) } ?? "./") + "rfcalc"
  let folder = FileManager.default.temporaryDirectory.appending(path: "rfcalc-\(UUID())")
  try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  defer { try? FileManager.default.removeItem(at: folder) }
  let output = folder.appending(path: "output").path()
  for count in [1_000, 10_000, 100_000] {
    let file = folder.appending(path: "chain\(count).onnx")
    try Data(ONNXFileWriter.chain(nodes: count)).write(to: file)
    for (network, layer) in [([file.path()], "v0"), (["--layers", "\(count)*conv3p1"], "conv1")] {
      let name = network.count == 1 ? "chain\(count).onnx" : network[1]
      guard let least = ProcessUsage(rfcalc, network + ["--at", layer], output: output) else {
        return print("  rfcalc is not built beside the benchmark: swift build -c release")
      }
      row("\(name) --at", "", shown(least.seconds), "", mebibytes(least.peakBytes))
      for format in ["text", "markdown", "csv", "json", "graph"] {
        guard
          let usage = ProcessUsage(rfcalc, network + ["--format", format], output: output)
        else { continue }
        let size = try FileManager.default.attributesOfItem(atPath: output)[.size] as? Int ?? 0
        row(
          "\(name) --format \(format)", mebibytes(size), shown(usage.seconds),
          "×\(rounded(usage.seconds / least.seconds))", mebibytes(usage.peakBytes))
      }
    }
  }
}

private func mebibytes(_ bytes: Int) -> String { "\(rounded(Double(bytes) / 1_048_576)) MiB" }
