public import Escaping

/// What came of holding a report against real forward passes.
public struct Verification: Hashable, Sendable {
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
  public let reason: String
}

/// How much of the fields along an axis was looked at.
public struct FieldSample: Hashable, Sendable {
  /// "length", "input 1 height"
  public let axis: String
  /// In how many of the layers that say something of it.
  public let layers: Int
  public let allLayers: Int
  /// How many positions were told from all others; the rest in runs.
  public let positions: Int
  public let allPositions: Int
}

/// One kind of comparison.
public struct Check: Hashable, Sendable {
  public let quantity: Quantity
  /// How many values were compared.
  public let compared: Int
  /// How many could not be compared, by reason.
  public let leftOut: [Omission: Int]
  public let seconds: Double

  /// How many could not be compared.
  public var omitted: Int { leftOut.values.reduce(0, +) }
}

/// Why something is not compared.
public enum Omission: String, Hashable, Sendable, CaseIterable {
  /// Opaque operators, or an answer in no closed form.
  case unknown = "the report does not know it"
  /// A closed form holds for units that meet no border.
  case atBorders = "every unit looked at meets a border"
  /// A gate sees the whole image besides, which hides what the local part sees.
  case besideGates = "a gate sees everything besides"
  /// Values on the way lie flattened, or the way leads through what can't be followed unit by unit.
  case notFollowed = "the way to the image can't be followed unit by unit"
  /// It takes too much or failed; which is said of the pass.
  case passNotRun = "the pass for centres was not run"
  /// A pass with NaNs can't tell where there are some without.
  case notFinite = "not finite anyway, or made from a comparison that hides NaNs"
  /// A logarithm, a maximum over padding alone, and layers that read these.
  case leadsOutOfTheFinite = "the mathematics leads out of the finite"
  /// A constant that stands for fewer learned numbers than it has elements, and layers whose numbers a file
  /// stores otherwise: as parts of a larger tensor, or as fixed ones.
  case madeOfOthers = "made of learned numbers that the graph does not show"
  /// The executor's values are all of one type.
  case severalTypes = "the network stores its values in several types"
  /// Inputs on which all fields together take too many steps.
  case inputLeftOut = "the report keeps no fields on so many inputs"
  /// Every input has passes of its own through all layers.
  case inputsSampled = "the input is not among the first ones, which were looked at"
  /// A Float holds no more than 3.4·10³⁸, which products of many layers pass.
  case pastFloat = "values leave the range of Float"
  /// Nor is there a run that could tell a kernel's mistake from that.
  case notToldWhy = "not finite, and the pass in wide numbers that would tell why was not run"
  /// Following regions back through a deep network takes the longer the deeper a layer lies.
  case layersSampled = "the layer is not among those that were looked at"
  /// A known operator without a kernel: what it makes is declared, and what it does is not done.
  case stoodInFor = "the operator was not run: fixed numbers of its shape stood for it"
}

/// What is compared.
public enum Quantity: String, Hashable, Sendable, CaseIterable {
  /// Output sizes against tensors really produced.
  case shapes
  /// Parameters against elements that kernels really read.
  case parameters
  /// MACs against multiply-accumulates really executed.
  case multiplyAccumulates = "MACs"
  /// FLOPs against all operations really executed.
  case operations = "FLOPs"
  /// The exact positions that units see, holes included, against footprints.
  case fields
  /// Closed forms (size, jump, start) against footprints of units that see no border.
  case closedForms = "closed forms"
  /// Where the branches that meet in a layer sample, in every phase: the least and the greatest centre
  /// of a unit, against a ramp put through each branch with uniform weights.
  case alignment
  /// The positions that units see against NaNs put into the image of a real Float pass.
  case taint = "NaN taint"
  /// Peak of live activations against the executor's high-water mark.
  case memory = "peak memory"
  /// Whether the Float pass stayed finite, so that its NaNs mean something. Unknown where mathematics
  /// leads out of the finite (a logarithm, a maximum over padding alone) and in layers that read it.
  case finite = "finite values"
}

/// One value on which report and measurement differ.
public struct Disagreement: Hashable, Sendable, MessageConvertible {
  public let quantity: Quantity
  /// The layer, or nil for the network as a whole.
  public let layer: String?
  /// What of it: "output 0", "height unit 3".
  public let detail: String
  public let analysed: String
  public let measured: String

  public var message: Message {
    let parts = [layer, detail.isEmpty ? nil : detail].compactMap { $0 }
    let place: Message = parts.map { "\($0)" }.joined(separator: " ")
    return "\(quantity.rawValue): \(place.isEmpty ? "network" : place): "
      + "the report says \(analysed), measured \(measured)"
  }
}
