/// What rfcalc can be asked to do. The first word of the command line chooses; without one of these
/// words it names a network.
enum Subcommand: String, CaseIterable, Hashable {
  /// Not a word on the command line: `rfcalc resnet50`.
  case network
  case region, explain, solve, verify, docs, models, formats, help

  /// The words that choose one.
  static let words = allCases.filter { $0 != .network }

  static func named(_ word: String) -> Subcommand? { words.first { $0.rawValue == word } }

  /// How it is called.
  var command: String { self == .network ? "rfcalc" : "rfcalc \(rawValue)" }

  /// Who does it.
  var type: any Command.Type {
    switch self {
    case .network: NetworkCommand.self
    case .region: RegionCommand.self
    case .explain: ExplainCommand.self
    case .solve: SolveCommand.self
    case .verify: VerifyCommand.self
    case .docs: DocsCommand.self
    case .models: ModelsCommand.self
    case .formats: FormatsCommand.self
    case .help: HelpCommand.self
    }
  }

  var manual: Manual { type.manual }

  func takes(_ option: Option) -> Bool {
    manual.options.contains(option) || Option.everywhere.contains(option)
  }
}
