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
    var seen = Set<String>()
    let sources = arguments.operands.filter { seen.insert($0).inserted }
      .map { DocumentSource(path: $0, context: context) }
    var result = refreshed(sources)
    let remarks = AbandonedFiles(context: context).remarks(on: sources)
    result.said += remarks.joined()
    // A document that may lack an edit is not as it should be.
    if arguments.has(.check), !remarks.isEmpty, result.code == 0 {
      result.code = ExitCode.checkFailed.rawValue
    }
    return result
  }

  private func refreshed(_ sources: [DocumentSource]) -> CommandResult {
    var (updates, problems) = ([Update](), CommandResult())
    for source in sources {
      do throws(DocumentRefusal) { try updates.append((source, source.update())) } catch {
        problems.said += error.text
        if problems.code == 0 { problems.code = error.code.rawValue }
      }
    }
    if problems.code != 0 { return problems }
    return arguments.has(.check) ? check(updates.map(\.update)) : write(updates)
  }

  private typealias Update = (source: DocumentSource, update: DocumentUpdate)

  private func check(_ updates: [DocumentUpdate]) -> CommandResult {
    var result = CommandResult()
    for update in updates {
      result.said += update.warnings + remark(update)
      for change in update.changes where !arguments.has(.quiet) {
        result.said +=
          "\(update.path):\(change.block.opening + 1): out of date: rfcalc "
          + "\(change.block.command)\n"
      }
      if arguments.has(.diff) { result.out += update.unifiedDiff }
      let isEmpty = update.blocks.isEmpty && !arguments.has(.allowNone)
      if !update.changes.isEmpty || isEmpty { result.code = ExitCode.checkFailed.rawValue }
    }
    return result
  }

  /// A document without changes is not touched. Standard input goes to standard output as a whole.
  private func write(_ updates: [Update]) -> CommandResult {
    var (result, written) = (CommandResult(), [Message]())
    for (source, update) in updates {
      var update = update
      if source.isInput {
        result.out += arguments.has(.diff) ? update.unifiedDiff : update.bytes
      } else {
        do throws(DocumentRefusal) { update = try source.write(update) } catch {
          result.said += error.text
          // Nobody need guess what a failure in the middle has left.
          if !written.isEmpty {
            result.said += "written before: \(written.joined(separator: ", "))\n"
          }
          result.code = error.code.rawValue
          return result
        }
      }
      result.said += update.warnings + remark(update)
      if source.isInput || update.changes.isEmpty { continue }
      written.append("\(update.path)")
      if arguments.has(.diff) {
        result.out += update.unifiedDiff
      } else if !arguments.has(.quiet) {
        result.out += Array(("\(all: update.path)\n" as Message).description.utf8)
      }
    }
    return result
  }

  /// A page was named for its tables; that it has none is seldom meant.
  private func remark(_ update: DocumentUpdate) -> Message {
    if !update.blocks.isEmpty || arguments.has(.allowNone) || arguments.has(.quiet) { return "" }
    let end: Message =
      arguments.has(.check) ? "lets it pass" : "keeps this from being said"
    return "\(update.path): there is no '<!-- rfcalc: … -->' in it outside code; "
      + "\(Option.allowNone.name) \(end)\n"
  }
}
