public import Analyses
import ConvArithmetic
public import Escaping
import LayerGraph
import ReferenceExecutor

extension Report {
  /// Holds this report against real forward passes on this machine.
  ///
  /// Passes that can't be run, that need more memory than the budget or would take too long are left out,
  /// with the reason.
  ///
  /// - Parameters:
  ///   - memory: What a pass may take; it is estimated before anything is allocated.
  ///   - watch: Is told of every layer that has been run, and of none when a pass begins.
  /// - Throws: `VerificationError` when the network can't be run at all: open sizes, or an operator without
  ///   a kernel.
  public func verify(
    _ mode: Verdict.Mode = .standard, seed: UInt64 = 0, memory: MemoryBudget = .standard,
    watch: @escaping (VerificationProgress) -> Void = { _ in }
  ) throws(VerificationError) -> Verdict {
    try Verifier(self, mode: mode, seed: seed, memory: memory, watch: watch).run()
  }
}

/// How far a verification is.
public struct VerificationProgress: Hashable, Sendable {
  /// What the network is being run for: "fields along height".
  public let pass: String
  /// How many of the network's layers this pass has run.
  public let layers: Int
  public let allLayers: Int
}

/// Why a network can't be verified.
public struct VerificationError: Error, Hashable, Sendable, MessageConvertible {
  public let message: Message

  init(_ error: any Error) {
    message = (error as? any MessageConvertible)?.message ?? "\(String(describing: error))"
  }
}

/// Runs the network in several arithmetics and compares.
struct Verifier {
  let report: Report
  let mode: Verdict.Mode
  let effort: Effort
  let seed: UInt64
  let memory: MemoryBudget
  let inputSizes: [[Int]]
  let narrowing: Narrowing
  /// The report of the narrowed network, by the same rules.
  let narrowed: Report
  private let watch: (VerificationProgress) -> Void

  init(
    _ report: Report, mode: Verdict.Mode, seed: UInt64, memory: MemoryBudget,
    watch: @escaping (VerificationProgress) -> Void
  ) throws(VerificationError) {
    self.watch = watch
    self.mode = mode
    self.seed = seed
    self.memory = memory
    effort = Effort(mode, seed: seed)
    var inputSizes: [[Int]] = []
    for index in report.inputs {
      guard let shape = report.layers[index].shape.value, let sizes = shape.sizes else {
        let shape = report.layers[index].shape.value ?? Shape([])
        throw VerificationError(
          Diagnostic(report.graph.nodes[index].location, .sizesOpen(shape)))
      }
      inputSizes.append(sizes)
    }
    self.inputSizes = inputSizes
    narrowing = Narrowing(report.graph, report)
    do throws(Diagnostic) {
      // What is run begins at the inputs, whatever the report looks at.
      self.report =
        report.looksAtInputs
        ? report : try Report(of: report.graph, options: report.options, rules: report.rules)
      narrowed =
        narrowing.factor == 1
        ? self.report
        : try Report(
          of: narrowing.graph, options: report.options, rules: report.rules,
          axesOfInputs: report.axesOfInputs)
    } catch {
      throw VerificationError(error)
    }
  }

  func run() throws(VerificationError) -> Verdict {
    var ledger = Ledger(PassBudget(memory, mode))
    let notFinite = notFiniteWhenNarrowed(floatPass(&ledger), &ledger)
    let untraceable = notFinite.map { $0.union(hidingNotANumber) }
    countingPass(&ledger)
    let lookedAt = narrowed.sources.prefix(mode.inputs(ofLayers: narrowed.layers.count))
    for source in lookedAt.indices {
      fieldPasses(source: source, untraceable, &ledger)
    }
    for _ in narrowed.sources[lookedAt.endIndex...] { leaveOutFields(.inputsSampled, &ledger) }
    for _ in narrowed.sourcesLeftOut { leaveOutFields(.inputLeftOut, &ledger) }
    let verdict = Verdict(
      network: report.graph.name, mode: mode, narrowing: narrowing.factor,
      hasFewerHeads: narrowing.hasFewerHeads, checks: ledger.merged,
      passesLeftOut: ledger.passesLeftOut, samples: ledger.samples,
      hasEveryUnit: ledger.hasEveryUnit, disagreements: ledger.disagreements)
    if verdict.isEmpty, !ledger.hasRefused, let error = ledger.firstError {
      throw VerificationError(error)
    }
    return verdict
  }

  /// All that would have been compared of one input.
  private func leaveOutFields(_ reason: Omission, _ ledger: inout Ledger) {
    for quantity in [Quantity.fields, .closedForms, .alignment, .taint] {
      ledger.check(quantity) { $0.leaveOut(reason) }
    }
  }

  /// What the passes tell how many layers they have run; none before they begin.
  func watcher(_ pass: String) -> (Int) -> Void {
    let layers = report.layers.count
    func tell(_ count: Int) {
      watch(VerificationProgress(pass: pass, layers: count, allLayers: layers))
    }
    tell(0)
    return tell
  }
}
