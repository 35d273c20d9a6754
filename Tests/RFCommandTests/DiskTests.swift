import Foundation
import Testing

@testable import RFCommand

/// The real file system, in a folder of its own.
struct DiskTests {
  @Test func filesAreReplacedAsAWhole() throws {
    let manager = FileManager.default
    let folder = manager.temporaryDirectory.appending(path: "rfcalc-\(UUID().uuidString)").path()
    try manager.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? manager.removeItem(atPath: folder) }
    let (disk, path, link) = (Disk(), folder + "/a.md", folder + "/link.md")
    #expect(disk.kind(of: folder) == .folder && disk.kind(of: path) == nil)
    #expect(throws: FileError.missing(path)) { try disk.read(path, within: .document) }
    #expect(throws: FileError.isFolder(folder)) { try disk.read(folder, within: .document) }
    #expect(throws: FileError.isFolder(folder)) { try disk.write([1], to: folder) }
    #expect(throws: FileError.unwritable(folder + "/no/x", reason: "No such file or directory")) {
      try disk.write([1], to: folder + "/no/x")
    }
    let bytes = (0..<200_000).map { UInt8(truncatingIfNeeded: $0) }
    try disk.write(bytes, to: path)
    #expect(try disk.read(path, within: .document) == bytes)
    try manager.setAttributes([.posixPermissions: 0o640], ofItemAtPath: path)
    try manager.createSymbolicLink(atPath: link, withDestinationPath: path)
    try disk.write([], to: link)
    #expect(try disk.read(path, within: .document) == [])
    #expect(try manager.destinationOfSymbolicLink(atPath: link) == path)
    let mode = try manager.attributesOfItem(atPath: path)[.posixPermissions] as? Int
    #expect(mode == 0o640)
    #expect(try manager.contentsOfDirectory(atPath: folder).sorted() == ["a.md", "link.md"])
  }
}
