import RFKit

/// `rfcalc solve`: which sizes of the input satisfy conditions.
struct SolveCommand: Command {
  static let manual = Manual(
    arguments: "<network> <conditions>",
    abstract: "Which input sizes satisfy conditions, exactly.",
    discussion: [
      "Sizes are solved for along each axis of the input, as ranges and remainders: 193…224, H % 16 = 0. Conditions "
        + "combine. Where one is about all axes together, as work and memory are, images have equal sizes; --input "
        + "3xHx224 gives one of them. Answers hold for all sizes; where that can't be shown it is said up to which size "
        + "they were looked at, or why they are unknown. Sizes next to each end are put through the whole analysis.",
      "",
      "--field asks for the first layers that see so much, --field image that see the whole image; of a layer string with "
        + "a name in place of a count, how often that is repeated. --tile asks how an image is cut into tiles that overlap, "
        + "so that what the network makes of them, put together, is what it makes of the whole.",
    ],
    examples: [
      "rfcalc solve resnet50 --output 7x7",
      "rfcalc solve unet-padded --valid --near 1000",
      "rfcalc solve mobilenet_v2 --max-macs 1G",
      "rfcalc solve --layers \"n*i(conv2d{2^i})\" --field 16000",
      "rfcalc solve unet-padded --tile 512 --input 1x4000x4000",
    ],
    positionals: [Manual.network],
    options: Option.networks + Option.tables + [
      .assume, .layout, .at, .outputSizes, .valid, .near, .noWaste, .aligned, .symmetric, .maxMACs,
      .maxMemory, .field, .tile,
    ])

  let arguments: Arguments
  let context: Context

  func run() throws(Failure) -> Outcome {
    if let text = arguments[.layers], !RepeatProblem.openCounts(in: text).isEmpty {
      return try repeats(text)
    }
    if let text = arguments[.field] { return try fields(text) }
    if let text = arguments[.tile] { return try tiles(text) }
    let conditions = try conditions()
    let near = try near()
    let problem = try SizeLoader(arguments: arguments, context: context).problem()
    if near.count > 1, near.count != problem.symbols.count {
      throw .usage(
        .malformedValue(
          .near, arguments[.near] ?? "",
          expected: "one number, or one for each of \(problem.symbols.listed(atMost: 4))"))
    }
    let solution: SizeSolution
    do throws(SizeQuestionError) { solution = try problem.solve(conditions) } catch {
      throw .sizes(error, problem.report)
    }
    return formatting.outcome(
      of: SolvePage(
        solution, of: problem, title: "\(problem.report.title): sizes with which it \(words)",
        near: near))
  }

  private func conditions() throws(Failure) -> [SizeCondition] {
    var conditions: [SizeCondition] = []
    if let text = arguments[.outputSizes] {
      guard let sizes = Self.sizes(text) else {
        throw .usage(.malformedValue(.outputSizes, text, expected: "sizes such as 7x7"))
      }
      conditions.append(.output(sizes, of: arguments[.at]))
    } else if arguments.has(.at) {
      throw .usage(.needs(.at, .outputSizes))
    }
    if arguments.has(.valid) { conditions.append(.valid) }
    if arguments.has(.noWaste) { conditions.append(.noWaste) }
    if arguments.has(.aligned) { conditions.append(.aligned) }
    if arguments.has(.symmetric) { conditions.append(.symmetric) }
    if let most = try amount(.maxMACs) { conditions.append(.maximumMultiplyAccumulates(most)) }
    if let most = try amount(.maxMemory) { conditions.append(.maximumMemory(most)) }
    if conditions.isEmpty, !arguments.has(.near) {
      throw .usage(.missingOption(.valid, why: "or another condition that sizes are to satisfy"))
    }
    return conditions.isEmpty ? [.valid] : conditions
  }

  /// In words that follow "for which the network".
  private var words: Message {
    var words: [Message] = []
    if let sizes = arguments[.outputSizes] { words.append("puts out \(sizes)") }
    if arguments.has(.noWaste) { words.append("reads every position") }
    if arguments.has(.aligned) { words.append("has its branches aligned") }
    if arguments.has(.symmetric) { words.append("pads equally") }
    if let most = arguments[.maxMACs] { words.append("takes at most \(most) MACs") }
    if let most = arguments[.maxMemory] { words.append("takes at most \(most) bytes") }
    return words.isEmpty ? "can be run" : words.listed(atMost: 8)
  }

  static func sizes(_ text: String) -> [Int]? {
    var sizes: [Int] = []
    for part in text.split(omittingEmptySubsequences: false, whereSeparator: { "x×".contains($0) })
    {
      guard let size = Int(part), size >= 1, part.first != "+" else { return nil }
      sizes.append(size)
    }
    return sizes.isEmpty ? nil : sizes
  }

  private func near() throws(Failure) -> [Int] {
    guard let text = arguments[.near] else { return [] }
    if let sizes = Self.sizes(text) { return sizes }
    throw .usage(.malformedValue(.near, text, expected: "a size, such as 512 or 480x640"))
  }

  private func amount(_ option: Option) throws(Failure) -> Int? {
    guard let text = arguments[option] else { return nil }
    if let amount = Int(text) ?? MemoryBudget(parsing: text)?.bytes, amount >= 0 { return amount }
    throw .usage(
      .malformedValue(
        option, text,
        expected: "a number with a unit, such as 1G or 600M; the units are "
          + "K, M, G, T and Ki, Mi, Gi, Ti"))
  }
}
