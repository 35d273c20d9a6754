public import ConvArithmetic
public import LayerGraph

/// One value that a layer makes.
public struct OutputReport: Hashable, Sendable {
  public let shape: Known<Shape>
  /// The field on each value looked at, in the order of `Report.sources`.
  public let fields: FieldsBySource
}

/// All that is known of one node.
public struct LayerReport: Sendable {
  public let name: String
  let facts: LayerFacts
  /// The values it reads, in order.
  public let inputs: [ValueReference]
  /// One for each value made, in order; at least one.
  public let outputs: [OutputReport]
  private let sharing: SharedCount?
  private let stored: StoredNumbers?

  init(
    _ node: Node, _ facts: LayerFacts, _ outputs: [OutputReport], _ sharing: SharedCount?
  ) {
    (name, inputs, stored) = (node.name, node.inputs, node.stored)
    (self.facts, self.outputs, self.sharing) = (facts, outputs, sharing)
  }

  /// How an output reads each input; unknown where shapes are, or where the operator can't tell.
  package func readings(of output: Int) -> Known<[Reading]> { facts.readings(of: output) }

  /// What it adds to the sums of its modules and of the network.
  var sums: LayerSums { sharing?.sums ?? facts.sums }

  /// The tensors of a file here of which the place alone doesn't tell whether they are learned, and those
  /// that are constants.
  public var tensors: [StoredTensor] { stored?.tensors ?? [] }

  package var operation: Operator { facts.shared.operation }
  /// "conv", "max pool", …
  public var kind: String { operation.kind }
  /// The settings: "7×7 s2 p3".
  public var summary: String { operation.payload.summary }

  /// What is learned or stored here, less what was counted at an earlier node.
  public var parameters: Known<ParameterCounts> { sums.parameters }
  /// The earlier node whose numbers this one uses; where weights and others come from several, the first
  /// by role: weights, biases, scale, shift, statistics.
  public var sharesWeightsWith: String? { sharing?.sharer }
  /// MACs and FLOPs of one forward pass.
  public var work: Known<Work> { sums.work }
  /// Bytes of the values it makes.
  public var activationBytes: Known<Dim> { sums.activationBytes }
  /// Whether each output element reads just the same element of its only input, in place and channel:
  /// such layers fold into the one before them.
  public var isPointwise: Bool { facts.isPointwise }

  /// The shape of the first output. Every operator has one.
  public var shape: Known<Shape> { outputs[0].shape }

  /// The field of the first output on the first input.
  public var field: Field { outputs[0].fields.first ?? Field(axes: [], isReached: false) }
}

extension LayerReport: Hashable {
  public static func == (one: LayerReport, other: LayerReport) -> Bool {
    one.name == other.name && one.inputs == other.inputs && one.outputs == other.outputs
      && one.facts.shared == other.facts.shared && one.isPointwise == other.isPointwise
      && one.sums == other.sums && one.sharesWeightsWith == other.sharesWeightsWith
      && one.stored == other.stored
  }

  public func hash(into hasher: inout Hasher) {
    hasher.combine(name)
    hasher.combine(outputs)
  }
}

/// The layers below one name: "layer1", "layer1.0".
public struct ModuleReport: Hashable, Sendable {
  public let name: String
  /// The indices of its layers in `Report.layers`, ascending.
  public let layers: [Int]
  private let sums: LayerSums

  init(name: String, layers: [Int], _ sums: LayerSums) {
    self.name = name
    self.layers = layers
    self.sums = sums
  }

  public var parameters: Known<ParameterCounts> { sums.parameters }
  public var work: Known<Work> { sums.work }
  public var activationBytes: Known<Dim> { sums.activationBytes }
}

/// The whole network.
public struct Totals: Hashable, Sendable {
  /// Constants include those that no layer has as a value: settings, and what nothing uses. Of a network
  /// of a file, parameters, statistics and constants are together all real numbers that the file stores.
  public let parameterCounts: Known<ParameterCounts>
  public let work: Known<Work>
  /// Bytes of all activations, as if none was ever freed.
  public let activationBytes: Known<Dim>
  /// The most bytes of activations alive at once: each value lives from the layer that makes it to the
  /// last that reads it, nothing is done in place, layers run in order.
  public let peakActivationBytes: Known<Dim>
  /// Bytes of weights, biases and norm affine parameters, as they are stored.
  public let parameterBytes: Known<Dim>
  /// What each of these is at least, where one of them isn't known; nil where all are.
  public let least: LeastTotals?

  /// Weights, biases and norm affine: everything that is learned.
  public var parameters: Known<Dim> {
    parameterCounts.flatMapArithmetic { counts throws(ArithmeticError) in try counts.total() }
  }
  /// Real numbers that are stored and neither learned nor statistics.
  public var constants: Known<Dim> { parameterCounts.map(\.constants) }
  public var multiplyAccumulates: Known<Dim> { work.map(\.multiplyAccumulates) }
  public var floatingPointOperations: Known<Dim> {
    switch work {
    case .known(let work): work.floatingPointOperations
    case .unknown(let reason): .unknown(reason)
    }
  }
}
