/// What came of holding a report against real forward passes.
public struct Verdict: Hashable, Sendable {
  /// The network's name.
  public let network: String
  public let mode: Mode
  /// What channel counts were divided by in the runs for fields, which do not need them, and in quick mode
  /// in all runs, rounding up and down to no fewer than two; 1 when nothing was.
  public let narrowing: Int
  /// Whether attention had fewer heads in these runs: the fewest above one that divide its width there.
  public let hasFewerHeads: Bool
  /// One for each kind of comparison, in the order in which they were made.
  public let checks: [Check]
  /// The passes that were not run, or not to their end.
  public let passesLeftOut: [PassLeftOut]
  /// Where fields were not looked at in every layer and at every position by itself.
  public let samples: [FieldSample]
  /// Whether fields were looked at in every unit of every layer that says something of them.
  public let hasEveryUnit: Bool
  /// Every value that differs. Nothing is averaged away.
  public let disagreements: [Disagreement]

  /// Whether everything that was compared agrees, and something was.
  public var holds: Bool { disagreements.isEmpty && !isEmpty }

  /// Whether the network was not run: nothing was compared but, at most, what is measured on other images.
  public var isEmpty: Bool {
    checks.allSatisfy { $0.compared == 0 || $0.quantity == .alignment }
  }

  /// The kinds of which nothing could be compared, so that they neither agree nor differ.
  public var notCompared: [Quantity] { checks.filter { $0.compared == 0 }.map(\.quantity) }

  /// How much is run.
  public enum Mode: String, Hashable, Sendable, CaseIterable {
    /// The passes for values and operations are narrowed too, and fewer units are looked at.
    case quick
    /// These two at full size; corners, centre and some random units, and every unit of small maps.
    case standard
    /// As standard, with every unit of every map, up to 65,536 along an axis.
    case full

    /// How many inputs fields are looked at on, from the first on: each takes passes of its own through all
    /// layers, and a file can have as many inputs as layers.
    package func inputs(ofLayers layers: Int) -> Int {
      let steps: Int
      switch self {
      case .quick: steps = 1 << 16
      case .standard: steps = 1 << 19
      case .full: return .max
      }
      return max(1, steps / max(1, layers))
    }
  }
}

/// A pass that could not be run.
public struct PassLeftOut: Hashable, Sendable {
  /// What the network would have been run for: "fields along height".
  public let pass: String
  /// What it would have been held against.
  public let quantities: [Quantity]
  /// What the pass would have needed, or the error that ended it.
  public let reason: String
}

/// How much of the fields along an axis was looked at.
public struct FieldSample: Hashable, Sendable {
  /// "length", "input 1 height"
  public let axis: String
  /// In how many of the layers that say something of it.
  public let layers: Int
  /// Of how many.
  public let allLayers: Int
  /// How many positions were told from all others; the rest in runs.
  public let positions: Int
  /// Of how many.
  public let allPositions: Int
}
