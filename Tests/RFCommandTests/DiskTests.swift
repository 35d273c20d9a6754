import Foundation
import RFKit
import Testing

@testable import RFCommand

/// The real file system, in a folder of its own.
struct DiskTests {
  private let disk = Disk()

  @Test func filesAreReplacedAsAWhole() throws {
    let manager = FileManager.default
    let folder = try TemporaryFolder()
    let (path, link) = (try folder.file("a.md"), try folder.file("link.md"))
    #expect(try disk.kind(of: folder.path) == .folder && disk.kind(of: path) == nil)
    #expect(throws: FileError.missing(path)) { try disk.read(path, within: .document) }
    #expect(throws: FileError.isFolder(folder.path)) {
      try disk.read(folder.path, within: .document)
    }
    #expect(throws: FileError.isFolder(folder.path)) { try disk.write([1], to: folder.path) }
    let no = folder.path + "/no"
    #expect(throws: FileError.noRoom(no + "/x", folder: no, .missing)) {
      try disk.write([1], to: no + "/x")
    }
    #expect(throws: FileError.unwritable("", reason: "the name is empty")) {
      try disk.write([1], to: "")
    }
    let bytes = (0..<200_000).map { UInt8(truncatingIfNeeded: $0) }
    try disk.write(bytes, to: path)
    #expect(try disk.read(path, within: .document) == bytes)
    try manager.setAttributes([.posixPermissions: 0o640], ofItemAtPath: path)
    // A link that leads on by a link; both stay.
    try manager.createSymbolicLink(atPath: folder.path + "/b", withDestinationPath: "a.md")
    try manager.createSymbolicLink(atPath: link, withDestinationPath: folder.path + "/b")
    try disk.write([], to: link)
    try disk.replace(link, holding: [], with: [2])
    #expect(try disk.read(path, within: .document) == [2])
    #expect(try manager.destinationOfSymbolicLink(atPath: link) == folder.path + "/b")
    let mode = try manager.attributesOfItem(atPath: path)[.posixPermissions] as? Int
    #expect(mode == 0o640)
    #expect(try folder.names == ["a.md", "b", "link.md"])
  }

  @Test func linksThatLeadNowhereAndRound() throws {
    let folder = try TemporaryFolder()
    let manager = FileManager.default
    try manager.createSymbolicLink(atPath: folder.path + "/dangling", withDestinationPath: "new")
    try disk.write([7], to: folder.path + "/dangling")
    #expect(try disk.read(folder.path + "/new", within: .document) == [7])
    #expect(try folder.names == ["dangling", "new"])
    try manager.createSymbolicLink(atPath: folder.path + "/round", withDestinationPath: "round")
    let round = folder.path + "/round"
    #expect(throws: FileError.loop(round)) { try disk.write([7], to: round) }
    #expect(throws: FileError.loop(round)) { try disk.read(round, within: .document) }
    #expect(throws: FileError.loop(round + "/x")) { try disk.write([7], to: round + "/x") }
    try manager.createSymbolicLink(atPath: folder.path + "/lost", withDestinationPath: "gone")
    #expect(throws: FileError.dangling(folder.path + "/lost", to: "gone")) {
      try disk.read(folder.path + "/lost", within: .document)
    }
    let new = folder.path + "/new"
    #expect(throws: FileError.noRoom(new + "/x", folder: new, .noFolder)) {
      try disk.write([7], to: new + "/x")
    }
  }

  /// A network's own file is known by whatever path.
  @Test func aNetworkIsNotOverwritten() throws {
    let folder = try TemporaryFolder()
    let net = try folder.file("net.rf", "conv3")
    let manager = FileManager.default
    try manager.createSymbolicLink(atPath: folder.path + "/link.rf", withDestinationPath: "net.rf")
    try manager.linkItem(atPath: net, toPath: folder.path + "/hard.rf")
    for name in [
      "net.rf", "link.rf", "hard.rf", "./net.rf",
      "../\(URL(filePath: folder.path).lastPathComponent)/net.rf",
    ] {
      let output = folder.path + "/" + name
      let error = Failure.usage(.outputIsInput(output))
      #expect(
        error.message.description
          == "'--output' can't be '\(output)': the network is read from that file and would be lost. Please name another file."
      )
      for arguments in [
        [net], ["region", net, "--at", "conv1", "--unit", "0,0"], [net, "--format", "graph"],
        ["verify", net, "--input", "3x8x8"],
      ] {
        let result = run(
          arguments: arguments + ["-o", output], files: disk, terminal: .none)
        #expect(result.code == 64 && result.err.hasPrefix("Error: \(error.message)\n"))
      }
    }
    #expect(folder.text("net.rf") == "conv3")
    let other = folder.path + "/other.txt"
    let written = run(arguments: [net, "-o", other], files: disk, terminal: .none)
    #expect(written.code == 0 && written.err == "")
    #expect(folder.text("other.txt").contains("conv1"))
    #expect(!disk.isSameFile("/dev/null", as: "/dev/null"))
    #expect(!disk.isSameFile(other + "x", as: other + "x"))
  }

  /// Nothing is seen of what is not committed.
  @Test func aWriterThatIsDroppedLeavesNothing() throws {
    let folder = try TemporaryFolder()
    let path = try folder.file("a", "old")
    try withExtendedLifetime(try disk.writer(to: path)) { writer in
      try writer.write(Array("new".utf8))
      #expect(try folder.names.count == 2)
    }
    #expect(try folder.names == ["a"])
    #expect(folder.text("a") == "old")
  }

  /// What looks like a temporary file of ours is another's; and what stands at the name of one that was
  /// made may be another's too.
  @Test func othersFilesAreNeverTaken() throws {
    let folder = try TemporaryFolder()
    let path = try folder.file("a", "old")
    var name = ""
    try withExtendedLifetime(try disk.writer(to: path)) { _ in
      name = try #require(try folder.names.first { $0.hasPrefix("a.rfcalc-") })
      _ = try folder.file("victim", "precious")
      #expect(rename(folder.path + "/victim", folder.path + "/" + name) == 0)
    }
    #expect(folder.text(name) == "precious")
    #expect(try folder.names == ["a", name])
  }

  @Test func newFilesAreAsTheUmaskHasIt() throws {
    let folder = try TemporaryFolder()
    let before = umask(0o027)
    defer { umask(before) }
    try disk.write([1], to: folder.path + "/a")
    let mode =
      try FileManager.default.attributesOfItem(atPath: folder.path + "/a")[.posixPermissions]
      as? Int
    #expect(mode == 0o640)
  }

  /// What must not be replaced is said with its reason, and is as it was.
  @Test func whatIsKept() throws {
    let folder = try TemporaryFolder()
    let protected = try folder.file("r.md", "old", mode: 0o444)
    let linked = try folder.file("h.md", "old")
    try FileManager.default.linkItem(atPath: linked, toPath: folder.path + "/other.md")
    let user = geteuid()
    let cases: [(String, KeptReason, String)] = [
      (
        protected, .readOnly(mode: 0o444, owner: user),
        "'\(protected)' is left as it is: it is read-only (mode 444, user \(user)); change its permissions first"
      ),
      (
        linked, .links(2),
        "'\(linked)' is left as it is: it has 2 names (hard links), and a new file would have only this one; write another file and copy it over this"
      ),
    ]
    for (path, reason, text) in cases {
      let error = FileError.kept(path, reason)
      #expect(error.description == text)
      #expect(throws: error) { try disk.write([1], to: path) }
      #expect(throws: error) { try disk.replace(path, holding: Array("old".utf8), with: [1]) }
      #expect(try disk.read(path, within: .document) == Array("old".utf8))
    }
    #expect(throws: FileError.kept("/dev/null", .noRegularFile)) {
      try disk.replace("/dev/null", holding: [], with: [1])
    }
    try disk.write([1], to: "/dev/null")
    #expect(try folder.names == ["h.md", "other.md", "r.md"])
  }

  /// Only the superuser can give files away.
  @Test(.enabled(if: geteuid() == 0)) func theOwnerStays() throws {
    let folder = try TemporaryFolder()
    let path = try folder.file("a", "old")
    defer { withExtendedLifetime(folder) {} }
    #expect(chown(path, 1234, 4321) == 0 && chmod(path, 0o2640) == 0)
    try disk.replace(path, holding: Array("old".utf8), with: [1])
    let status = try #require(FileStatus(of: path))
    #expect((status.user, status.group, status.permissions) == (1234, 4321, 0o2640))
    try disk.write([2], to: path)
    #expect(FileStatus(of: path)?.user == 1234)
  }

  @Test func onlyWhatHoldsTheBytesIsReplaced() throws {
    let folder = try TemporaryFolder()
    let path = try folder.file("a", "edited")
    #expect(throws: FileError.edited(path)) { try disk.replace(path, holding: [1], with: [2]) }
    #expect(throws: FileError.edited(path + "x")) {
      try disk.replace(path + "x", holding: [1], with: [2])
    }
    #expect(folder.text("a") == "edited")
    #expect(try folder.names == ["a"])
  }

  @Test func reasonsAreSaid() {
    let cases: [(FileError, String)] = [
      (.unreadable("standard input", reason: "x"), "Standard input could not be read: x"),
      (.isFolder("a"), "'a' is a folder; name a file"),
      (
        .loop("a"),
        "'a' leads to no file: its symbolic links go round in a loop, or are too many in a row"
      ),
      (
        .noRoom("b/a", folder: "b", .missing),
        "'b/a' could not be written: there is no folder 'b'; make it first"
      ),
      (.noRoom("b/a", folder: "b", .noFolder), "'b/a' could not be written: 'b' is no folder"),
      (
        .noRoom("b/a", folder: "b", .closed(reason: "x")),
        "'b/a' could not be written: no new file can be made in the folder 'b': x"
      ),
      (.edited("a"), "'a' was edited by another program meanwhile"),
      (
        .kept("a", .owner(user: 1, group: 2, reason: "x")),
        "'a' is left as it is: a new file could not be given to its user 1 and group 2: x"
      ),
      (
        .kept("a", .attributes("mode 644", reason: "x")),
        "'a' is left as it is: a new file could not have its mode 644: x"
      ),
      (
        .kept("a", .noRegularFile),
        "'a' is left as it is: it is no regular file, so it can't be replaced as a whole"
      ),
      (
        .kept("b/a", .folder("b", reason: "x")),
        "'b/a' is left as it is: no new file can be made in the folder 'b': x"
      ),
      (
        .kept("a", .inUse),
        "'a' is left as it is: another program has it open for writing or has locked it"
      ),
      (
        .kept("a", .busy(attempts: 50)),
        "'a' is left as it is: other programs edited it each of the 50 times it was to be replaced"
      ),
      (
        .kept("a", .editedTwice(keptIn: "a.rfcalc-1")),
        "'a' is left as it is: it was edited twice in the moment of being replaced; it holds one of both edits, and the other is in 'a.rfcalc-1'"
      ),
    ]
    for (error, text) in cases {
      #expect(error.description == text)
      #expect(error.exitCode == .inputOutput)
    }
    let dangling = FileError.dangling("a", to: "b")
    #expect(
      dangling.description
        == "There is no file 'a': it is a symbolic link to 'b', which isn't there")
    #expect(dangling.exitCode == .noInput)
  }
}
