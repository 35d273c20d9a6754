import RFKit

/// Files beside documents that runs have left which were ended (`kill -9`, a power failure) in the moment in
/// which a document and its new text change their names. An edit that came in that moment lies in such a
/// file and nowhere else; so every later run names those whose text is not the document's.
///
/// They are named and never removed, put back, or written:
/// - a name is no proof that a file is ours, and one that looks like it may be precious;
/// - the program that had the document open may write its edit into that file yet, so even one
///   that holds nothing more today may tomorrow;
/// - which of two texts is the later no file tells, and a deletion is an edit too.
///
/// Nothing is lost with a file that differs from the document only between markers: what stands there
/// is generated, and is made anew.
struct AbandonedFiles {
  let context: Context

  /// What is to be said of those beside the documents.
  func remarks(on documents: [DocumentSource]) -> [Message] {
    let documents = documents.filter { !$0.isInput }
    let found = context.files.abandonedFiles(beside: documents.map(\.path))
    return zip(documents, found).flatMap { document, files in
      files.isEmpty ? [] : remarks(on: document, files)
    }
  }

  private func remarks(on document: DocumentSource, _ files: [String]) -> [Message] {
    let bytes = try? context.read(document.path, within: .document)
    let text = bytes.map { WrittenText($0, document.type) }
    return files.compactMap { file in
      do throws(FileError) {
        guard let other = try context.files.abandonedBytes(of: file) else { return nil }
        if other == bytes || WrittenText(other, document.type) == text { return nil }
        return remark(document, file, "its text differs")
      } catch {
        return remark(document, file, error.message)
      }
    }
  }

  private func remark(_ document: DocumentSource, _ file: String, _ what: Message) -> Message {
    "\(all: document.path): warning: '\(all: file)' was left by a run that was ended, and may hold an edit "
      + "that the document lacks (\(what)); compare both, keep what is missing, then remove it\n"
  }
}

/// A document without what is generated: where two have the same, the same run makes the same of both.
private struct WrittenText: Equatable {
  private let lines: [DocumentLines.Line]

  /// With markers that are wrong nothing is generated.
  init(_ bytes: [UInt8], _ type: DocumentType) {
    let document = DocumentLines(bytes)
    let (blocks, problems) = document.blocks(of: type)
    var (lines, next) = ([DocumentLines.Line](), 0)
    for block in problems.isEmpty ? blocks : [] {
      lines += document.lines[next...block.opening]
      next = block.closing
    }
    self.lines = lines + document.lines[next...]
  }
}
