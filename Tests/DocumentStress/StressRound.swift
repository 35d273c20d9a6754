import Foundation
import TestSupport

/// One document, and all that is done to it.
final class StressRound: Sendable {
  let folder: URL
  let document: URL
  private let seed: UInt64
  private let rfcalc: URL
  /// Held by an editor from reading to saving: editors would lose each other's lines without any help.
  private let editing = NSLock()
  private let end = ContinuousClock.now + .milliseconds(200)

  static let head = "# Page\n\n<!-- rfcalc: lenet5 --columns layer,field -->\n"
  static let tail = "<!-- /rfcalc -->\n\nend\n"
  /// Files that are named a little like ours, and a link that is named as ours are.
  static let others = ["d.md.rfcalc-1", ".rfcalc-2", "d.md.rfcalc-0000000000000002"]
  /// One that is named just so, which runs can't but take for ours, and so name. It lies beside every
  /// second document.
  static let double = "d.md.rfcalc-0000000000000001"
  let hasDouble: Bool

  init(seed: UInt64) throws {
    self.seed = seed
    hasDouble = (seed / 1000).isMultiple(of: 2)
    let manager = FileManager.default
    folder = manager.temporaryDirectory.appending(path: "rfcalc-stress-\(UUID().uuidString)")
    document = folder.appending(path: "d.md")
    let own = URL(filePath: CommandLine.arguments[0]).resolvingSymlinksInPath()
    rfcalc = own.deletingLastPathComponent().appending(path: "rfcalc")
    try manager.createDirectory(at: folder, withIntermediateDirectories: true)
    try Data((Self.head + "old\n" + Self.tail).utf8).write(to: document)
    for name in Self.others.dropLast() + (hasDouble ? [Self.double] : []) {
      try Data("precious".utf8).write(to: folder.appending(path: name))
    }
    try manager.createSymbolicLink(
      atPath: folder.path() + "/" + Self.others[2], withDestinationPath: Self.others[0])
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
      let end: RefreshRun.End =
        switch random.below(20) {
        case 0..<3: .after(microseconds: UInt32(random.below(12_000)))
        case 3..<6: .atExchange
        default: .itself
        }
      let run = try launch(ended: end)
      figures.runs.append(run)
      switch run.code {
      case 0, nil: break
      case 74: figures.refused += 1
      case let code?: figures.failures.append("code \(code): \(run.said)")
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

  func launch(
    ended end: RefreshRun.End = .itself, _ arguments: String...
  ) throws -> RefreshRun {
    try RefreshRun(of: rfcalc, arguments, on: document, ended: end)
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
