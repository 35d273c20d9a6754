public import Analyses
import ConvArithmetic
import LayerGraph
import ReferenceExecutor

extension Report {
  /// Holds this report against real forward passes on this machine.
  ///
  /// - Throws: `VerificationError` when the network can't be run: open sizes, an operator without a
  ///   kernel, or a map too large for memory.
  public func verify(
    _ mode: Verification.Mode = .standard, seed: UInt64 = 0
  ) throws(VerificationError) -> Verification {
    try Verifier(self, mode: mode, seed: seed).run()
  }
}

/// Why a network can't be verified.
public struct VerificationError: Error, Hashable, Sendable, CustomStringConvertible {
  public let description: String

  init(_ error: any Error) { description = "\(error)" }
}

/// Runs the network in several arithmetics and compares.
struct Verifier {
  private let report: Report
  private let mode: Verification.Mode
  private let effort: Effort
  private let seed: UInt64
  private let inputSizes: [[Int]]
  private let narrowing: Narrowing
  /// The report of the narrowed network, by the same rules.
  private let narrowed: Report

  init(_ report: Report, mode: Verification.Mode, seed: UInt64) throws(VerificationError) {
    self.mode = mode
    self.seed = seed
    effort = Effort(mode, seed: seed)
    var inputSizes: [[Int]] = []
    for index in report.inputs {
      guard let shape = report.layers[index].output.value, let sizes = shape.sizes else {
        let shape = report.layers[index].output.value ?? Shape([])
        throw VerificationError(
          Diagnostic(report.graph.nodes[index].location, .sizesOpen(shape)))
      }
      inputSizes.append(sizes)
    }
    self.inputSizes = inputSizes
    narrowing = Narrowing(report.graph, report)
    do throws(Diagnostic) {
      // What is run begins at the inputs, whatever the report looks at.
      let looksAtInputs = report.sources == report.inputs.map { ValueReference(node: $0) }
      self.report =
        looksAtInputs
        ? report : try Report(of: report.graph, options: report.options, rules: report.rules)
      narrowed =
        narrowing.factor == 1
        ? self.report
        : try Report(of: narrowing.graph, options: report.options, rules: report.rules)
    } catch {
      throw VerificationError(error)
    }
  }

  func run() throws(VerificationError) -> Verification {
    var ledger = Ledger()
    do {
      let untraceable = try notFiniteWhenNarrowed(floatPass(&ledger)).union(hidingNotANumber)
      try countingPass(&ledger)
      for source in inputSizes.indices {
        for axis in 0..<max(0, inputSizes[source].count - Shape.firstSpatialDimension) {
          try fieldPasses(source: source, axis: axis, untraceable, &ledger)
        }
      }
    } catch {
      throw VerificationError(error)
    }
    return Verification(
      network: report.graph.name, mode: mode, narrowing: narrowing.factor,
      checks: ledger.merged, disagreements: ledger.disagreements)
  }

  /// Shapes, parameters really read, memory: on real numbers, at full size but in quick mode.
  /// Gives back the layers with values that aren't finite.
  private func floatPass(_ ledger: inout Ledger) throws -> Set<Int> {
    let graph = mode == .quick ? narrowing.graph : report.graph
    let claims = mode == .quick ? narrowed : report
    var measured: FloatMeasurement?
    try ledger.check(.shapes) { page in
      let run = try FloatMeasurement(graph, seed: seed)
      measured = run
      for (index, layer) in claims.layers.enumerated() {
        for (output, made) in layer.outputs.enumerated() {
          guard let shape = made.shape.value else {
            page.skip()
            continue
          }
          page.compare(
            layer.name, "output \(output)", analysed: shape,
            measured: Shape(sizes: run.sizes[index][output]))
        }
      }
    }
    guard let measured else { return [] }
    ledger.check(.parameters) { page in compareParameters(claims, measured, on: &page) }
    ledger.check(.memory) { page in
      guard case .known(let peak) = claims.total.peakActivationBytes else { return page.skip() }
      page.compare(
        nil, "bytes at once", analysed: peak,
        measured: Dim(measured.peakActivationBytes / 4 * claims.options.elementType.bytes))
    }
    ledger.check(.finite) { page in compareFiniteness(claims, measured.notFinite, on: &page) }
    return measured.notFinite
  }

  /// The layers that aren't finite in the pass that NaNs are put into; they are the same graph's in quick
  /// mode and where nothing could be narrowed.
  private func notFiniteWhenNarrowed(_ notFinite: Set<Int>) throws -> Set<Int> {
    if mode == .quick || narrowing.factor == 1 { return notFinite }
    return try FloatMeasurement(narrowing.graph, seed: seed).notFinite
  }

  /// The layers behind one that turns what is not a number into numbers.
  private var hidingNotANumber: Set<Int> {
    var hiding: Set<Int> = []
    for (index, node) in report.graph.nodes.enumerated()
    where node.operation.mayHideNotANumber
      || node.inputs.contains(where: { hiding.contains($0.node) })
    {
      hiding.insert(index)
    }
    return hiding
  }

  /// No kernel makes an infinity or a NaN out of finite values, but where that is the mathematics.
  private func compareFiniteness(
    _ claims: Report, _ notFinite: Set<Int>, on page: inout Ledger.Page
  ) {
    for (index, layer) in claims.layers.enumerated() {
      let isExcused =
        layer.inputs.contains { notFinite.contains($0.node) }
        || claims.graph.nodes[index].operation.mayLeaveTheFinite
      if notFinite.contains(index), isExcused {
        page.skip()
        continue
      }
      page.compare(
        layer.name, "", analysed: "finite values",
        measured: notFinite.contains(index) ? "an infinity or a NaN" : "finite values")
    }
  }

  private func compareParameters(
    _ claims: Report, _ measured: FloatMeasurement, on page: inout Ledger.Page
  ) {
    var unread = Known<Dim>.known(0)
    for (index, layer) in claims.layers.enumerated() {
      let operation = claims.graph.nodes[index].operation
      let tally = measured.parameters[index]
      guard case .known(let counts) = layer.parameters else {
        page.skip()
        continue
      }
      if operation.standsForOthers {
        page.skip()
        unread = unread.adding(.known(counts.weights))
        continue
      }
      let statistics = tally.runningStatistics
      let counters = statistics == 0 || !operation.hasBatchCounter ? 0 : 1
      for (kind, said, read) in [
        ("weights", counts.weights, tally.weights), ("biases", counts.biases, tally.biases),
        ("norm affine", counts.normAffine, tally.normAffine),
        ("running statistics", counts.runningStatistics, statistics + counters),
      ] where said != 0 || read != 0 {
        page.compare(layer.name, kind, analysed: said, measured: Dim(read))
      }
    }
    if case .known(let total) = claims.total.parameters {
      page.compare(
        nil, "in total", analysed: .known(total),
        measured: Known.known(Dim(measured.totalParameters.total)).adding(unread))
    }
  }

  /// MACs and FLOPs really executed.
  private func countingPass(_ ledger: inout Ledger) throws {
    let claims = mode == .quick ? narrowed : report
    var measured: OperationMeasurement?
    try ledger.check(.multiplyAccumulates) { page in
      let run = try OperationMeasurement(claims.graph)
      measured = run
      for (layer, counts) in zip(claims.layers, run.counts) {
        guard case .known(let work) = layer.work else {
          page.skip()
          continue
        }
        page.compare(
          layer.name, "", analysed: work.multiplyAccumulates,
          measured: Dim(counts.multiplyAccumulates))
      }
    }
    ledger.check(.operations) { page in
      for (layer, counts) in zip(claims.layers, measured?.counts ?? []) {
        guard case .known(let work) = layer.work,
          case .known(let operations) = work.floatingPointOperations
        else {
          page.skip()
          continue
        }
        page.compare(
          layer.name, "", analysed: operations, measured: Dim(counts.floatingPointOperations))
      }
    }
  }

  /// Fields along one axis, by footprints and by NaNs.
  private func fieldPasses(
    source: Int, axis: Int, _ untraceable: Set<Int>, _ ledger: inout Ledger
  ) throws {
    let plan = UnitPlan(narrowed, source: source, axis: axis, effort)
    let check = FieldCheck(report: narrowed, source: source, axis: axis)
    let length = inputSizes[source][axis + Shape.firstSpatialDimension]
    var claims: [(key: UnitKey, claim: FieldCheck.Claim)] = []
    var measured = SeenUnits()
    try ledger.check(.fields) { page in
      claims = check.claims(plan)
      measured = try FootprintMeasurement(
        narrowing.graph, source: source, axis: axis, plan: plan
      ).seen
      check.compareRegions(claims, measured, on: &page)
    }
    let interior = InteriorUnits(report: narrowed, source: source, axis: axis)
    ledger.check(.closedForms) { page in
      check.compareClosedForms(measured, plan, interior, length: length, on: &page)
    }
    ledger.check(.alignment) { page in
      check.compareAlignment(measured, plan, interior, length: length, on: &page)
    }
    try ledger.check(.taint) { page in
      let candidates = UnitSample.units(
        of: length, everyBelow: 0, random: effort.taintedRows, seed: seed
      ).filter { (0..<length).contains($0) }
      let rows = UnitSample.some(effort.taintedRows, of: candidates, seed: seed)
      for row in rows {
        let run = try TaintMeasurement(
          narrowing.graph, source: source, axis: axis, row: row, seed: seed, plan: plan)
        check.compareTaint(claims, run, row: row, except: untraceable, on: &page)
      }
    }
  }
}
