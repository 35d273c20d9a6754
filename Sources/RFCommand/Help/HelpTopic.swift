/// What `rfcalc help` tells of besides subcommands.
enum HelpTopic: String, CaseIterable {
  case layers, findings

  /// All words that may follow `rfcalc help`.
  static let words = Subcommand.words.map(\.rawValue) + allCases.map(\.rawValue)

  var manual: Manual {
    switch self {
    case .layers: LayersTopic.manual
    case .findings: FindingsTopic.manual
    }
  }
}
