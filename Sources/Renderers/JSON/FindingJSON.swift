import Analyses
import ConvArithmetic
import LayerGraph

extension Report {
  /// One object for each finding, as JSONSchema.md tells.
  var findingsJSON: JSONValue { json(findings) }

  func json(_ findings: [Finding]) -> JSONValue {
    let words = FindingWords(report: self)
    return JSONValue.lines(findings) { finding in
      [
        ("code", .string(finding.code.rawValue)),
        ("layers", .array(finding.layers.map { .string(layers[$0].name) })),
        ("axis", finding.axis.map { .integer($0) } ?? .null),
      ] + members(of: finding) + [
        ("text", words.sentence(finding).map { .string("\($0)") } ?? .null),
        ("remedy", .string(finding.code.remedy)),
      ]
    }
  }

  private func members(of finding: Finding) -> [(String, JSONValue)] {
    switch finding.facts {
    case .unknown(let reason): [("unknown", .string("\(reason)"))]
    case .known(let facts): members(of: facts)
    }
  }

  private func members(of facts: Finding.Facts) -> [(String, JSONValue)] {
    switch facts {
    case .constants(let elements, let groups):
      [("elements", .integer(elements)), ("groups", .lines(groups, \.json))]
    case .covered(let covered): members(of: covered)
    case .below(let field, let sizes):
      [
        ("field", .array(field.map { .integer($0) })),
        ("sizes", .array(sizes.map { .integer($0) })),
      ]
    case .unread(let unread):
      [
        ("length", .integer(unread.length)), ("before", .integer(unread.before)),
        ("after", .integer(unread.after)), ("between", .integer(unread.between)),
      ]
    case .apart(let apart):
      [
        ("apart", .range(apart.pixels)), ("paths", .lines(apart.paths, members)),
        ("shift", apart.shift.map { .integer($0) } ?? .null),
      ]
    case .rates(let rates): [("rates", .array(rates.map { .exact($0) }))]
    case .pattern(let period, let share):
      [("period", period.map { .integer($0) } ?? .null), ("share", .exact(share))]
    case .dropped(let share): [("dropped", .exact(share))]
    case .overlaps(let overlaps): [("overlaps", .array(overlaps.map { .integer($0) }))]
    case .even(let extent, let padding):
      [("extent", .integer(extent)), ("padding", .integer(padding))]
    case .padding(let before, let after):
      [("unitsBefore", .integer(before)), ("unitsAfter", .integer(after))]
    case .parameters(let count): [("parameters", .dim(count.restoring(options.assumptions)))]
    case .heavy(let count, let share): [("parameters", .integer(count)), ("share", .exact(share))]
    case .offsets(let before, let stride):
      [
        ("least", .integer(before.lowerBound)), ("greatest", .integer(before.upperBound)),
        ("stride", .integer(stride)),
      ]
    }
  }

  private func members(of covered: Finding.Covered) -> [(String, JSONValue)] {
    [
      ("sizes", .array(covered.sizes.map { .integer($0) })),
      ("byEveryUnit", .boolean(covered.byEveryUnit)),
      ("module", covered.module.map { .string(modules[$0].name) } ?? .null),
      ("unproductive", .array(covered.unproductive.map { .string(layers[$0].name) })),
      (
        "stages",
        .lines(covered.stages) { stage in
          [
            ("layers", .array(stage.layers.map { .string(layers[$0].name) })),
            ("least", .integer(stage.sizes.lowerBound)),
            ("greatest", .integer(stage.sizes.upperBound)),
          ]
        }
      ),
    ]
  }

  private func members(of path: Finding.Path) -> [(String, JSONValue)] {
    [
      ("layer", .string(layers[path.layer].name)),
      ("start", path.start.map { .range($0) } ?? .null),
      ("jump", path.jump.map { .exact($0) } ?? .null),
    ]
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
