import Foundation
import Testing

@testable import RFCommand

/// What other programs do to a document in the moments in which it is replaced.
struct DocumentReplacementTests {
  private let disk = Disk()
  private let old = Array("old\n".utf8)
  private let new = Array("new\n".utf8)

  /// Saves by renaming, as most editors do.
  private func save(_ text: String, as path: String) {
    try? Data(text.utf8).write(to: URL(filePath: path), options: .atomic)
  }

  private func folder() throws -> (TemporaryFolder, String) {
    let folder = try TemporaryFolder()
    return (folder, try folder.file("a.md", "old\n"))
  }

  /// How replacing ends, and the name of the temporary file.
  private func replacing(
    _ path: String, patience: Int = 2000,
    meanwhile: @escaping (DocumentReplacement.Moment) -> Void = { _ in }
  ) throws -> (error: FileError?, temporary: String) {
    var replacement = try disk.replacement(path, holding: old, with: new)
    (replacement.patience, replacement.meanwhile) = (patience, meanwhile)
    do throws(FileError) { try replacement.run() } catch {
      return (error, replacement.temporary.path)
    }
    return (nil, replacement.temporary.path)
  }

  @Test func anEditThatIsSavedByRenamingStays() throws {
    let (folder, path) = try folder()
    let end = try replacing(path) { if $0 == .compared { save("edit\n", as: path) } }
    #expect(end.error == .edited(path))
    #expect(folder.text("a.md") == "edit\n")
    #expect(try folder.names == ["a.md"])
    #expect(try replacing(path).error == .edited(path))
  }

  /// A program that opens the file to write into it has its turn once the file has its name again.
  @Test func anEditInPlaceStays() throws {
    let (folder, path) = try folder()
    let writer = Appender(path)
    let end = try replacing(path) { if $0 == .compared { writer.start() } }
    writer.finish()
    #expect(end.error == .edited(path))
    #expect(folder.text("a.md") == "old\nedit\n")
    #expect(try folder.names == ["a.md"])
  }

  /// Two edits in one moment: both files stay, and the error names them.
  @Test func twoEditsBothStay() throws {
    let (folder, path) = try folder()
    let end = try replacing(path) {
      switch $0 {
      case .compared: save("first\n", as: path)
      case .exchanged: break
      case .lookedAt: save("second\n", as: path)
      }
    }
    #expect(end.error == .kept(path, .editedTwice(keptIn: end.temporary)))
    #expect(folder.text("a.md") == "second\n")
    #expect(try String(contentsOfFile: end.temporary, encoding: .utf8) == "first\n")
  }

  /// As before, with the second written into the new file while that had the name.
  @Test func anEditOfTheNewFileStays() throws {
    let (folder, path) = try folder()
    let writer = Appender(path)
    let end = try replacing(path) {
      switch $0 {
      case .compared: save("first\n", as: path)
      case .exchanged: writer.start()
      case .lookedAt: break
      }
    }
    writer.finish()
    #expect(end.error == .kept(path, .editedTwice(keptIn: end.temporary)))
    #expect(folder.text("a.md") == "first\n")
    #expect(try String(contentsOfFile: end.temporary, encoding: .utf8) == "new\nedit\n")
  }

  @Test func aFileInUseIsLeftAlone() throws {
    let (folder, path) = try folder()
    let lock = open(path, O_RDONLY)
    flock(lock, LOCK_EX)
    #expect(try replacing(path, patience: 5).error == .kept(path, .inUse))
    close(lock)
    #if os(Linux)
      let writer = open(path, O_WRONLY)
      #expect(try replacing(path, patience: 5).error == .kept(path, .inUse))
      close(writer)
    #endif
    #expect(folder.text("a.md") == "old\n")
    #expect(try replacing(path).error == nil)
    #expect(folder.text("a.md") == "new\n")
    #expect(try folder.names == ["a.md"])
  }

  /// Each of three adds its lines to what it has read, as three runs of rfcalc do; none is lost.
  @Test func threeAtOnceLoseNothing() async throws {
    let (folder, path) = try folder()
    await withTaskGroup { group in
      for writer in 0..<3 {
        group.addTask { [disk] in
          for line in 0..<20 {
            while true {
              do {
                let before = try disk.read(path, within: .document)
                let after = before + Array("\(writer).\(line)\n".utf8)
                try disk.replace(path, holding: before, with: after)
                break
              } catch FileError.edited {
              } catch FileError.changed {
              } catch {
                Issue.record("\(error)")
                return
              }
            }
          }
        }
      }
    }
    let lines = folder.text("a.md").split(separator: "\n").map(String.init)
    #expect(lines.first == "old" && Set(lines).count == 61 && lines.count == 61)
    #expect(try folder.names == ["a.md"])
  }
}

/// Adds a line to a file from a thread of its own, which may have to wait until it can open the file.
private final class Appender: Sendable {
  private let path: String
  private let done = DispatchSemaphore(value: 0)

  init(_ path: String) { self.path = path }

  /// Returns when the file was found, and maybe before it can be opened.
  func start() {
    Thread.detachNewThread { [self] in
      let file = open(path, O_WRONLY | O_APPEND)
      _ = "edit\n".withCString { write(file, $0, 5) }
      close(file)
      done.signal()
    }
    usleep(50_000)
  }

  func finish() { done.wait() }
}
