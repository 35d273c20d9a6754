import RFKit

/// `rfcalc solve --field`: where fields reach a size, and how often something is repeated for that.
extension SolveCommand {
  /// The first layers whose field reaches a size, or the whole image.
  func fields(_ text: String) throws(Failure) -> Outcome {
    try requireAlone(.field)
    let report = try ReportLoader(arguments: arguments, context: context).load()
    let sizes = try fieldSizes(text, in: report)
    let (found, unknown) = report.firstLayers(reaching: sizes)
    let wanted = text == "image" ? "the image" : sizes.text
    let table = Table(
      columns: [
        .left("layer"), .right("field"), .left("before", "layer before"),
        .right("fieldBefore", "its field"),
      ],
      rows: found.map { reach in
        let before = reach.before.map { report.layers[$0] }
        return [
          .text(report.layers[reach.layer].name),
          .text(report.layers[reach.layer].field.description),
          before.map { .text($0.name) } ?? Cell.none,
          before.map { .text($0.field.description) } ?? Cell.none,
        ]
      })
    var remarks: [Message] = []
    if found.isEmpty {
      let most =
        report.farthestLooking.map {
          "; \($0.name) has the largest, \($0.field.description)" as Message
        } ?? ""
      remarks.append("No field is known to reach \(wanted)\(most).")
    }
    if let unknown { remarks.append("Some fields are unknown: \(unknown).") }
    return formatting.outcome(
      of: RemarkPage(
        table, remarks, title: "\(report.title): first layers whose field reaches \(wanted)",
        schema: "rfcalc/reach/1"))
  }

  /// One for each axis of the first input.
  private func fieldSizes(_ text: String, in report: Report) throws(Failure) -> [Int] {
    let count = report.axes.first?.dimensions.count ?? 0
    if text == "image" {
      let shape = report.inputs.first.flatMap { report.layers[$0].shape.value }
      let sizes = report.axes.first?.dimensions.compactMap { shape?[$0].constant } ?? []
      if sizes.count == count, count > 0 { return sizes }
      throw .usage(
        .malformedValue(
          .field, text, expected: "a number, as the image's size is open; '--input' gives it one"))
    }
    guard let sizes = Self.sizes(text), sizes.count == 1 || sizes.count == count else {
      throw .usage(
        .malformedValue(.field, text, expected: "a size, such as 300 or 300x200, or 'image'"))
    }
    return sizes.count == 1 ? Array(repeating: sizes[0], count: count) : sizes
  }

  /// How often `n*(…)` is repeated.
  func repeats(_ text: String) throws(Failure) -> Outcome {
    if let name = arguments.operands.first { throw .usage(.bothNetworkAndLayers(name)) }
    let names = RepeatProblem.openCounts(in: text)
    if names.count > 1 {
      throw .other(
        "How often is open for \(names.map { "'\($0)'" as Message }.listed(atMost: 4)); one can be solved for.",
        .usage)
    }
    guard let target = arguments[.field], let size = Int(target), size >= 1 else {
      throw .usage(
        .missingOption(.field, why: "the size that the field of '\(names[0])' repeats is to reach"))
    }
    try requireAlone(.field)
    for option in Option.networks + [.assume, .layout]
    where arguments.has(option) && ![.layers, .input].contains(option) {
      throw .usage(
        .notWith(option, "how often '\(names[0])' repeats is asked of a plain layer string"))
    }
    let input = try InputShapes(arguments).single()
    guard let problem = RepeatProblem(text, input: input, title: "network") else {
      throw .usage(.missingOperand(.solve))
    }
    do throws(RepeatProblem.Failure) {
      return page(try problem.solve(reaching: size), of: problem, size)
    } catch {
      throw .repeats(error, problem, size)
    }
  }

  private func page(
    _ solution: RepeatProblem.Solution, of problem: RepeatProblem, _ size: Int
  ) -> Outcome {
    func row(_ count: Int, _ report: Report) -> [Cell] {
      let last = report.layers[report.layers.count - 1]
      return [
        .count(Dim(count)), .text(last.field.description), .known(report.total.parameters),
        .count(Dim(report.layers.count - report.inputs.count)),
      ]
    }
    let table = Table(
      columns: [
        .right("count", problem.name), .right("field"), .right("parameters"), .right("layers"),
      ],
      rows: (solution.before.map { [row(solution.count - 1, $0)] } ?? [])
        + [row(solution.count, solution.report)])
    let least: Message = solution.isLeast ? "" : ", as far as was looked at"
    return formatting.outcome(
      of: RemarkPage(
        table,
        [
          "\(problem.name) = \(solution.count) is the least with which the last field reaches \(Digits.grouped(size))\(least)."
        ],
        title: "How often \(problem.name)* repeats in \(problem.text)", schema: "rfcalc/repeats/1"))
  }

  /// Other questions have answers of their own.
  func requireAlone(_ option: Option) throws(Failure) {
    let others: [Option] = [
      .outputSizes, .valid, .near, .noWaste, .aligned, .symmetric, .maxMACs, .maxMemory, .field,
      .tile,
    ]
    for other in others where other != option && arguments.has(other) {
      throw .usage(.exclusive(other, option))
    }
    if option == .field, arguments.has(.at) { throw .usage(.exclusive(.at, .field)) }
  }
}

extension Failure {
  fileprivate static func repeats(
    _ error: RepeatProblem.Failure, _ problem: RepeatProblem, _ size: Int
  ) -> Failure {
    switch error {
    case .layerString(let error): .layerString(error, in: NetworkSource.Place.commandLine.name)
    case .diagnostic(let diagnostic): .diagnostic(diagnostic)
    case .notReached(let count, let own):
      .other(
        "The field never reaches \(size): with \(problem.name) = \(Digits.grouped(count)), the most that can be made, "
          + "it is \(Digits.grouped(own)).", .checkFailed)
    case .unknown(let count, let reason):
      .other("With \(problem.name) = \(count) the field is unknown: \(reason).", .badInput)
    }
  }
}

extension [Int] {
  fileprivate var text: String { map(String.init).joined(separator: "×") }
}
