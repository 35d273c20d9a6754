import Foundation
import RFKit
import Testing

@testable import RFCommand

/// Files that other programs change while they are read, and files without an end.
struct ReadingTests {
  private let disk = Disk()
  /// So large that it is mapped.
  private static let large = 3 << 20

  private func largeFile() throws -> (TemporaryFolder, String) {
    let folder = try TemporaryFolder()
    let path = try folder.file("m.onnx", String(repeating: "x", count: Self.large))
    return (folder, path)
  }

  @Test func aFileThatIsShortenedIsAnError() throws {
    let (folder, path) = try largeFile()
    defer { withExtendedLifetime(folder) {} }
    let error = FileError.changed(path, before: Self.large, after: 5000)
    #expect(
      error.description
        == "'\(path)' was shortened while it was read: it had 3,145,728 bytes and has 5,000; run rfcalc again when it is complete"
    )
    #expect(error.exitCode == .inputOutput)
    #expect(throws: error) {
      try disk.withContents(of: path, within: .model) { bytes in
        truncate(path, 5000)
        // Without the handler the process would end here.
        #expect(bytes[4000] == UInt8(ascii: "x") && bytes[8000] == 0 && bytes[8192] == 0)
        #expect(bytes.last == 0)
      }
    }
    #expect(try disk.withContents(of: path, within: .model) { $0.count } == 5000)
  }

  @Test func aFileThatIsChangedIsAnError() throws {
    let (folder, path) = try largeFile()
    defer { withExtendedLifetime(folder) {} }
    let cases: [(after: Int, text: String)] = [
      (
        Self.large + 1,
        "lengthened while it was read: it had 3,145,728 bytes and has 3,145,729; run rfcalc again when it is complete"
      ), (Self.large, "changed while it was read; run rfcalc again when it is complete"),
    ]
    for (after, text) in cases {
      truncate(path, off_t(Self.large))
      let error = FileError.changed(path, before: Self.large, after: after)
      #expect(error.description == "'\(path)' was \(text)")
      #expect(throws: error) {
        try disk.withContents(of: path, within: .model) { _ in
          truncate(path, off_t(after))
          // As long ago as no clock is coarse.
          var times = [timeval(tv_sec: 1, tv_usec: 0), timeval(tv_sec: 1, tv_usec: 0)]
          utimes(path, &times)
        }
      }
    }
  }

  /// More files at a time than the table has room for: the others are read.
  @Test func manyFilesAtATime() throws {
    let (folder, path) = try largeFile()
    defer { withExtendedLifetime(folder) {} }
    func nested(_ depth: Int) throws -> Int {
      try disk.withContents(of: path, within: .model) { bytes in
        depth == 0 ? bytes.count : (try? nested(depth - 1)) ?? -1
      }
    }
    #expect(try nested(40) == Self.large)
  }

  @Test func boundsAreKeptAndSaid() throws {
    let folder = try TemporaryFolder()
    defer { withExtendedLifetime(folder) {} }
    for bound in ByteBound.allCases where bound != .model {
      let path = try folder.file("long", "")
      truncate(path, off_t(bound.ofFile + 1))
      #expect(
        throws: FileError.tooLong(path, bytes: bound.ofFile + 1, bound: bound, isRegular: true)
      ) { try disk.read(path, within: bound) }
      #expect(
        throws: FileError.tooLong("/dev/zero", bytes: nil, bound: bound, isRegular: false)
      ) { try disk.withContents(of: "/dev/zero", within: bound) { $0.count } }
    }
    let texts: [(FileError, String)] = [
      (
        .tooLong("a", bytes: 16_777_217, bound: .layerString, isRegular: true),
        "'a' has 16,777,217 bytes; of a layer string at most 16,777,216 are read"
      ),
      (
        .tooLong("a", bytes: nil, bound: .model, isRegular: false),
        "'a' has more than 268,435,456 bytes; of an ONNX model that is no regular file at most 268,435,456 are read"
      ),
      (
        .tooLong("standard input", bytes: nil, bound: .standardInput, isRegular: false),
        "Standard input has more than 268,435,456 bytes; of what is no file at most 268,435,456 are read"
      ),
    ]
    for (error, text) in texts {
      #expect(error.description == text)
      #expect(error.exitCode == .badInput)
    }
  }
}
