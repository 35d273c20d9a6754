import RFKit

extension Verdict {
  /// One line for each kind of comparison.
  /// - Parameter inWords: whether it is said that nothing was compared; else that is a 0.
  func table(withSeconds: Bool, inWords: Bool) -> Table {
    var columns: [Table.Heading] = [
      .left("check", "what the report says"),
      .left("against", "held against"),
      .right("compared"),
      .right("leftOut", "left out"),
      .right("differ"),
    ]
    if withSeconds {
      columns.append(.right("seconds"))
    }
    return Table(
      columns: columns,
      rows: checks.map { check in
        let isNone = check.compared == 0
        return [
          .text(check.quantity.rawValue), .text(check.quantity.measurement),
          isNone && inWords ? .text(silence(of: check.quantity)) : .count(Dim(check.compared)),
          .count(Dim(check.omitted)),
          isNone ? .none : .count(Dim(differing(check.quantity))),
        ] + (withSeconds ? [.text(check.seconds.hundredths)] : [])
      })
  }

  private func silence(of quantity: Quantity) -> String {
    isLeftOut(quantity) ? "not run" : "nothing to compare"
  }

  private func isLeftOut(_ quantity: Quantity) -> Bool {
    passesLeftOut.contains { $0.quantities.contains(quantity) }
  }

  private func differing(_ quantity: Quantity) -> Int {
    disagreements.count { $0.quantity == quantity }
  }

  /// What came of the runs, and what they were.
  var summary: String {
    let count = disagreements.count
    let agreement =
      notCompared.isEmpty ? "Everything agrees." : "Everything that was compared agrees."
    let differing = "\(count) \(count == 1 ? "value differs" : "values differ")."
    let verdict = isEmpty ? "Nothing was compared." : holds ? agreement : differing
    let units = mode == .full && hasEveryUnit
    return
      ([verdict] + silence + width + samples.map(\.text)
      + (units ? ["Every unit was looked at."] : []))
      .joined(separator: " ")
  }

  /// What neither agrees nor differs.
  private var silence: [String] {
    let silent = notCompared.filter { !isLeftOut($0) }.map(\.rawValue)
    let missing = notCompared.filter(isLeftOut).map(\.rawValue)
    return [
      silent.isEmpty ? nil : "There was nothing to compare for \(silent.listed(atMost: .max)).",
      missing.isEmpty ? nil : "Not run: \(missing.listed(atMost: .max)).",
    ].compactMap { $0 }
  }

  /// The passes that were not run, one line for each, with the reason.
  var leftOutPasses: [String] {
    passesLeftOut.map { pass in
      let names = pass.quantities.map(\.rawValue)
      return "\(pass.pass) (\(names.joined(separator: ", "))) left out: \(pass.reason)"
    }
  }

  private var width: [String] {
    if narrowing == 1 { return [] }
    let runs = mode == .quick ? "Everything was" : "Fields were"
    let heads = hasFewerHeads ? " Attention had fewer heads there." : ""
    return ["\(runs) measured with 1/\(narrowing) of the channels, but no fewer than two.\(heads)"]
  }

  /// Why comparisons were left out, one line for each kind and reason.
  var omissions: [String] {
    checks.flatMap { check in
      Omission.allCases.compactMap { reason in
        check.leftOut[reason].map {
          "\(check.quantity.rawValue): \($0) left out: \(reason.rawValue)"
        }
      }
    }
  }

  /// Everything there is, with all disagreements.
  func json(withSeconds: Bool) -> JSONValue {
    .object([
      ("schema", .string("rfcalc/verification/1")), ("network", .string(network)),
      ("mode", .string(mode.rawValue)), ("channelsDividedBy", .integer(narrowing)),
      ("hasFewerHeads", .boolean(hasFewerHeads)),
      ("agrees", .boolean(holds)),
      ("notCompared", .array(notCompared.map { .string($0.rawValue) })),
      (
        "passesLeftOut",
        .array(
          passesLeftOut.map { pass in
            .object([
              ("pass", .string(pass.pass)),
              ("checks", .array(pass.quantities.map { .string($0.rawValue) })),
              ("reason", .string(pass.reason)),
            ])
          })
      ),
      ("samples", .array(samples.map(\.json))),
      ("checks", .array(checks.map { json($0, withSeconds: withSeconds) })),
      ("disagreements", .array(disagreements.map(\.json))),
    ])
  }

  private func json(_ check: Check, withSeconds: Bool) -> JSONValue {
    let leftOut = Omission.allCases.compactMap { reason in
      check.leftOut[reason].map { (reason.rawValue, JSONValue.integer($0)) }
    }
    let seconds = ("seconds", JSONValue.number((check.seconds * 1000).rounded() / 1000))
    return .object(
      [
        ("check", .string(check.quantity.rawValue)),
        ("against", .string(check.quantity.measurement)),
        ("compared", .integer(check.compared)), ("leftOut", .object(leftOut)),
        ("differ", .integer(differing(check.quantity))),
      ] + (withSeconds ? [seconds] : []))
  }
}

extension FieldSample {
  /// "Along length, fields of 65 of 10,001 layers were looked at, and 24 of 200,001 positions one by one,
  /// the others in runs."
  fileprivate var text: String {
    var parts: [String] = []
    if layers < allLayers {
      parts.append("fields of \(Digits.grouped(layers)) of \(Digits.grouped(allLayers)) layers")
    }
    if positions < allPositions {
      parts.append(
        "\(Digits.grouped(positions)) of \(Digits.grouped(allPositions)) positions one by one, "
          + "the others in runs")
    }
    return "Looked at along \(axis): \(parts.joined(separator: "; "))."
  }

  fileprivate var json: JSONValue {
    .object([
      ("axis", .string(axis)), ("layers", .integer(layers)), ("allLayers", .integer(allLayers)),
      ("positions", .integer(positions)), ("allPositions", .integer(allPositions)),
    ])
  }
}

extension Disagreement {
  fileprivate var json: JSONValue {
    .object([
      ("check", .string(quantity.rawValue)),
      ("layer", layer.map { .string($0) } ?? .null), ("detail", .string(detail)),
      ("report", .string(analysed)), ("measured", .string(measured)),
    ])
  }
}

extension Quantity {
  fileprivate var measurement: String {
    switch self {
    case .shapes: "tensors produced by a Float pass"
    case .parameters: "elements that kernels read"
    case .multiplyAccumulates: "multiply-accumulates executed"
    case .operations: "operations executed"
    case .fields: "footprints of units, holes included"
    case .closedForms: "footprints of units inside"
    case .alignment: "a ramp put through each branch"
    case .taint: "NaNs put into rows of the image"
    case .memory: "the executor's high-water mark"
    case .finite: "values of the Float pass"
    }
  }
}

extension Double {
  /// Two decimals, without Foundation.
  fileprivate var hundredths: String {
    let count = Int(self * 100 + 0.5)
    let rest = count % 100
    return "\(count / 100).\(rest < 10 ? "0" : "")\(rest)"
  }
}
