import Foundation
import FuzzEntries

/// Random changes without knowing what they reach. The same seed gives the same inputs.
struct PlainRun {
  private let entry: FuzzEntry
  private var runs = 10_000
  private var seed: UInt64 = 1
  private var time: Duration?
  private var files: [[UInt8]] = []

  /// Whatever takes longer is a fault.
  private static let longest = Duration.seconds(10)

  init(_ entry: FuzzEntry, _ arguments: [String]) throws {
    self.entry = entry
    for argument in arguments {
      let parts = argument.split(separator: "=", maxSplits: 1)
      let number = parts.count == 2 ? Int(parts[1]) : nil
      switch (parts.first ?? "", number) {
      case ("-runs", let number?): runs = number
      case ("-seed", let number?): seed = UInt64(number.magnitude)
      case ("-max_total_time", let number?): (time, runs) = (.seconds(number), .max)
      default: files.append([UInt8](try Data(contentsOf: URL(filePath: argument))))
      }
    }
  }

  func run() throws {
    let start = ContinuousClock.now
    var loop = try FuzzLoop(entry, seed: seed, more: files)
    var (done, slowest) = (0, Duration.zero)
    do throws(FuzzLoop.Fault) {
      try loop.checkSeeds()
      while done < runs, time.map({ ContinuousClock.now - start < $0 }) ?? true {
        let begin = ContinuousClock.now
        try loop.step()
        done += 1
        slowest = max(slowest, ContinuousClock.now - begin)
        if slowest > Self.longest { Fuzz.fail("\(entry.name): input \(done) takes \(slowest)") }
      }
    } catch {
      let path = "fault-\(entry.name)"
      Fuzz.write(error.input, to: path)
      Fuzz.fail("\(entry.name): input \(done), now in \(path): \(error.law)")
    }
    var usage = rusage()
    getrusage(0, &usage)
    print("\(entry.name): \(done) inputs, slowest \(slowest), at most \(usage.ru_maxrss >> 10) MiB")
  }
}
