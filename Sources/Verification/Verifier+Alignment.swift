import Analyses
import ConvArithmetic
import LayerGraph
import ReferenceExecutor

extension Verifier {
  /// Where branches meet: the centres of units of every phase.
  ///
  /// Units inside are had by a longer image. It is as short as can be along other axes, as these don't
  /// matter here. Layers of which the report says something else there, because a size is fixed, are
  /// measured on the image itself.
  func compareAlignment(_ check: FieldCheck, _ ledger: inout Ledger) {
    let pass = "centres along \(check.axisName)"
    var trials = Trials(ledger.budget)
    ledger.check(.alignment) { page in compareAlignment(check, watcher(pass), &trials, on: &page) }
    ledger.budget = trials.budget
    if let reason = trials.reason { ledger.leaveOut(pass, [.alignment], reason) }
  }

  private func compareAlignment(
    _ check: FieldCheck, _ watch: (Int) -> Void, _ trials: inout Trials,
    on page: inout Ledger.Page
  ) {
    let (source, axis) = (check.source, check.axis)
    var meetings = Meeting.all(in: narrowed, source: source, axis: axis)
    if meetings.isEmpty { return }
    let own = CentrePass(narrowed, source: source, axis: axis)
    let followed = own.followedValues()
    meetings.removeAll { meeting in
      if followed.contains(meeting.value) { return false }
      meeting.leaveOut(own, on: &page)
      return true
    }
    guard let last = meetings.last?.layer else { return }
    let stretching = Stretching(
      narrowed, source: source, axis: axis, layers: meetings.map(\.layer))
    for long in stretching.candidates(until: last) {
      let longPass = CentrePass(long, source: source, axis: axis)
      guard let measured = trials.measurement(longPass, watch) else { continue }
      let inside = longPass.interiorUnits()
      meetings.removeAll { meeting in
        guard let field = own.field(of: meeting.value), longPass.field(of: meeting.value) == field,
          !meeting.isSilent(measured, inside)
        else { return false }
        meeting.compare(field, measured, check, on: &page)
        return true
      }
      break
    }
    if meetings.isEmpty { return trials.forget() }
    guard let measured = trials.measurement(own, watch) else {
      for _ in meetings { page.leaveOut(.passNotRun) }
      return
    }
    for meeting in meetings {
      guard let field = own.field(of: meeting.value) else { continue }
      meeting.compare(field, measured, check, on: &page)
    }
    trials.forget()
  }
}

/// Passes for centres that are tried on one image after another.
private struct Trials {
  private(set) var budget: PassBudget
  /// Why the last of them was not run, or not to its end.
  private(set) var reason: String?

  init(_ budget: PassBudget) { self.budget = budget }

  mutating func measurement(_ pass: CentrePass, _ watch: (Int) -> Void) -> CentreMeasurement? {
    let need = PassNeed(pass.report.graph, pass.report, .centroids)
    reason = budget.refusal(need)
    if reason != nil { return nil }
    budget.take(need)
    do { return try CentreMeasurement(pass, watch) } catch {
      reason = "\(error)"
      return nil
    }
  }

  /// Another image has told all.
  mutating func forget() { reason = nil }
}

/// A layer in which branches meet.
private struct Meeting {
  let layer: Int

  var value: ValueReference { ValueReference(node: layer) }

  /// The layers that read two inputs or more of which each sees a part of the axis that moves with the
  /// unit, or what no closed form tells.
  static func all(in report: Report, source: Int, axis: Int) -> [Meeting] {
    let pass = CentrePass(report, source: source, axis: axis)
    return report.layers.indices.compactMap { index in
      guard report.layers[index].inputs.count > 1, pass.branches(of: index) > 1,
        pass.field(of: ValueReference(node: index)) != nil
      else { return nil }
      return Meeting(layer: index)
    }
  }

  /// Where there is no closed form, or none that can be measured.
  func leaveOut(_ pass: CentrePass, on page: inout Ledger.Page) {
    guard pass.dimension(of: value) != nil,
      let centres = pass.field(of: value)?.local?.value?.centres.value
    else { return page.leaveOut(.unknown) }
    for _ in 0..<centres.period { page.leaveOut(.notFollowed) }
  }

  /// Whether units inside have read nothing, because the image is too short along another axis.
  func isSilent(_ measured: CentreMeasurement, _ inside: [ValueReference: [Bool]]) -> Bool {
    measured.inside[value] != inside[value]
  }

  /// Every unit that meets no border must sample where the closed form says; that is one comparison for
  /// each phase.
  func compare(
    _ field: AxisField, _ measured: CentreMeasurement, _ check: FieldCheck,
    on page: inout Ledger.Page
  ) {
    guard let centres = field.local?.value?.centres.value, let inside = measured.inside[value],
      let line = measured.lines[value]
    else { return page.leaveOut(.notFollowed) }
    for phase in 0..<centres.period {
      let units = stride(from: phase, to: line.count, by: centres.period).filter { inside[$0] }
      guard let first = units.first else {
        page.leaveOut(.atBorders)
        continue
      }
      let differing = units.first { !line[$0].agrees(with: centres, at: $0) }
      let unit = differing ?? first
      let said = Centroid.text(centres, at: unit)
      page.compare(
        check.report.layers[layer].name, "\(check.axisName) unit \(unit)", analysed: said,
        measured: differing == nil ? said : line[unit].text)
    }
  }
}

extension Centroid {
  /// Doubles that were added up are off by less; so are centres that a report rounds, by its word.
  private static let tolerance = 1e-6

  fileprivate func agrees(with centres: CentreMap, at unit: Int) -> Bool {
    guard let said = try? centres.centre(of: unit) else { return mass == 0 }
    let allowed = Self.tolerance + centres.precision.value
    return mass != 0 && abs(least - said.least.value) <= allowed
      && abs(greatest - said.greatest.value) <= allowed
  }

  fileprivate static func text(_ centres: CentreMap, at unit: Int) -> String {
    guard let said = try? centres.centre(of: unit) else { return "no centre" }
    return text(said.least.value, said.greatest.value)
  }

  fileprivate var text: String { mass == 0 ? "no centre" : Self.text(least, greatest) }

  private static func text(_ least: Double, _ greatest: Double) -> String {
    let (low, high) = (short(least), short(greatest))
    return low == high ? "centre \(low)" : "centres from \(low) to \(high)"
  }

  private static func short(_ value: Double) -> String {
    let rounded = (value * 1e4).rounded() / 1e4
    return rounded == rounded.rounded() && abs(rounded) < 1e15
      ? "\(Int(rounded))" : "\(rounded)"
  }
}

extension Rational {
  fileprivate var value: Double { Double(numerator) / Double(denominator) }
}
