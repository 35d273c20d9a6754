import Escaping

/// What a file is that is no model.
extension ONNXFile {
  /// Whether a file begins as models do: with a version of the format or with an operator set, among other fields of a
  /// ModelProto.
  static func resemblesModel(_ bytes: UnsafeRawBufferPointer) -> Bool {
    var reader = WireReader(bytes)
    for _ in 0..<8 {
      guard let tag = try? reader.next() else { return false }
      switch tag.field {
      case 1:
        guard let version = try? reader.integer(of: tag) else { return false }
        return (1...greatestVersion).contains(version)
      case 8: return (try? reader.range(of: tag)) != nil
      case 2...7, 14, 20, 25: guard (try? reader.skip(tag)) != nil else { return false }
      default: return false
      }
    }
    return false
  }

  /// No version of the format will be as high for long.
  private static let greatestVersion = 100

  /// What the first bytes say, and what to do.
  static func kind(of bytes: UnsafeRawBufferPointer) -> Message? {
    if bytes.isEmpty { return "it is empty" }
    return beginnings.first { bytes.begins(with: $0.bytes, at: $0.place) }.map {
      "it is " + $0.kind
    }
  }

  private static let beginnings: [(bytes: String, place: Int, kind: Message)] = [
    (
      "PK\u{3}\u{4}", 0,
      "a ZIP archive, as PyTorch and Keras save networks; export the network to ONNX"
    ),
    ("HDF\r\n", 1, "an HDF5 file, as Keras saves networks; export the network to ONNX"),
    ("TFL3", 4, "a model of TensorFlow Lite; export the network to ONNX"),
    ("ORTM", 4, "in onnxruntime's own format; take the .onnx that it was made of"),
    (
      "version https://git-lfs", 0,
      "a pointer of Git LFS in place of the file; 'git lfs pull' gets the file"
    ),
    ("<!DOCTYPE", 0, "a page of HTML; get the file again"),
    ("<html", 0, "a page of HTML; get the file again"),
  ]
}

extension UnsafeRawBufferPointer {
  fileprivate func begins(with text: String, at place: Int) -> Bool {
    let letters = text.utf8
    return count >= place + letters.count
      && self[place..<place + letters.count].elementsEqual(letters)
  }
}
