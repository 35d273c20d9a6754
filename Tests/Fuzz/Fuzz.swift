import FuzzEntries

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// `Fuzz ENTRY …` reads many inputs and holds the entry's laws against what comes of them.
///
/// Built as everything else it changes the entry's seeds at random: `-runs=`, `-seed=`, `-max_total_time=` and
/// files to begin with. Built with `--sanitize=fuzzer -Xswiftc -DCOVERAGE_GUIDED` it is libFuzzer, which sees
/// what each input reaches and takes all of its own flags. `Fuzz ENTRY seeds FOLDER` writes the seeds,
/// `Fuzz entries` lists the entries.
#if !COVERAGE_GUIDED
  @main
#endif
enum Fuzz {
  static func main() throws {
    let (entry, rest) = chosen(CommandLine.arguments)
    if writeSeeds(of: entry, rest) { return }
    try PlainRun(entry, rest).run()
  }

  /// The entry that the first argument names, and the other arguments.
  static func chosen(_ arguments: [String]) -> (FuzzEntry, [String]) {
    let names = FuzzEntry.all.map(\.name)
    let word = arguments.dropFirst().first
    if word == "entries" {
      print(names.joined(separator: "\n"))
      exit(0)
    }
    guard let entry = FuzzEntry.all.first(where: { $0.name == word }) else {
      fail(
        "usage: Fuzz entries | Fuzz ENTRY seeds FOLDER\n"
          + "       Fuzz ENTRY [-runs=N] [-seed=N] [-max_total_time=SECONDS] [FILE …]\n"
          + "entries: \(names.joined(separator: ", "))")
    }
    return (entry, Array(arguments.dropFirst(2)))
  }

  /// Writes an entry's seeds, if the arguments say so.
  static func writeSeeds(of entry: FuzzEntry, _ arguments: [String]) -> Bool {
    guard arguments.count == 2, arguments[0] == "seeds" else { return false }
    mkdir(arguments[1], 0o777)
    let seeds = (try? entry.seeds()) ?? []
    for (index, seed) in seeds.enumerated() { write(seed, to: "\(arguments[1])/\(index)") }
    print("\(entry.name): \(seeds.count) seeds in \(arguments[1])")
    return true
  }

  static func write(_ bytes: [UInt8], to path: String) {
    guard let file = fopen(path, "wb") else { fail("\(path) can't be written") }
    fwrite(bytes, 1, bytes.count, file)
    fclose(file)
  }

  static func fail(_ message: String) -> Never {
    print(message)
    exit(64)
  }
}
