import Foundation

/// One run of `rfcalc docs`, and what it said.
struct RefreshRun {
  let process: Int32
  /// The exit code; nil for a run that was killed.
  let code: Int32?
  let said: String

  /// When a run is ended by `kill -9`.
  enum End {
    case itself
    case after(microseconds: UInt32)
    /// As soon as its temporary file may have changed names with the document.
    case atExchange
  }

  init(
    of rfcalc: URL, _ arguments: [String], on document: URL, ended end: End
  ) throws {
    let process = Process()
    let pipe = Pipe()
    process.executableURL = rfcalc
    process.arguments = ["docs"] + arguments + [document.path()]
    process.standardOutput = FileHandle.nullDevice
    process.standardError = pipe
    try process.run()
    self.process = process.processIdentifier
    switch end {
    case .itself: break
    case .after(let microseconds):
      usleep(microseconds)
      kill(process.processIdentifier, SIGKILL)
    case .atExchange:
      let name = document.lastPathComponent + ".rfcalc-" + Self.digits(process.processIdentifier)
      let folder = document.deletingLastPathComponent().path()
      while process.isRunning, !Self.isFinished(name, in: folder) {}
      kill(process.processIdentifier, SIGKILL)
    }
    said = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    code = process.terminationReason == .uncaughtSignal ? nil : process.terminationStatus
  }

  var isKilled: Bool { code == nil }

  /// The file in which it has kept an edit, as it ended.
  var keptIn: String? { Self.names(in: said, between: "the other is in '", and: "'").first }

  /// The files that other runs have left, as it says.
  var abandoned: Set<String> {
    Set(Self.names(in: said, between: "warning: '", and: "' was left by a run that was ended"))
  }

  /// Whether a temporary file is of this run.
  func owns(_ name: String) -> Bool { name.contains(".rfcalc-" + Self.digits(process)) }

  private static func names(in text: String, between start: String, and end: String) -> [String] {
    text.components(separatedBy: start).dropFirst().compactMap { part in
      part.range(of: end).map { URL(filePath: String(part[..<$0.lowerBound])).lastPathComponent }
    }
  }

  private static func digits(_ process: Int32) -> String {
    let digits = String(process, radix: 16)
    return String(repeating: "0", count: 8 - digits.count) + digits
  }

  private static func isFinished(_ beginning: String, in folder: String) -> Bool {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    return names.contains { $0.hasPrefix(beginning) && !$0.hasSuffix(".part") }
  }
}
