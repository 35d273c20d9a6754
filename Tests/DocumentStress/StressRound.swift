import Foundation
import TestSupport

/// One document, and all that is done to it.
final class StressRound: Sendable {
  private let folder: URL
  private let document: URL
  private let seed: UInt64
  private let rfcalc: URL
  /// Held by an editor from reading to saving: editors would lose each other's lines without any help.
  private let editing = NSLock()
  private let end = ContinuousClock.now + .milliseconds(200)

  private static let head = "# Page\n\n<!-- rfcalc: lenet5 --columns layer,field -->\n"
  private static let tail = "<!-- /rfcalc -->\n\nend\n"
  /// Files that only look like ours.
  private static let others = ["d.md.rfcalc-1", ".rfcalc-2", "d.md.rfcalc-0123456789abcdef"]

  init(seed: UInt64) throws {
    self.seed = seed
    let manager = FileManager.default
    folder = manager.temporaryDirectory.appending(path: "rfcalc-stress-\(UUID().uuidString)")
    document = folder.appending(path: "d.md")
    let own = URL(filePath: CommandLine.arguments[0]).resolvingSymlinksInPath()
    rfcalc = own.deletingLastPathComponent().appending(path: "rfcalc")
    try manager.createDirectory(at: folder, withIntermediateDirectories: true)
    try Data((Self.head + "old\n" + Self.tail).utf8).write(to: document)
    for name in Self.others {
      try Data("precious".utf8).write(to: folder.appending(path: name))
    }
    try manager.createSymbolicLink(
      atPath: folder.path() + "/d.md.rfcalc-link", withDestinationPath: "d.md.rfcalc-1")
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  func run() throws -> Figures {
    let parts = Parts()
    let workers: [@Sendable (StressRound, inout SplitMix64, inout Figures) throws -> Void] = [
      { try $0.refresh(&$1, &$2) }, { try $0.refresh(&$1, &$2) }, { try $0.append(&$1, &$2) },
      { try $0.save(&$1, &$2) },
    ]
    let running = DispatchGroup()
    for (index, work) in workers.enumerated() {
      running.enter()
      // A thread each, however few cores there are.
      Thread.detachNewThread { [self] in
        var random = SplitMix64(seed: seed &+ UInt64(index))
        var figures = Figures()
        do { try work(self, &random, &figures) } catch { figures.failures.append("\(error)") }
        parts.add(figures)
        running.leave()
      }
    }
    running.wait()
    var figures = parts.sum
    try inspect(&figures)
    return figures
  }

  /// Runs rfcalc until time is up.
  private func refresh(_ random: inout SplitMix64, _ figures: inout Figures) throws {
    while ContinuousClock.now < end {
      let isKilled = random.below(10) < 3
      let result = try process(killedAfter: isKilled ? UInt32(random.below(12_000)) : nil)
      figures.runs += 1
      switch result.code {
      case 0: break
      case 74:
        figures.refused += 1
        if let name = result.said.split(separator: "the other is in '").dropFirst().first {
          figures.named.append(String(name.prefix { $0 != "'" }))
        }
      case nil: figures.killed += 1
      case let code?: figures.failures.append("code \(code): \(result.said)")
      }
    }
  }

  /// Adds lines where the file lies.
  private func append(_ random: inout SplitMix64, _ figures: inout Figures) throws {
    while ContinuousClock.now < end {
      let line = "A\(figures.edits.count)\n"
      editing.lock()
      let file = open(document.path(), O_WRONLY | O_APPEND)
      let written = line.withCString { write(file, $0, line.utf8.count) }
      close(file)
      editing.unlock()
      if written != line.utf8.count { figures.failures.append("could not append") }
      figures.edits.append(String(line.dropLast()))
      usleep(UInt32(random.below(2000)))
    }
  }

  /// Adds lines in a new file that takes the name, and spoils the table.
  private func save(_ random: inout SplitMix64, _ figures: inout Figures) throws {
    let new = folder.appending(path: "editor")
    while ContinuousClock.now < end {
      editing.lock()
      var text = try String(contentsOf: document, encoding: .utf8)
      text = text.replacingOccurrences(of: "| c1 ", with: "| \(random.below(9)) ")
      let line = "R\(figures.edits.count)"
      try Data((text + line + "\n").utf8).write(to: new)
      if rename(new.path(), document.path()) != 0 { figures.failures.append("could not save") }
      figures.edits.append(line)
      editing.unlock()
      usleep(UInt32(random.below(4000)))
    }
  }

  /// - Returns: the exit code, nil for a process that was killed.
  private func process(
    killedAfter microseconds: UInt32? = nil, _ arguments: String...
  ) throws -> (code: Int32?, said: String) {
    let process = Process()
    let said = Pipe()
    process.executableURL = rfcalc
    process.arguments = ["docs"] + arguments + [document.path()]
    process.standardOutput = FileHandle.nullDevice
    process.standardError = said
    try process.run()
    if let microseconds {
      usleep(microseconds)
      kill(process.processIdentifier, SIGKILL)
    }
    let text = String(decoding: said.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    let isKilled = process.terminationReason == .uncaughtSignal
    return (isKilled ? nil : process.terminationStatus, text)
  }

  private func inspect(_ figures: inout Figures) throws {
    figures.documents = 1
    let last = try process()
    if last.code != 0 { figures.failures.append("the last run: \(last)") }
    let check = try process(killedAfter: nil, "--check")
    if check.code != 0 { figures.failures.append("not fresh: \(check)") }
    let text = try String(contentsOf: document, encoding: .utf8)
    let parts = text.components(separatedBy: Self.tail)
    if parts.count != 2 || !text.hasPrefix(Self.head) { figures.failures.append("broken: \(text)") }
    let lines = (parts.last ?? "").split(separator: "\n").map(String.init)
    if Set(lines).count != lines.count { figures.failures.append("a line is there twice: \(text)") }
    try inspectFolder(&figures, missing: Set(figures.edits).subtracting(lines))
  }

  private func inspectFolder(_ figures: inout Figures, missing: Set<String>) throws {
    var names = Set(try FileManager.default.contentsOfDirectory(atPath: folder.path()))
    for name in Self.others + ["d.md.rfcalc-link"] {
      if try lines(name) != ["precious"] { figures.failures.append("taken over: \(name)") }
      names.remove(name)
    }
    names.subtract(["d.md", "editor"])
    let named = Set(figures.named.map { URL(filePath: $0).lastPathComponent })
    figures.temporaryFilesOfKilled = names.subtracting(named).count
    if figures.temporaryFilesOfKilled > figures.killed {
      figures.failures.append("left behind: \(names)")
    }
    for line in missing {
      if try named.contains(where: { try lines($0).contains(line) }) {
        figures.keptApart += 1
      } else {
        let place = try names.first { try lines($0).contains(line) } ?? "nowhere"
        // A run that was killed between two steps took it along; no program can prevent that.
        if place != "nowhere", figures.killed > 0 {
          figures.takenAlong.append("\(line) in \(place)")
        } else {
          figures.failures.append("lost: \(line), now in \(place)")
        }
      }
    }
  }

  private func lines(_ name: String) throws -> [String] {
    try String(contentsOf: folder.appending(path: name), encoding: .utf8)
      .split(separator: "\n").map(String.init)
  }
}

/// What the threads of a round have done.
private final class Parts: @unchecked Sendable {
  private let lock = NSLock()
  private var figures = Figures()

  func add(_ part: Figures) {
    lock.lock()
    defer { lock.unlock() }
    figures.add(part)
  }

  var sum: Figures {
    lock.lock()
    defer { lock.unlock() }
    return figures
  }
}
