import Foundation
import FuzzEntries
import Testing

/// The laws of every entry of `Fuzz`, on its seeds, on what once broke one, and on some inputs at random.
struct FuzzEntryTests {
  @Test(arguments: FuzzEntry.all.map(\.name)) func lawsHold(name: String) throws {
    let entry = try #require(FuzzEntry.all.first { $0.name == name })
    for (file, input) in try regressions(of: name) {
      #expect(throws: Never.self, "\(file)") { try entry.check(input) }
    }
    var loop = try FuzzLoop(entry)
    do throws(FuzzLoop.Fault) {
      try loop.checkSeeds()
      for _ in 0..<100 { try loop.step() }
    } catch {
      Issue.record("\(error.law)\n\(Data(error.input).base64EncodedString())")
    }
  }

  /// Every regression belongs to an entry, and README says what it showed.
  @Test func everyRegressionIsToldOf() throws {
    let text = try String(contentsOf: folder.appending(path: "README.md"), encoding: .utf8)
    let files = try FileManager.default.subpathsOfDirectory(atPath: folder.path)
      .filter { $0.contains("/") }
    #expect(files.filter { !text.contains("`\($0)`") }.isEmpty)
    let entries = Set(FuzzEntry.all.map(\.name) + ["README.md"])
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: folder.path).allSatisfy(entries.contains))
  }

  private let folder = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "Fuzz/Regressions")

  private func regressions(of entry: String) throws -> [(String, [UInt8])] {
    let folder = folder.appending(path: entry)
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    return try names.sorted().map {
      ($0, [UInt8](try Data(contentsOf: folder.appending(path: $0))))
    }
  }
}
