import Analyses
import ConvArithmetic
import LayerGraph
import ReferenceExecutor

extension Verifier {
  /// Fields along one axis, by footprints and by NaNs.
  func fieldPasses(
    source: Int, axis: Int, _ untraceable: Set<Int>, _ ledger: inout Ledger
  ) throws {
    let plan = UnitPlan(narrowed, source: source, axis: axis, effort)
    let check = FieldCheck(report: narrowed, source: source, axis: axis)
    let length = inputSizes[source][axis + Shape.firstSpatialDimension]
    var claims: [(key: UnitKey, claim: FieldCheck.Claim)] = []
    var measured = SeenUnits()
    var graph = narrowing.graph
    try ledger.check(.fields) { page in
      claims = check.claims(plan)
      graph = graph.until(check.lastTold(claims))
      measured = try FootprintMeasurement(
        graph, source: source, axis: axis, plan: plan,
        watcher("fields along \(check.axisName)")
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
          graph, source: source, axis: axis, row: row, seed: seed, plan: plan,
          watcher("NaN taint along \(check.axisName)"))
        check.compareTaint(claims, run, row: row, except: untraceable, on: &page)
      }
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
  fileprivate func until(_ last: Int) -> Graph {
    let last = max(last, inputs.last ?? 0)
    guard last < nodes.count - 1 else { return self }
    let end = Output(name: nodes[last].name, value: ValueReference(node: last))
    let cut = try? Graph(
      name: name, nodes: Array(nodes.prefix(last + 1)), outputs: [end], hasBatch: hasBatch)
    return cut ?? self
  }
}
