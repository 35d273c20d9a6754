public import ConvArithmetic
public import LayerGraph

/// How the numbers of one layer come about: formulas with this network's numbers, and what is to be said in words.
///
///     let report = try Zoo.graph("resnet50").report()
///     for step in try report.explanation(of: "layer1.0.conv2").steps {
///       print(step.quantity, step.result)      // field known(19) …
///     }
public struct LayerExplanation: Hashable, Sendable {
  /// Its index in `Report.layers`.
  public let layer: Int
  public let steps: [Step]
  public let remarks: [Remark]

  /// One quantity: its formula, and what comes of it.
  public struct Step: Hashable, Sendable {
    public let quantity: Quantity
    /// The axes that it is about, from 0; nil where it is one number, or the same along all.
    public var axes: [Int]?
    /// The unit that it is about, where units differ, and after how many they repeat.
    public let phase: Phase?
    /// Which of the layer's inputs it is about.
    public let branch: Int?
    /// What the result is called.
    public let letter: Letter?
    /// Nil where there is none, and for what has no formula.
    public let formula: Formula?
    /// What the formula gives, worked out from the formula; where there is none, what the report has.
    public let result: Known<Amount>

    init(
      _ quantity: Quantity, _ letter: Letter?, _ formula: Formula, axis: Int? = nil,
      phase: Phase? = nil, branch: Int? = nil
    ) {
      (self.quantity, self.letter, self.formula) = (quantity, letter, formula)
      (axes, self.phase, self.branch) = (axis.map { [$0] }, phase, branch)
      result = formula.value()
    }

    /// A formula whose result open sizes leave undecided.
    init(
      _ quantity: Quantity, _ letter: Letter?, _ formula: Formula, unknown reason: UnknownReason,
      axis: Int
    ) {
      (self.quantity, self.letter, self.formula) = (quantity, letter, formula)
      (axes, phase, branch, result) = ([axis], nil, nil, .unknown(reason))
    }

    init(
      _ quantity: Quantity, _ letter: Letter? = nil, told result: Known<Amount>, axis: Int? = nil,
      phase: Phase? = nil, branch: Int? = nil
    ) {
      (self.quantity, self.letter, self.result) = (quantity, letter, result)
      (axes, self.phase, self.branch) = (axis.map { [$0] }, phase, branch)
      formula = nil
    }
  }

  public struct Phase: Hashable, Sendable {
    public let unit: Int
    public let period: Int
  }

  /// What steps are about, in the order in which they are told.
  public enum Quantity: String, Hashable, Sendable, CaseIterable {
    case padding, output
    /// The field on the layer before.
    case own = "own-field"
    case jump
    /// The first and the last position of a branch that unit 0 sees.
    case first, last
    case field, start
    /// How far apart the branches sample, in input positions and in units.
    case apart, shift
    case parameters
    /// Weights of a fully connected layer between the same values.
    case fullyConnected = "fully-connected"
    case macs, flops
  }

  /// How many units see how much.
  public struct Share: Hashable, Sendable {
    public let size: Int
    public let units: Int
  }

  /// What is so, and no number of its own.
  public enum Remark: Hashable, Sendable {
    /// Each unit sees the whole axis.
    case seesAll(axis: Int)
    /// Along this axis places and sizes are unknown, and why.
    case unknown(UnknownReason, axis: Int)
    /// The last window of ceil mode would begin after the input and its padding, and is left out.
    case lastWindowLeftOut(axis: Int)
    /// Units repeat after `period`, and so many of these see so much.
    case phases(sizes: [Share], period: Int, axis: Int)
    /// Of units that are not all alike: what one reads of the layer before, and what is seen by that.
    case reads(unit: Int, Interval, sees: Interval, axis: Int)
    /// Each unit reads the one in its place: nothing moves.
    case keepsPlaces
    /// What an upsampled unit reads: so many units lie in one position of the layer before.
    case upsampled(by: Rational, axis: Int)
    /// Of branches with fields of their own those that reach furthest are told of, and so many are not.
    case others(Int, axis: Int)
    /// The branches whose field holds those of all others, as indices of inputs; none where only together they do.
    case decidedBy([Int], axis: Int)
    /// What aligns the branches: the branch that samples first is cropped by so many units before, or the other padded.
    case alignable(crop: Int, units: Int, axis: Int)
    /// They are apart by no whole number of units.
    case betweenUnits(Rational, axis: Int)
    /// How far apart the branches sample over all phases.
    case apart(ClosedRange<Rational>, axis: Int)
    /// The branches advance at different rates.
    case drifting([Rational], axis: Int)
    /// Its weights are those of an earlier layer.
    case sharedWeights(String)
  }
}

extension LayerExplanation.Step {
  /// The same but for the axes.
  fileprivate func isAlike(_ other: Self) -> Bool {
    quantity == other.quantity && phase == other.phase && branch == other.branch
      && letter == other.letter && formula == other.formula && result == other.result
  }
}

extension [LayerExplanation.Step] {
  /// One in place of steps that are the same along several of `count` axes; in the order of quantities, then of axes.
  func joined(axes count: Int) -> [LayerExplanation.Step] {
    var joined: [LayerExplanation.Step] = []
    for quantity in LayerExplanation.Quantity.allCases {
      let start = joined.count
      for step in self where step.quantity == quantity {
        if let known = joined[start...].firstIndex(where: { $0.isAlike(step) }),
          let axes = step.axes, let others = joined[known].axes
        {
          joined[known].axes = others + axes
        } else {
          joined.append(step)
        }
      }
    }
    for index in joined.indices where joined[index].axes?.count == count {
      joined[index].axes = nil
    }
    return joined
  }
}
