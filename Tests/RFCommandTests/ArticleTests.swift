import Foundation
import Testing

/// The articles about the house, against the house: files, types and pages that they name are there.
struct ArticleTests {
  private static let root = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "../..").standardized

  /// The pages by their names.
  private static func articles() throws -> [String: String] {
    let folder = root.appending(path: "Sources/RFKit/RFKit.docc")
    let files = try FileManager.default.contentsOfDirectory(atPath: folder.path())
    return try files.filter { $0.hasSuffix(".md") }.reduce(into: [:]) { articles, file in
      articles[String(file.dropLast(3))] = try String(
        contentsOf: folder.appending(path: file), encoding: .utf8)
    }
  }

  @Test func whatTheyNameIsThere() throws {
    let (house, articles) = (try House(at: Self.root), try Self.articles())
    #expect(articles.count >= 4)
    var (files, types) = (0, 0)
    for (page, text) in articles {
      for span in Self.codeSpans(in: text) {
        if Self.isPath(span) {
          #expect(house.hasFile(span), "\(page): there is no \(span)")
          files += 1
        } else if Self.isName(span) {
          let isThere = house.types.contains(span) || house.hasFile(span)
          #expect(isThere, "\(page): nothing is called \(span)")
          types += 1
        }
      }
      for link in text.components(separatedBy: "<doc:").dropFirst() {
        let name = String(link.prefix { $0 != ">" })
        #expect(articles[name] != nil, "\(page): there is no page \(name)")
      }
    }
    #expect(files > 150 && types > 50, "\(files) files, \(types) types")
  }

  /// What is renamed and kept on a page is noticed.
  @Test func whatIsNotThereIsNoticed() throws {
    let house = try House(at: Self.root)
    #expect(Self.codeSpans(in: "a `b` and\n```\n`c`\n```\n`d/e`") == ["b", "d/e"])
    for path in ["Sources/Analyses/Passes", "Sources/RFCommand/Runs.swift", "un.swift"] {
      #expect(Self.isPath(path) && !house.hasFile(path), "\(path)")
    }
    for path in ["Sources/RFCommand/Run.swift", "RFCommand/Run.swift", "Run.swift", ".ci/run"] {
      #expect(Self.isPath(path) && house.hasFile(path), "\(path)")
    }
    #expect(Self.isName("Rout") && !house.types.contains("Rout") && house.types.contains("Route"))
  }

  /// What stands between backticks outside blocks of code.
  private static func codeSpans(in text: String) -> [String] {
    var (spans, isCode) = ([String](), false)
    for line in text.split(separator: "\n") {
      if line.hasPrefix("```") {
        isCode.toggle()
      } else if !isCode {
        let parts = line.components(separatedBy: "`")
        spans += stride(from: 1, to: parts.count, by: 2).map { parts[$0] }
      }
    }
    return spans
  }

  private static func isPath(_ span: String) -> Bool {
    !span.contains(" ") && (span.contains("/") || span.hasSuffix(".swift"))
  }

  private static func isName(_ span: String) -> Bool {
    span.first?.isUppercase == true && span.count > 1 && span.allSatisfy(\.isLetter)
  }
}

/// The files of this checkout and the types that they declare.
private struct House {
  /// From the top, each with "/" before it.
  private let paths: [String]
  let types: Set<String>

  init(at root: URL) throws {
    var paths = ["/Package.swift", "/README.md", "/.ci/run"]
    for folder in ["Sources", "Tests", "Examples"] {
      let files = try FileManager.default.subpathsOfDirectory(
        atPath: root.appending(path: folder).path())
      paths += files.map { "/\(folder)/\($0)" } + ["/\(folder)"]
    }
    self.paths = paths
    types = try paths.filter { $0.hasSuffix(".swift") }.reduce(into: []) { types, path in
      types.formUnion(Self.types(in: try Data(contentsOf: root.appending(path: path))))
    }
  }

  /// Whether a file or folder is there, named from the top or by the last parts of its path.
  func hasFile(_ name: String) -> Bool { paths.contains { $0.hasSuffix("/" + name) } }

  /// The words behind those that declare a type.
  private static func types(in source: Data) -> [String] {
    let keywords = Set(
      ["struct", "class", "enum", "protocol", "typealias"].map { Array($0.utf8)[...] })
    let words = Array(source).split { byte in
      !(UInt8(ascii: "a")...UInt8(ascii: "z") ~= byte | 0x20 || byte == UInt8(ascii: "_"))
    }
    return zip(words, words.dropFirst()).filter { keywords.contains($0.0) }
      .map { String(decoding: $0.1, as: UTF8.self) }
  }
}
