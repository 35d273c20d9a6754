import RFKit

/// A network that was found: where it is described, before any of it is understood.
enum NetworkSource {
  case zoo(ZooModel)
  case layerString(String, Place)
  case graph([UInt8], Place)
  /// Of this path. It is looked at where it lies.
  case onnx(String)
  /// Where there is no file to look at.
  case onnxBytes([UInt8], Place)

  struct Place {
    /// What to call a network that says nothing of its name.
    let title: String
    /// What to call the text where mistakes are shown.
    let name: String

    static let commandLine = Place(title: "network", name: Option.layers.name)
    static let standardInput = Place(title: "network", name: "<stdin>")

    static func file(_ path: String) -> Place { Place(title: path.stem, name: path) }
  }
}

/// The files that can be read, by the ends of their names.
enum InputFormat: String, CaseIterable {
  case graph = "json"
  case layerString = "rf"
  case onnx

  init?(path: String) {
    guard let dot = path.lastIndex(of: ".") else { return nil }
    self.init(rawValue: path[path.index(after: dot)...].lowercased())
  }
}

extension String {
  /// Whether it can only be a path. Names of the zoo have one slash at most, after a word: slim/vgg_16.
  var isPath: Bool {
    ["/", "./", "../", "~"].contains(where: hasPrefix) || count(where: { $0 == "/" }) > 1
  }

  /// The name of a file without its folders and its last extension.
  var stem: String {
    let name = split(separator: "/").last.map(String.init) ?? self
    guard let dot = name.lastIndex(of: "."), dot > name.startIndex else { return name }
    return String(name[..<dot])
  }
}
