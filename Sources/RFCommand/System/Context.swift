import RFKit

/// What a command has around it.
struct Context {
  let files: any FileSystem
  let terminal: Terminal
  var progress: ProgressOutput?
  /// What relative paths count from; empty for the current folder.
  var folder = ""
  /// Whether the output becomes part of a document.
  var isDocument = false
  /// What is said beside the result.
  var warnings = Warnings()

  func read(_ path: String, within bound: ByteBound) throws(Failure) -> [UInt8] {
    do throws(FileError) { return try files.read(resolved(path), within: bound) } catch {
      throw .file(error)
    }
  }

  /// The bytes of a file, where they lie if the system can show them there.
  func withContents<Result>(
    of path: String, within bound: ByteBound, _ body: (UnsafeRawBufferPointer) -> Result
  ) throws(Failure) -> Result {
    do throws(FileError) {
      return try files.withContents(of: resolved(path), within: bound, body)
    } catch {
      throw .file(error)
    }
  }

  func readStandardInput(within bound: ByteBound) throws(Failure) -> [UInt8] {
    do throws(FileError) { return try files.readStandardInput(within: bound) } catch {
      throw .file(error)
    }
  }

  /// Writes what a command has to say as it is made.
  /// - Parameter path: nil for standard output.
  func write(_ outcome: Outcome, to path: String?) throws(Failure) {
    do throws(FileError) {
      let writer =
        if let path { try files.writer(to: resolved(path)) } else { files.standardOutput }
      var failure: FileError?
      let text = TextOutput { bytes in
        do throws(FileError) { try writer.write(bytes) } catch { failure = error }
        return failure == nil
      }
      outcome.write(to: text)
      text.flush()
      if let failure { throw failure }
      try writer.commit()
    } catch {
      throw .file(error)
    }
  }

  /// Replaces a file that holds the bytes it was read with.
  /// - Returns: false when it holds others, and so was left alone.
  func replace(
    _ path: String, holding old: [UInt8], with new: [UInt8]
  ) throws(Failure) -> Bool {
    do throws(FileError) {
      try files.replace(resolved(path), holding: old, with: new)
      return true
    } catch {
      if case .edited = error { return false }
      throw .file(error)
    }
  }

  func kind(of path: String) throws(Failure) -> FileKind? {
    do throws(FileError) { return try files.kind(of: resolved(path)) } catch { throw .file(error) }
  }

  func isSameFile(_ path: String, as other: String) -> Bool {
    files.isSameFile(resolved(path), as: resolved(other))
  }

  private func resolved(_ path: String) -> String {
    folder.isEmpty || path.hasPrefix("/") ? path : folder + "/" + path
  }
}
