import RFKit

/// `rfcalc docs`: refreshes the tables in documents, or checks that they are fresh.
struct DocsCommand: Command {
  static let manual = Manual(
    arguments: "<files> ...",
    abstract: "Refresh the tables embedded in documents.",
    discussion: [
      "A table stands between two comments, each alone on its line; the first holds what would "
        + "follow 'rfcalc' on the command line, and paths in it count from the document's folder:",
      "",
      "  <!-- rfcalc: resnet50 --columns layer,output,field --depth 1 -->",
      "  <!-- /rfcalc -->",
      "",
      "Options may also be written name=value. Nothing outside the comments is changed, and no "
        + "file is written unless all are without mistakes: what looks like a marker and is none is "
        + "one, unless it stands in code. A document that is edited meanwhile is read again. Its "
        + "links, owner and permissions stay; one that is read-only or has several names (hard links) "
        + "is left alone, with an error. A run that was killed may have left a file beside a document, "
        + "NAME.rfcalc- and 16 digits; where its text differs, every later run says so, and --check "
        + "exits with 1. Standard input (-) is read as Markdown. "
        + "Of a document at most \(ByteBound.document.ofFile >> 20) MiB are read.",
    ],
    examples: ["rfcalc docs README.md", "rfcalc docs --check README.md"],
    positionals: [("<files>", "The documents: Markdown, or source code with comments.")],
    options: [.check, .allowNone, .diff, .quiet],
    lists: [("DOCUMENTS", DocumentType.list)],
    standsInDocuments: false)

  let arguments: Arguments
  let context: Context

  /// All documents are read, checked and rendered before the first is written.
  func run() throws(Failure) -> Outcome {
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
    if arguments.has(.check), !remarks.isEmpty, result.code == .done {
      result.code = .checkFailed
    }
    return result
  }

  private func refreshed(_ sources: [DocumentSource]) -> Outcome {
    var (updates, problems) = ([Update](), Outcome())
    for source in sources {
      do throws(DocumentRefusal) { try updates.append((source, source.update())) } catch {
        problems.said += error.text
        if problems.code == .done { problems.code = error.code }
      }
    }
    if problems.code != .done { return problems }
    return arguments.has(.check) ? check(updates.map(\.update)) : write(updates)
  }

  private typealias Update = (source: DocumentSource, update: DocumentUpdate)

  private func check(_ updates: [DocumentUpdate]) -> Outcome {
    var result = Outcome()
    for update in updates {
      result.said += update.warnings + remark(update)
      for change in update.changes where !arguments.has(.quiet) {
        result.said +=
          "\(update.path):\(change.block.opening + 1): out of date: rfcalc "
          + "\(change.block.command)\n"
      }
      if arguments.has(.diff) { result.add { $0.write(verbatim: update.unifiedDiff) } }
      let isEmpty = update.blocks.isEmpty && !arguments.has(.allowNone)
      if !update.changes.isEmpty || isEmpty { result.code = .checkFailed }
    }
    return result
  }

  /// A document without changes is not touched. Standard input goes to standard output as a whole.
  private func write(_ updates: [Update]) -> Outcome {
    var (result, written) = (Outcome(), [Message]())
    for (source, update) in updates {
      var update = update
      if source.isInput {
        let isWhole = !arguments.has(.diff)
        result.add { [update] output in
          output.write(verbatim: isWhole ? update.bytes : update.unifiedDiff)
        }
      } else {
        do throws(DocumentRefusal) { update = try source.write(update) } catch {
          result.said += error.text
          // Nobody need guess what a failure in the middle has left.
          if !written.isEmpty {
            result.said += "written before: \(written.joined(separator: ", "))\n"
          }
          result.code = error.code
          return result
        }
      }
      result.said += update.warnings + remark(update)
      if source.isInput || update.changes.isEmpty { continue }
      written.append("\(update.path)")
      if arguments.has(.diff) {
        result.add { [update] in $0.write(verbatim: update.unifiedDiff) }
      } else if !arguments.has(.quiet) {
        result.add { [update] in $0.write("\(all: update.path)\n" as Message) }
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
