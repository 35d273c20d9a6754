package import Analyses
import ConvArithmetic
package import Escaping
import LayerGraph

/// Which sizes of the input satisfy what was asked.
package struct SolvePage: Page {
  package let title: Message
  private let problem: SizeProblem
  private let solution: SizeSolution
  private let near: [Int]

  /// - Parameter near: numbers whose nearest sizes are wanted: none, one for all axes or one for each.
  package init(
    _ solution: SizeSolution, of problem: SizeProblem, title: Message, near: [Int]
  ) {
    (self.solution, self.problem, self.title, self.near) = (solution, problem, title, near)
  }

  package var body: PageBody { .table(table) }

  private var table: Table {
    var columns: [Table.Heading] = [.left("size"), .left("answer")]
    if !near.isEmpty {
      columns += [.right("below", "nearest below"), .right("above", "nearest above")]
    }
    let equations = solution.sizes.map { answer in
      answer.equations.filter(\.isShown).map(\.words)
    }
    let hasEquations = equations.contains { !$0.isEmpty }
    if hasEquations { columns.append(.left("because")) }
    return Table(
      columns: columns,
      rows: zip(solution.sizes, equations).enumerated().map { index, row in
        let (answer, equations) = row
        var cells: [Cell] = [.text(answer.symbols.joined(separator: " = ")), cell(answer)]
        if !near.isEmpty {
          let nearest = nearest(index)
          cells += [nearest.below, nearest.above].map { $0.map { .count(Dim($0)) } ?? .none }
        }
        if hasEquations {
          cells.append(equations.isEmpty ? .none : .text(equations.joined(separator: ", ")))
        }
        return cells
      })
  }

  private func cell(_ answer: SizeSolution.Answer) -> Cell {
    switch answer.set {
    case .known(let set): .text(set.words(of: answer.symbols[0]))
    case .unknown(let reason): .unknown(reason)
    }
  }

  private func nearest(_ index: Int) -> (below: Int?, above: Int?) {
    guard case .known(let set) = solution.sizes[index].set, let first = near.first else {
      return (nil, nil)
    }
    return SizeSolution.nearest(to: near.count > index ? near[index] : first, in: set)
  }

  package func conditions(_ signs: TableSigns) -> [Message] {
    sentences + others + evidence + signs.unknowns(withRemedies: true)
  }

  private var sentences: [Message] { outputs + progressions + amounts }

  /// "H 193…224 and W 193…224 give 7×7 at layer4, which puts out 2048×⌈H/32⌉×⌈W/32⌉."
  private var outputs: [Message] {
    guard let output = solution.output else { return [] }
    let name = problem.report.moduleOrLayer(output.layer)
    let batch = problem.report.graph.hasBatch ? 0 : 1
    let shape = Shape(Array(output.shape.dims.dropFirst(batch)))
    let sets = solution.sizes.map(\.set.value)
    if sets.contains(where: { $0?.isEmpty ?? true }) {
      return ["\(name) puts out \(shape)."]
    }
    let sizes = zip(solution.sizes, sets).map { answer, set -> Message in
      "\(answer.symbols.joined(separator: " = ")) \(set?.words(of: answer.symbols[0]) ?? "")"
    }
    let numbers = output.sizes.map(String.init).joined(separator: "×")
    return ["\(sizes.listed(atMost: 4)) give \(numbers) at \(name), which puts out \(shape)."]
  }

  /// "H % 16 = 12, H ≥ 188: H = 16·K + 12 with K ≥ 11."
  private var progressions: [Message] {
    solution.sizes.enumerated().compactMap { index, answer in
      guard case .known(let set) = answer.set, let only = set.stretches.first,
        set.stretches.count == 1, only.greatest == nil, let one = only.residues.congruence,
        one.modulus > 1
      else { return nil }
      let name = Self.counters[index % Self.counters.count]
      let summand = one.remainder == 0 ? "" : " + \(one.remainder)"
      return
        "\(answer.symbols.joined(separator: " = ")) = \(one.modulus)·\(name)\(summand) with \(name) ≥ \((only.least - one.remainder) / one.modulus)."
    }
  }

  private static let counters = ["K", "L", "M", "J"]

  /// "MACs: 9,408·⌈H/2⌉·⌈W/2⌉ + … ≤ 1,000,000,000."
  private var amounts: [Message] {
    var lines: [Message] = []
    for equation in solution.sizes.flatMap(\.equations) {
      let what: Message
      switch equation.origin {
      case .multiplyAccumulates: what = "MACs"
      case .memory: what = "Bytes of parameters and activations"
      case .requirement, .assumption, .output: continue
      }
      let number = equation.dim.message(under: .none, grouping: true)
      lines.append(
        "\(what): \(number) \(equation.relation.rawValue) \(Digits.grouped(equation.number)).")
    }
    return lines
  }

  private var others: [Message] {
    solution.others.isEmpty
      ? [] : ["Where also \(solution.others.map { "\($0)" as Message }.listed(atMost: 8))."]
  }

  private var evidence: [Message] {
    var lines: [Message] = solution.sizes.compactMap { answer in
      guard case .checked(let last) = answer.evidence else { return nil }
      return
        "\(answer.symbols.joined(separator: " = ")): every size up to \(Digits.grouped(last)) was looked at; larger ones may do too."
    }
    if !solution.evaluated.isEmpty {
      let sizes = solution.evaluated.map { "\(Digits.grouped($0))" as Message }
      lines.append("Checked by the whole analysis with \(sizes.listed(atMost: 16)).")
    }
    return lines
  }

  package var json: JSONValue {
    .object([
      ("schema", .string("rfcalc/sizes/1")),
      ("network", .string(problem.report.graph.name)),
      ("sizes", .array(solution.sizes.indices.map(json))),
      ("evaluated", .array(solution.evaluated.map { .integer($0) })),
      ("others", .array(solution.others.map { .string($0.description) })),
    ])
  }

  private func json(_ index: Int) -> JSONValue {
    let answer = solution.sizes[index]
    var members: [(String, JSONValue)] = [
      ("symbols", .array(answer.symbols.map { .string($0) }))
    ]
    switch answer.set {
    case .unknown(let reason):
      members += [("ranges", .null), ("unknown", .string("\(reason)"))]
    case .known(let set):
      members.append(("ranges", .array(set.stretches.map { .onLine($0.json) })))
      if !near.isEmpty {
        let nearest = nearest(index)
        members += [
          ("below", nearest.below.map { .integer($0) } ?? .null),
          ("above", nearest.above.map { .integer($0) } ?? .null),
        ]
      }
    }
    let checked: JSONValue =
      if case .checked(let last) = answer.evidence { .integer(last) } else { .null }
    members.append(("checkedUpTo", checked))
    members.append(("because", .array(answer.equations.map { .string($0.words) })))
    return .object(members)
  }
}

extension SizeSet.Stretch {
  fileprivate var json: JSONValue {
    .object([
      ("least", .integer(least)), ("greatest", greatest.map { .integer($0) } ?? .null),
      ("modulus", .integer(residues.modulus)),
      (
        "remainders",
        .array(
          residues.runs.map { .array([.integer($0.lowerBound), .integer($0.upperBound)]) })
      ),
    ])
  }
}

extension SizeSolution.Equation {
  /// "⌈H/32⌉ = 7"
  fileprivate var words: String { "\(dim) \(relation.rawValue) \(Digits.grouped(number))" }
}

extension SizeSolution.Equation {
  /// Whether a table has room for it, and it says more than the answer.
  fileprivate var isShown: Bool {
    switch origin {
    // What is about several sizes at once is long and says little.
    case .requirement: dim.symbols.count == 1 && dim != .symbol(dim.symbols[0])
    case .output: true
    case .assumption, .multiplyAccumulates, .memory: false
    }
  }
}

extension Report {
  /// The outermost module that ends with a layer, or the layer.
  package func moduleOrLayer(_ layer: Int) -> String {
    modules.first { $0.layers.last == layer }?.name ?? layers[layer].name
  }
}
