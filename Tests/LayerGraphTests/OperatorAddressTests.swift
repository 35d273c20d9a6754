import Foundation
import LayerGraph
import Testing

/// One address for each operator: in every room the file that deals with it is called after its family, which
/// is the file of its payload.
@Suite struct OperatorAddressTests {
  /// A room, the names of its files, and what such a file says of each operator of its family.
  private struct Room {
    let folder: String
    let prefix: String
    let suffix: String
    let says: @Sendable (OperatorName) -> String

    init(
      _ folder: String, prefix: String = "", suffix: String = "",
      says: @escaping @Sendable (OperatorName) -> String
    ) {
      (self.folder, self.prefix, self.suffix, self.says) = (folder, prefix, suffix, says)
    }

    func file(_ family: String) -> String { "\(folder)/\(prefix)\(family)\(suffix).swift" }

    /// The families that have files here.
    func families() throws -> Set<String> {
      let ending = suffix + ".swift"
      return Set(
        try FileManager.default.contentsOfDirectory(atPath: Checkout.path(folder))
          .filter { $0.hasPrefix(prefix) && $0.hasSuffix(ending) }
          .map { String($0.dropFirst(prefix.count).dropLast(ending.count)) })
    }
  }

  private static let payloads = Room("Sources/LayerGraph/Operators") {
    "public struct \($0.type): OperatorPayload"
  }

  private static let rooms = [
    payloads,
    Room("Sources/Analyses/Rules", suffix: "+Rules") { "extension \($0.type): " },
    Room("Sources/ReferenceExecutor/Kernels", suffix: "+Kernel") { "extension \($0.type): Kernel" },
    Room("Sources/LayerGraph/Coding/Operators", suffix: "+Coding") {
      "extension \($0.type): CodedOperator"
    },
    Room("Tests/AnalysesTests/Rules", suffix: "RulesTests") { "\($0.type)(" },
    Room("Tests/TestSupport/Corpus", suffix: "+Samples") { ".\($0)(" },
  ]

  /// Of some families there are values worked out by hand.
  private static let kernelTests = Room(
    "Tests/ReferenceExecutorTests/Kernels", suffix: "KernelTests"
  ) { "\($0.type)(" }

  private static let builders = [
    Room("Sources/LayerGraph/Builder", prefix: "Value+") { ".\($0)(" },
    Room("Sources/LayerGraph/Builder", prefix: "GraphBuilder+") { ".\($0)(" },
  ]

  @Test func everyRoomHasEveryOperatorUnderItsFamily() throws {
    for name in OperatorName.allCases {
      let family = try #require(try family(of: name), "no file has the payload of \(name)")
      for room in Self.rooms { try expect(name, room, in: room.file(family)) }
      // Operators that others know better are added as such.
      if name == .opaque { continue }
      let builder = name.payloadIsSource ? Self.builders[1] : Self.builders[0]
      try expect(name, builder, in: builder.file(family))
    }
  }

  /// No file is called after what is no family.
  @Test func filesAreCalledAfterFamilies() throws {
    let families = Set(try OperatorName.allCases.compactMap { try family(of: $0) })
    #expect(families.count > 20)
    // `Operator+Rules` says which rules each has.
    for room in Self.rooms.dropFirst() + [Self.kernelTests] {
      let strangers = try room.families().subtracting(families).subtracting(["Operator"])
      #expect(strangers.isEmpty, "\(room.folder): \(strangers)")
    }
  }

  private func family(of name: OperatorName) throws -> String? {
    try Self.payloads.families().first {
      try Checkout.text(Self.payloads.file($0)).contains(Self.payloads.says(name))
    }
  }

  private func expect(_ name: OperatorName, _ room: Room, in file: String) throws {
    let text = try? Checkout.text(file)
    #expect(text != nil, "\(name): there is no \(file)")
    let isSaid = text?.contains(room.says(name)) ?? true
    #expect(isSaid, "\(name): \(file) has no \(room.says(name))")
  }
}

extension OperatorName {
  /// The name of its payload's type.
  fileprivate var type: String { rawValue.prefix(1).uppercased() + rawValue.dropFirst() }

  /// Whether it reads nothing, so that a network begins with it.
  fileprivate var payloadIsSource: Bool { blank.arity == 0...0 }
}

/// The files of this checkout.
private enum Checkout {
  static func path(_ file: String) -> String {
    URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../\(file)")
      .standardized.path()
  }

  static func text(_ file: String) throws -> String {
    try String(contentsOfFile: path(file), encoding: .utf8)
  }
}
