import Foundation
import RFKit
import Testing

@testable import RFCommand

/// Files beside documents that runs have left which were killed.
struct AbandonedFilesTests {
  private static let marker =
    "<!-- rfcalc: --layers conv3p1c4 --input 3x8x8 columns=layer,output -->"
  private static let fresh = """
    # Page
    \(marker)

    | layer | output |
    | :---- | -----: |
    | conv1 |  4×8×8 |

    <!-- /rfcalc -->
    text

    """
  private static let stale = fresh.replacing("4×8×8", with: "old")
  private static let file = "a.md.rfcalc-00000a1b00c0ffee"

  private func warning(_ document: String, _ file: String, _ what: String = "its text differs")
    -> String
  {
    "\(document): warning: '\(file)' was left by a run that was ended, and may hold an edit that the document lacks (\(what)); compare both, keep what is missing, then remove it\n"
  }

  private static let texts: [(String, Bool)] = [
    (fresh, false), (stale, false), (fresh + "edit\n", true), (stale + "edit\n", true), ("", true),
    (stale.replacing("text", with: ""), true),
    (fresh.replacing(marker, with: "<!-- rfcalc: lenet5 -->"), true),
    (fresh.replacing("<!-- /rfcalc -->", with: ""), true),
    (fresh.replacing("\n", with: "\r\n"), true),
    (String(fresh.dropLast()), true), ("# Page\n" + marker + "\n<!-- /rfcalc -->\ntext\n", false),
  ]

  @Test(arguments: texts)
  func filesWithOtherTextAreNamed(_ text: String, _ isNamed: Bool) {
    let said = isNamed ? warning("a.md", Self.file) : ""
    for document in [Self.fresh, Self.stale] {
      let files = MemoryFiles(["a.md": document, Self.file: text, "b.md": Self.fresh])
      let check = rfcalc("docs --check -q a.md b.md", files)
      #expect(check.err == said && check.code == (isNamed || document == Self.stale ? 1 : 0))
      let result = rfcalc("docs -q a.md b.md", files)
      #expect(result.err == said && result.code == 0)
      // Named by every run, and never touched.
      #expect(rfcalc("docs -q a.md", files).err == said)
      #expect(files.text(Self.file) == text && files.text("a.md") == Self.fresh)
      #expect(rfcalc("docs -q b.md", files) == CommandResult())
    }
  }

  /// With a document that is wrong or gone every other text is one that may be missed.
  @Test func documentsThatCantBeRefreshed() {
    let broken = Self.fresh + "<!-- /rfcalc -->\n"
    let files = MemoryFiles(["a.md": broken, Self.file: Self.stale])
    let problem = "a.md:10:1: error: this closing marker has no '<!-- rfcalc: … -->' before it\n"
    #expect(rfcalc("docs a.md", files).err == problem + warning("a.md", Self.file))
    #expect(rfcalc("docs a.md", files).code == 65)
    files.files[Self.file] = Array(broken.utf8)
    #expect(rfcalc("docs a.md", files).err == problem)
    files.files["a.md"] = nil
    #expect(
      rfcalc("docs a.md", files).err == "Error: There is no file 'a.md'\n"
        + warning("a.md", Self.file))
    files.files["a.md"] = Array(Self.fresh.utf8)
    files.full = [Self.file]
    let unreadable = "'\(Self.file)' could not be read: Permission denied"
    let check = rfcalc("docs --check a.md", files)
    #expect(check.err == warning("a.md", Self.file, unreadable) && check.code == 1)
  }

  /// On the disk, with whatever else may have such a name.
  @Test func onlyFilesOfRunsAreLookedAt() throws {
    let folder = try TemporaryFolder()
    let document = try folder.file("a.md", Self.stale)
    let left = try folder.file(Self.file, Self.stale + "edit\n")
    for name in [
      "a.md.rfcalc-1", "a.md.rfcalc-00000a1b00c0ffeg", "a.md.rfcalc-00000a1b00c0ffee.part",
      "a.md.rfcalc-00000A1B00C0FFEE", "b.md.rfcalc-00000a1b00c0ffee", ".rfcalc-00000a1b00c0ffee",
      "a.md.rfcalc-000000a1b00c0ffee",
    ] { _ = try folder.file(name, "precious") }
    let manager = FileManager.default
    let link = document + ".rfcalc-0000000000000001"
    try manager.createSymbolicLink(atPath: link, withDestinationPath: "b.md")
    try manager.createDirectory(
      atPath: document + ".rfcalc-0000000000000002", withIntermediateDirectories: false)
    #expect(mkfifo(document + ".rfcalc-0000000000000003", 0o600) == 0)
    let other = try folder.file("link.md")
    try manager.createSymbolicLink(atPath: other, withDestinationPath: "a.md")
    let before = try folder.names
    for path in [document, other] {
      let result = run(arguments: ["docs", "-q", path], files: Disk(), terminal: .none)
      #expect(result.err == warning(path, left) && result.code == 0)
    }
    #expect(try folder.names == before && folder.text("a.md") == Self.fresh)
    #expect(folder.text(Self.file) == Self.stale + "edit\n")
  }

  /// A run that goes on has locked what stands at its temporary name, whichever it is.
  @Test func filesOfRunsThatGoOnAreLeftToThem() throws {
    let folder = try TemporaryFolder()
    let path = try folder.file("a.md", "old")
    let disk = Disk()
    var replacement = try disk.replacement(
      path, holding: Array("old".utf8), with: Array("new".utf8))
    let temporary = replacement.temporary
    #expect(temporary.path.hasSuffix(".part"))
    #expect(disk.abandonedFiles(beside: [path]) == [[]])
    var isLeft: [Bool] = []
    replacement.meanwhile = { _ in
      #expect(disk.abandonedFiles(beside: [path]) == [[temporary.path]])
      for path in [temporary.path, path] {
        do { isLeft.append(try disk.abandonedBytes(of: path) == nil) } catch {
          Issue.record("\(error)")
        }
      }
    }
    try replacement.run()
    #expect(isLeft == [true, true, true, true])
    #expect(disk.abandonedFiles(beside: [path]) == [[]] && folder.text("a.md") == "new")
    #expect(try disk.abandonedBytes(of: path) == Array("new".utf8))
  }

  @Test func names() throws {
    let name = TemporaryName.make(beside: "x/a.md")
    #expect(name.hasPrefix("x/a.md.rfcalc-") && name.hasSuffix(".part"))
    let finished = TemporaryName.finished(name)
    #expect(finished.count == "x/a.md.rfcalc-0123456789abcdef".count)
    #expect(TemporaryName.beginning(ofTemporary: String(finished.dropFirst(2))) == "a.md")
    #expect(TemporaryName.make(beside: "x/a.md") != name)
    // A name as long as names can be.
    let folder = try TemporaryFolder()
    let long = String(repeating: "é", count: 126) + ".md"
    let path = try folder.file(long, Self.stale)
    let fresh = run(arguments: ["docs", "-q", path], files: Disk(), terminal: .none)
    #expect(fresh.code == 0 && fresh.err == "")
    #expect(folder.text(long) == Self.fresh)
    let temporary = TemporaryName.finished(TemporaryName.make(beside: path))
    try Data("edit".utf8).write(to: URL(filePath: temporary))
    let result = run(arguments: ["docs", "-q", path], files: Disk(), terminal: .none)
    #expect(result.err == warning(path, temporary))
  }
}
