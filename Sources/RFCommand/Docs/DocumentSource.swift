import RFKit

/// A document where it lies: read, and written only as what it was read as.
struct DocumentSource {
  /// As it was named; "-" is standard input.
  let path: String
  private let context: Context
  private let renderer: BlockRenderer

  var type: DocumentType { renderer.type }

  init(path: String, context: Context) {
    self.path = path
    self.context = context
    var inner = context
    inner.isDocument = true
    inner.folder = path == "-" || !path.contains("/") ? "" : path.folder
    renderer = BlockRenderer(
      context: inner, type: path == "-" ? .markdown : DocumentType(path: path) ?? .markdown)
  }

  var isInput: Bool { path == "-" }
  private var name: String { isInput ? "<stdin>" : path }

  /// How often a document is done anew that other programs edit meanwhile.
  private static let attempts = 50

  func update() throws(DocumentRefusal) -> DocumentUpdate {
    let bytes: [UInt8]
    do throws(Failure) { bytes = try read() } catch {
      throw DocumentRefusal(text: error.text(in: .docs), code: error.code)
    }
    do throws(DocumentUpdate.Problems) {
      return try DocumentUpdate(path: name, bytes: bytes, renderer: renderer)
    } catch {
      let text = error.all.map { $0.message(in: name) }.joined()
      throw DocumentRefusal(text: text, code: error.all.first?.code ?? .badInput)
    }
  }

  private func read() throws(Failure) -> [UInt8] {
    if isInput { return try context.readStandardInput(within: .document) }
    if try context.kind(of: path) == .file, DocumentType(path: path) == nil {
      throw .other(DocumentType.refusal(of: path), .badInput)
    }
    return try context.read(path, within: .document)
  }

  /// Writes a document that has changes. When it was edited since it was read, it is read and done again.
  /// - Returns: what was written.
  func write(_ update: DocumentUpdate) throws(DocumentRefusal) -> DocumentUpdate {
    var update = update
    for _ in 0..<Self.attempts {
      if update.changes.isEmpty { return update }
      do throws(Failure) {
        if try context.replace(path, holding: update.original, with: update.bytes) {
          return update
        }
      } catch {
        throw DocumentRefusal(text: error.text(in: .docs), code: error.code)
      }
      update = try self.update()
    }
    let failure = Failure.file(.kept(path, .busy(attempts: Self.attempts)))
    throw DocumentRefusal(text: failure.text(in: .docs), code: failure.code)
  }
}

/// Why a document can't be refreshed, as it is printed.
struct DocumentRefusal: Error {
  let text: Message
  let code: ExitCode
}
