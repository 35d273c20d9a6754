public import ConvArithmetic

/// A tensor that a file stores, and what it is to the network.
public struct StoredTensor: Hashable, Sendable {
  /// Its name in the file; "" for several single numbers together.
  public var name: String
  public var elements: Int
  /// What decided whether it is learned.
  public var evidence: Evidence

  public init(name: String, elements: Int, evidence: Evidence) {
    self.name = name
    self.elements = elements
    self.evidence = evidence
  }

  public var isLearned: Bool { evidence.kind == .learned }

  public enum Kind: Hashable, Sendable { case learned, statistics, constant }

  /// What tells whether numbers are learned. A place tells most, then values, then the name.
  public enum Evidence: String, Hashable, Sendable, CaseIterable {
    /// It stands where an operator learns: a weight, a bias, a scale, a table that is gathered from.
    case place
    /// A name as PyTorch's modules and Paddle's layers have them: "blocks.0.gamma".
    case name
    /// A name with a word of the trade: "pos_embed", "cls_token".
    case word
    /// One number for each channel, added or multiplied.
    case shape
    /// A running mean or variance.
    case statistics
    /// The file has it in a Constant node, where no exporter puts what is learned.
    case constantNode
    /// A name that an exporter makes up: "onnx::Mul_12", "val_3", "clamp_2".
    case exporterName
    /// A name that stored values have which nobody learns: "attn_mask", "anchor_grid".
    case bufferName
    /// Values that somebody made: ones or zeros in a norm, whole numbers, even steps, one filter for all channels.
    case values
    /// A single number whose name says nothing.
    case single
    /// Nothing says that it is learned.
    case nothing
    /// The scale of quantized numbers.
    case quantization
    /// It decides a setting, as the scales of a resize, or nothing uses it.
    case setting

    public var kind: Kind {
      switch self {
      case .place, .name, .word, .shape: .learned
      case .statistics: .statistics
      case .constantNode, .exporterName, .bufferName, .values, .single, .nothing, .quantization,
        .setting:
        .constant
      }
    }
  }
}

/// What a file stores for a node, where that is not simply what its operator needs. One object for each such
/// node; most nodes have none.
public final class StoredNumbers: Sendable {
  /// What is counted here; nil where that is what the operator needs. A tensor counts once and whole, at the
  /// first node that learns it, however many parts or uses it has.
  public let counts: ParameterCounts?
  /// Bytes of what is learned and counted here; nil where all of it has the network's element type.
  public let bytes: Dim?
  /// The tensors of which the place alone doesn't tell, and those that are constants.
  public let tensors: [StoredTensor]

  public init(counts: ParameterCounts?, bytes: Dim? = nil, tensors: [StoredTensor] = []) {
    self.counts = counts
    self.bytes = bytes
    self.tensors = tensors
  }
}

extension StoredTensor {
  func validate() throws(Problem) {
    if elements < 0 { throw .settingTooSmall("elements", value: elements, least: 0) }
  }
}

extension StoredNumbers {
  /// Refuses numbers below 0.
  func validate() throws(Problem) {
    for tensor in tensors { try tensor.validate() }
    var sizes = [bytes ?? 0]
    if let counts {
      sizes += [
        counts.weights, counts.biases, counts.normAffine, counts.normShifts,
        counts.runningStatistics, counts.constants,
      ]
    }
    for case let size? in sizes.map(\.constant) where size < 0 {
      throw .settingTooSmall("a stored count", value: size, least: 0)
    }
  }
}

extension StoredNumbers: Hashable {
  public static func == (one: StoredNumbers, other: StoredNumbers) -> Bool {
    one === other
      || one.counts == other.counts && one.bytes == other.bytes && one.tensors == other.tensors
  }

  public func hash(into hasher: inout Hasher) {
    hasher.combine(counts)
    hasher.combine(tensors)
  }
}
