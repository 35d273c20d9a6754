import RFKit

/// `rfcalc docs`: refreshes the tables in documents, or checks that they are fresh.
struct DocsCommand {
  let arguments: Arguments
  let context: Context

  init(_ arguments: Arguments, _ context: Context) {
    self.arguments = arguments
    self.context = context
  }

  /// All documents are read, checked and rendered before the first is written.
  func run() throws(Failure) -> CommandResult {
    if arguments.operands.isEmpty { throw .usage(.missingOperand(.docs)) }
    if arguments.operands.contains("-"), arguments.operands.count > 1 {
      throw .usage(.inputNotAlone)
    }
    var (updates, problems, seen) = ([DocumentUpdate](), CommandResult(), Set<String>())
    for path in arguments.operands where seen.insert(path).inserted {
      do throws(Refusal) { try updates.append(update(path)) } catch {
        problems.err += error.text
        if problems.code == 0 { problems.code = error.code.rawValue }
      }
    }
    if problems.code != 0 { return problems }
    return arguments.has(.check) ? check(updates) : try write(updates)
  }

  /// Why a document can't be refreshed, as it is printed.
  private struct Refusal: Error {
    let text: String
    let code: ExitCode
  }

  private func update(_ path: String) throws(Refusal) -> DocumentUpdate {
    let isInput = path == "-"
    let bytes: [UInt8]
    do throws(Failure) {
      bytes = try isInput ? context.readStandardInput(within: .document) : context.read(path, within: .document)
    } catch {
      throw Refusal(text: error.text(in: .docs), code: error.code)
    }
    var inner = context
    inner.isDocument = true
    inner.folder = isInput ? "" : path.folder
    let name = isInput ? "<stdin>" : path
    do throws(DocumentUpdate.Problems) {
      return try DocumentUpdate(path: name, bytes: bytes, context: inner)
    } catch {
      let text = error.all.map { $0.description(in: name.visible) }.joined()
      throw Refusal(text: text, code: error.all.first?.code ?? .badInput)
    }
  }

  private func check(_ updates: [DocumentUpdate]) -> CommandResult {
    var result = CommandResult()
    for update in updates {
      result.err += update.warnings
      for change in update.changes where !arguments.has(.quiet) {
        result.err +=
          "\(update.path.visible):\(change.block.opening + 1): out of date: rfcalc "
          + change.block.command.visible + "\n"
      }
      if arguments.has(.diff) { result.out += update.unifiedDiff }
      if !update.changes.isEmpty { result.code = ExitCode.checkFailed.rawValue }
    }
    return result
  }

  /// A document without changes is not touched. Standard input goes to standard output as a whole.
  private func write(_ updates: [DocumentUpdate]) throws(Failure) -> CommandResult {
    var result = CommandResult()
    for update in updates {
      result.err += update.warnings
      if arguments.operands == ["-"] {
        result.out += arguments.has(.diff) ? update.unifiedDiff : update.bytes
        continue
      }
      if update.changes.isEmpty { continue }
      try context.write(update.bytes, to: update.path)
      if arguments.has(.diff) {
        result.out += update.unifiedDiff
      } else if !arguments.has(.quiet) {
        result.out += Array("\(update.path)\n".utf8)
      }
    }
    return result
  }
}

extension String {
  /// The folder that a path lies in; empty for the current one.
  fileprivate var folder: String {
    guard let slash = lastIndex(of: "/") else { return "" }
    return slash == startIndex ? "/" : String(self[..<slash])
  }
}
