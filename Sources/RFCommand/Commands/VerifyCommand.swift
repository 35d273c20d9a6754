import RFKit

/// `rfcalc verify`: the report held against real forward passes.
struct VerifyCommand: Command {
  let arguments: Arguments
  let context: Context

  /// The table, and whether everything agrees.
  func run() throws(Failure) -> Outcome {
    if arguments.has(.quick), arguments.has(.full) { throw .usage(.exclusive(.quick, .full)) }
    let memory = try memory()
    let report = try ReportLoader(arguments: arguments, context: context).load()
    let mode: Verdict.Mode =
      arguments.has(.quick) ? .quick : arguments.has(.full) ? .full : .standard
    let line = ProgressLine(
      context.isDocument ? nil : context.progress, width: context.terminal.textWidth)
    defer { line.end() }
    var allocator = Allocator(keepingBlocksUpTo: memory.bytes / 8)
    let verdict: Verdict
    do throws(VerificationError) {
      verdict = try report.verify(mode, memory: memory) { now in
        allocator.giveBackBeyondLimit(again: now.layers == 0)
        line.tell("\(report.graph.name): \(now.pass), layer \(now.layers) of \(now.allLayers)")
      }
    } catch {
      throw .other(error.message, .badInput)
    }
    if verdict.isEmpty, !verdict.passesLeftOut.isEmpty {
      let reasons = verdict.leftOutPasses.map { "\n  \(all: $0)" as Message }
      throw .other("Nothing was compared." + reasons.joined(), .checkFailed)
    }
    return outcome(verdict, report)
  }

  /// What a pass may take.
  private func memory() throws(Failure) -> MemoryBudget {
    guard let text = arguments[.memory] else { return .standard }
    guard let budget = MemoryBudget(parsing: text) else {
      throw .usage(
        .malformedValue(
          .memory, text,
          expected: "a number with a unit, such as 8G or 512Mi; the units are K, M, G, T and "
            + "Ki, Mi, Gi, Ti"))
    }
    return budget
  }

  func outcome(_ verdict: Verdict, _ report: Report) -> Outcome {
    // Times change from run to run; a document must not.
    let page = VerdictPage(
      verdict: verdict, title: "verify \(report.title)", withSeconds: !context.isDocument)
    return formatting.outcome(of: page, code: verdict.holds ? .done : .checkFailed)
  }
}
