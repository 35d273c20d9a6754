import Analyses
import ConvArithmetic
import LayerGraph
import ReferenceExecutor

extension Verifier {
  /// Fields along every axis of an input, by footprints and by NaNs.
  /// - Parameter untraceable: the layers that NaNs tell nothing of; nil where that is not known.
  func fieldPasses(source: Int, _ untraceable: Set<Int>?, _ ledger: inout Ledger) {
    let lengths = narrowed.axes[source].dimensions.map { inputSizes[source][$0] }
    if lengths.isEmpty {
      for quantity in [Quantity.fields, .closedForms, .alignment, .taint] {
        ledger.check(quantity) { _ in }
      }
      return
    }
    let regions = RegionPass(report: narrowed, source: source)
    var views = lengths.indices.map {
      FieldView(
        FieldCheck(regions, report: narrowed, source: source, axis: $0),
        UnitPlan(narrowed, source: source, axis: $0, effort))
    }
    ledger.check(.fields) { page in
      for axis in views.indices { views[axis].claim(effort, on: &page) }
    }
    let measured = footprintPass(views, lengths, &ledger)
    let interior = InteriorUnits(report: narrowed, source: source)
    for (axis, view) in views.enumerated() {
      if let measured {
        ledger.check(.closedForms) { page in
          view.check.compareClosedForms(
            measured.seen[axis], measured.cells[axis], view.plan, interior, on: &page)
        }
      }
      compareAlignment(view.check, &ledger)
      taintPasses(view, length: lengths[axis], untraceable, &ledger)
      if !view.hasEveryUnit { ledger.hasEveryUnit = false }
      if let sample = view.sample(measured?.cells[axis]) { ledger.samples.append(sample) }
    }
  }

  /// What units depend on along all axes of an input; nil where that could not be measured.
  private func footprintPass(
    _ views: [FieldView], _ lengths: [Int], _ ledger: inout Ledger
  ) -> FootprintMeasurement? {
    let source = views[0].check.source
    let last = views.map(\.lastTold).max() ?? 0
    let graph = narrowing.graph.until(last)
    let pass = "fields along \(views.map(\.check.axisName).joined(separator: " and "))"
    let cells = CellPlan(
      lengths, claims: views.map(\.claims),
      seconds: { kind in
        PassNeed(graph, narrowed, kind).seconds
      }, effort
    ).cells
    let count = cells.reduce(0) { $0 + $1.count }
    let wide = PassNeed(
      graph, narrowed, .footprints, runs: (count - 1) / Footprint.span + 1)
    let narrow = PassNeed(
      graph, narrowed, .narrowFootprints, runs: (count - 1) / NarrowFootprint.span + 1)
    let isNarrow = narrow.seconds < wide.seconds || ledger.budget.refusal(wide) != nil
    let marks: any Footmark.Type = isNarrow ? NarrowFootprint.self : Footprint.self
    return ledger.attempt(pass, for: [.fields, .closedForms], isNarrow ? narrow : wide) { ledger in
      try ledger.check(.fields) { page in
        let run = try FootprintMeasurement(
          with: marks, graph, source: source, dimensions: narrowed.axes[source].dimensions,
          cells: cells, plans: views.map(\.plan), watcher(pass))
        for (axis, view) in views.enumerated() {
          view.check.compareRegions(view.claims, run.seen[axis], cells[axis], on: &page)
        }
        return run
      }
    }
  }

  /// NaNs in rows of the image along one axis.
  private func taintPasses(
    _ view: FieldView, length: Int, _ untraceable: Set<Int>?, _ ledger: inout Ledger
  ) {
    let pass = "NaN taint along \(view.check.axisName)"
    let graph = narrowing.graph.until(view.lastTold)
    let seconds = PassNeed(graph, narrowed, .real).seconds
    let count = max(1, min(effort.taintedRows, Int(min(effort.taintSeconds / seconds, 1e9))))
    let candidates = UnitSample.units(
      of: length, everyBelow: 0, random: effort.taintedRows, seed: seed
    ).filter { (0..<length).contains($0) }
    let rows = UnitSample.some(count, of: candidates, seed: seed)
    guard let untraceable else {
      ledger.leaveOut(pass, [.taint], "without a pass of real numbers, none can tell their NaNs")
      return
    }
    ledger.attempt(
      pass, for: [.taint], PassNeed(graph, narrowed, .real, runs: rows.count)
    ) { ledger in
      try ledger.check(.taint) { page in
        for row in rows {
          let run = try TaintMeasurement(
            graph, source: view.check.source,
            dimension: narrowed.axes[view.check.source].dimensions[view.check.axis], row: row,
            seed: seed, plan: view.plan, watcher(pass))
          view.check.compareTaint(view.claims, run, row: row, except: untraceable, on: &page)
        }
      }
    }
  }

  /// The layers that aren't finite in the pass that NaNs are put into; they are the same graph's in quick
  /// mode and where nothing could be narrowed. Nil where no pass could tell.
  func notFiniteWhenNarrowed(_ notFinite: Set<Int>?, _ ledger: inout Ledger) -> Set<Int>? {
    if mode == .quick || narrowing.factor == 1 { return notFinite }
    let pass = "real numbers in fewer channels"
    return ledger.attempt(pass, for: [.taint], PassNeed(narrowing.graph, narrowed, .real)) { _ in
      try FloatMeasurement(narrowing.graph, seed: seed, watcher(pass)).notFinite
    }
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
