import Foundation

/// The files of the checkout that inputs begin with.
enum Fixtures {
  private static let checkout = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  /// The files of a folder, and of those inside it, that end so and aren't longer than `most`.
  static func files(in folder: String, ending: String, most: Int = 40_000) throws -> [[UInt8]] {
    let folder = checkout.appending(path: folder)
    return try FileManager.default.subpathsOfDirectory(atPath: folder.path).sorted()
      .filter { $0.hasSuffix(ending) }
      .map { [UInt8](try Data(contentsOf: folder.appending(path: $0))) }
      .filter { $0.count <= most }
  }

  static func file(_ path: String) throws -> [UInt8] {
    [UInt8](try Data(contentsOf: checkout.appending(path: path)))
  }
}
