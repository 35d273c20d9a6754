import Analyses
import ConvArithmetic
import LayerGraph
import ReferenceExecutor

extension Verifier {
  /// Fields along every axis of an input, by footprints and by NaNs.
  func fieldPasses(
    source: Int, _ untraceable: Set<Int>, _ ledger: inout Ledger
  ) throws {
    let lengths = Array(inputSizes[source].dropFirst(Shape.firstSpatialDimension))
    if lengths.isEmpty {
      for quantity in [Quantity.fields, .closedForms, .alignment, .taint] {
        ledger.check(quantity) { _ in }
      }
      return
    }
    let regions = RegionPass(report: narrowed, source: source)
    let checks = lengths.indices.map {
      FieldCheck(regions, report: narrowed, source: source, axis: $0)
    }
    let plans = lengths.indices.map { UnitPlan(narrowed, source: source, axis: $0, effort) }
    var claims: [[(key: UnitKey, claim: FieldCheck.Claim)]] = []
    var measured: [SeenUnits] = []
    try ledger.check(.fields) { page in
      claims = zip(checks, plans).map { $0.claims($1) }
      let last = zip(checks, claims).map { $0.lastTold($1) }.max() ?? 0
      let names = checks.map(\.axisName).joined(separator: " and ")
      measured = try FootprintMeasurement(
        narrowing.graph.until(last), source: source, lengths: lengths, plans: plans,
        watcher("fields along \(names)")
      ).seen
      for (axis, check) in checks.enumerated() {
        check.compareRegions(claims[axis], measured[axis], on: &page)
      }
    }
    for (axis, check) in checks.enumerated() {
      let interior = InteriorUnits(report: narrowed, source: source, axis: axis)
      let (plan, length) = (plans[axis], lengths[axis])
      ledger.check(.closedForms) { page in
        check.compareClosedForms(measured[axis], plan, interior, length: length, on: &page)
      }
      ledger.check(.alignment) { page in compareAlignment(check, on: &page) }
      try ledger.check(.taint) { page in
        try taintPasses(check, claims[axis], plan, length: length, untraceable, on: &page)
      }
    }
  }

  /// NaNs in rows of the image along one axis.
  private func taintPasses(
    _ check: FieldCheck, _ claims: [(key: UnitKey, claim: FieldCheck.Claim)], _ plan: UnitPlan,
    length: Int, _ untraceable: Set<Int>, on page: inout Ledger.Page
  ) throws {
    let graph = narrowing.graph.until(check.lastTold(claims))
    let candidates = UnitSample.units(
      of: length, everyBelow: 0, random: effort.taintedRows, seed: seed
    ).filter { (0..<length).contains($0) }
    for row in UnitSample.some(effort.taintedRows, of: candidates, seed: seed) {
      let run = try TaintMeasurement(
        graph, source: check.source, axis: check.axis, row: row, seed: seed, plan: plan,
        watcher("NaN taint along \(check.axisName)"))
      check.compareTaint(claims, run, row: row, except: untraceable, on: &page)
    }
  }

  /// The layers that aren't finite in the pass that NaNs are put into; they are the same graph's in quick
  /// mode and where nothing could be narrowed.
  func notFiniteWhenNarrowed(_ notFinite: Set<Int>) throws -> Set<Int> {
    if mode == .quick || narrowing.factor == 1 { return notFinite }
    return try FloatMeasurement(narrowing.graph, seed: seed, watcher("NaN taint")).notFinite
  }

  /// The layers behind one that turns what is not a number into numbers.
  var hidingNotANumber: Set<Int> {
    var hiding: Set<Int> = []
    for (index, node) in report.graph.nodes.enumerated()
    where node.operation.mayHideNotANumber
      || node.inputs.contains(where: { hiding.contains($0.node) })
    {
      hiding.insert(index)
    }
    return hiding
  }
}

extension FieldCheck {
  /// The last layer of whose units the report says anything; what comes after need not be run.
  fileprivate func lastTold(_ claims: [(key: UnitKey, claim: Claim)]) -> Int {
    let claimed = claims.lazy.reversed().first { claim in
      if case .failure(.undetermined) = claim.claim { false } else { true }
    }
    let inClosedForm = report.layers.indices.last { index in
      report.layers[index].outputs.contains { output in
        guard output.fields[source].axes.indices.contains(axis) else { return false }
        if case .known? = output.fields[source].axes[axis].local { return true }
        return false
      }
    }
    return max(claimed?.key.value.node ?? 0, inClosedForm ?? 0)
  }
}

extension Graph {
  /// The layers up to this one, and all inputs; the whole where it can't be cut.
  func until(_ last: Int) -> Graph {
    let last = max(last, inputs.last ?? 0)
    guard last < nodes.count - 1 else { return self }
    let end = Output(name: nodes[last].name, value: ValueReference(node: last))
    let cut = try? Graph(
      name: name, nodes: Array(nodes.prefix(last + 1)), outputs: [end], hasBatch: hasBatch,
      elementType: elementType)
    return cut ?? self
  }
}
