public import Escaping
public import LayerGraph

/// What is wrong with a layer string, and where.
///
///     line 1, column 11: unknown layer 'pol2'; did you mean 'pool'?
///       conv3s1p1,pol2
///                 ^~~~
public struct LayerStringError: Error, Hashable, Sendable, MessageConvertible {
  public let reason: Reason
  public let place: TextPlace

  init(_ fault: LayerStringFault, in text: String) {
    reason = fault.reason
    place = TextPlace(of: fault.range, in: text)
  }

  public var message: Message { place.message(reason.message) }

  /// What is wrong, with the evidence. The text is made in `LayerStringError+Text.swift`.
  public enum Reason: Hashable, Sendable {
    // Names and settings
    case unknownLayer(String, suggestion: String?)
    case unknownKey(String, layer: String, keys: [String], suggestion: String?)
    /// A key that other layers have.
    case keyOfOthers(String, title: String, layer: String, keys: [String])
    case setTwice(String, first: String, second: String)
    case sizeMissing(String, layer: String, example: String)
    case sizeUnexpected(layer: String)
    case branchesMissing(layer: String)
    case branchesUnexpected(layer: String)
    case tooFewBranches(layer: String)
    case channelsOpen(layer: String, example: String)

    // Numbers
    case numberMissing(after: String, found: Character?)
    case numberNegative(String)
    case numberTooLarge(String)
    case numberNotWhole(String, number: String)
    case numberTooSmall(String, value: Int, least: Int)
    case numberSingle(String)
    case numberSides(String)
    case axisCount(String, given: Int, spatialRank: Int, of: AxisSource)
    case tooManyAxes(String, given: Int)

    // Formulas
    case operandExpected(found: Character)
    case signExpected(found: Character, or: Character)
    case braceNotClosed
    case formulaTooLong(limit: Int)
    case unknownIndex(String, indices: [String])
    case indexTaken(String)
    case resultTooLarge(Int, sign: Character, Int)
    case dividedByZero(Int, sign: Character)
    case powerNegative(Int, Int)
    /// What is wrong in one round of the repeats around.
    indirect case inRound(Self, [RepeatIndex])

    // Structure
    case empty
    case emptyBrackets
    case layerExpected(found: Character?)
    case trailingComma
    case commaMissing
    case countMisplaced
    case countWithoutStar(String)
    case countZero
    case notClosed
    case notOpened
    case barOutsideBranches
    case unexpected(Character)
    /// Nil: past 64 bits.
    case tooManyLayers(Int?, limit: Int)
    case tooDeep(limit: Int)

    /// The graph that the text describes is not right.
    case graph(Diagnostic)
  }

  /// What says how many spatial axes there are.
  public enum AxisSource: Hashable, Sendable {
    case setting
    case input(InputShape)
  }
}
