import Analyses
import ConvArithmetic
import LayerGraph

extension Report {
  /// One object for each finding, as JSONSchema.md tells.
  var findingsJSON: JSONValue {
    JSONValue.lines(findings) { finding in
      [
        ("code", .string(finding.code.rawValue)),
        ("layers", .array(finding.layers.map { .string(layers[$0].name) })),
        ("axis", finding.axis.map { .integer($0) } ?? .null),
      ] + members(of: finding)
    }
  }

  private func members(of finding: Finding) -> [(String, JSONValue)] {
    switch finding.facts {
    case .unknown(let reason): [("unknown", .string("\(reason)"))]
    case .known(.constants(let elements, let groups)):
      [("elements", .integer(elements)), ("groups", .lines(groups, \.json))]
    case .known(.covered(let sizes, let byEveryUnit, let module)):
      [
        ("sizes", .array(sizes.map { .integer($0) })), ("byEveryUnit", .boolean(byEveryUnit)),
        ("module", module.map { .string(modules[$0].name) } ?? .null),
      ]
    case .known(.unread(let unread)):
      [
        ("length", .integer(unread.length)), ("before", .integer(unread.before)),
        ("after", .integer(unread.after)), ("between", .integer(unread.between)),
      ]
    case .known(.apart(let range)): [("apart", .range(range))]
    case .known(.rates(let rates)): [("rates", .array(rates.map { .exact($0) }))]
    case .known(.share(let share)): [("share", .exact(share))]
    }
  }
}

extension Finding.ConstantGroup {
  fileprivate var json: [(String, JSONValue)] {
    [
      ("evidence", .string(evidence.rawValue)), ("tensors", .integer(tensors)),
      ("elements", .integer(elements)),
      ("largest", largest.name.isEmpty ? .null : .string(largest.name)),
    ]
  }
}
