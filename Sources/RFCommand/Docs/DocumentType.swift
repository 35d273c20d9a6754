import RFKit

/// What a document is written in, told by the end of its name: where its comments are known to this
/// program. Elsewhere a marker would be no comment, or a table no text.
enum DocumentType: CaseIterable {
  case markdown
  /// `//`, `/* … */`
  case slashes
  /// `#`
  case hashes
  /// `;`
  case semicolons

  /// - Parameter path: of a name without an end, such as README, nothing is known, so it is Markdown.
  /// - Returns: nil for any other.
  init?(path: String) {
    let name = path.split(separator: "/").last ?? ""
    guard let dot = name.lastIndex(of: "."), dot > name.startIndex else {
      self = .markdown
      return
    }
    let end = name[name.index(after: dot)...].lowercased()
    guard let type = Self.allCases.first(where: { $0.ends.contains(end) }) else { return nil }
    self = type
  }

  var name: String {
    switch self {
    case .markdown: "Markdown"
    case .slashes: "Comments in // or /* */"
    case .hashes: "Comments in #"
    case .semicolons: "Comments in ;"
    }
  }

  /// The ends of names, in lower case.
  var ends: [String] {
    let ends =
      switch self {
      case .markdown: "md markdown mdown mkd qmd rmd txt"
      case .slashes:
        "swift c h cc cpp cxx hh hpp hxx m mm cu cuh metal java kt kts scala groovy gradle js mjs cjs jsx "
          + "ts mts tsx go rs cs dart php proto zig css scss less glsl hlsl wgsl v sv"
      case .hashes:
        "py pyi pyx rb sh bash zsh fish pl pm r jl nim ex exs tcl yaml yml toml cfg conf mk cmake tf nix ps1"
      case .semicolons: "lisp el clj cljs scm rkt asm s ini"
      }
    return ends.split(separator: " ").map(String.init)
  }

  /// Whether text that is indented by 4 columns is code: in Markdown, which doc comments in `//` hold too.
  func hasIndentedCode(behindSign: Bool) -> Bool {
    self == .markdown || self == .slashes && behindSign
  }

  /// A generated line as a comment holds it: a name may be one that ends a comment, and what follows would
  /// be code.
  func asComment(_ line: String) -> String {
    guard self == .slashes else { return line }
    return line.replacing("*/", with: "* /").replacing("/*", with: "/ *")
  }

  /// For help: what it is called, and the ends.
  static var list: [Manual.Entry] {
    allCases.map { ($0.name, $0.ends.map { ".\($0)" }.joined(separator: " ")) }
  }

  /// Why a document of another type is refused.
  static func refusal(of path: String) -> Message {
    "'\(path)' is no document in which rfcalc knows comments; it knows Markdown (.md) and source code with "
      + "comments in //, # or ;. 'rfcalc help docs' lists the ends of names; standard input ('-') is "
      + "read as Markdown."
  }
}
