import ConvArithmetic
public import Escaping

extension Problem: MessageConvertible {
  /// What is wrong, both values that clash, and what to do. Every case is named here, so that the
  /// compiler asks where the text of a new one belongs.
  public var message: Message {
    switch self {
    case .settingMissing, .settingTooSmall, .settingTooLarge, .axisCount, .dimensionCount,
      .stepIsZero, .rateOutOfRange,
      .scaleNotPositive, .cubicCoefficient, .outputPaddingTooLarge, .notAPermutation,
      .dimensionsRepeat, .tooManyDimensions, .severalInferredSizes, .sizeNotPositive, .shapesGiven,
      .indexCount, .equation:
      settingText
    case .rankTooSmall, .rankDiffers, .dimensionOutOfRange, .channelsDiffer, .featuresDiffer,
      .notDivisible, .windowTooLarge, .paddingNotBelowWindow, .borderTooWide, .outputEmpty,
      .dimensionEmpty,
      .sliceEmpty, .shapesDontBroadcast, .concatDiffers, .partsDontAddUp, .tooManyParts,
      .elementsDiffer, .cannotInfer, .sizesDiffer, .squeezeNotOne, .cropTooLarge, .innerSizesDiffer,
      .weightDiffers,
      .indexOutOfRange, .labelsDontFit, .labelSizesDiffer:
      shapeText
    case .noOutput, .noNodes, .noInput, .duplicateName, .duplicateAlias, .emptyName, .inputMissing,
      .outputMissing, .foreignValue, .tooManyOutputs, .arity, .cycle, .opaqueNotAllowed,
      .sharedWeightsDiffer, .inputShapesGiven, .unknownNode, .conditionExcluded, .notWritable:
      graphText
    case .unitOutOfRange, .unitCount, .pixelOutOfRange, .sizesOpen, .undetermined,
      .rulesMadeOutputs, .rulesMadeRoutes, .rulesRoutesMalformed:
      questionText
    }
  }

  private var settingText: Message {
    switch self {
    case .settingMissing(let setting):
      "\(setting) is missing; give at least one number"
    case .settingTooSmall(let setting, let value, let least):
      "\(setting) is \(value), but must be at least \(least)"
    case .settingTooLarge(let setting, let value, let greatest):
      "\(setting) is \(value), but may be at most \(greatest)"
    case .axisCount(let setting, let given, let rank):
      "\(setting) has \(given.of("number")), but the input has \(rank.of("spatial axis")); "
        + "give one number for all or one for each axis"
    case .dimensionCount(let setting, let given, let dimensions):
      "\(setting) has \(given.of("number")) for \(dimensions.of("dimension")); "
        + "give one number for all or one for each"
    case .stepIsZero: "step is 0, but must lead somewhere; use 1, or -1 to go backwards"
    case .rateOutOfRange(let rate):
      "the rate is \(rate), but must lie between 0 and 1"
    case .scaleNotPositive(let factor):
      "the scale is \(factor), but must be greater than 0"
    case .cubicCoefficient(let coefficient):
      "the cubic coefficient is \(coefficient), but must lie between -3 and 0"
    case .outputPaddingTooLarge(let outputPadding, let stride, let dilation):
      "output padding is \(outputPadding), but must be smaller than the stride (\(stride)) or the "
        + "dilation (\(dilation))"
    case .notAPermutation(let order):
      "\(order.list) is not an order of the \(order.count.of("dimension")) from 0; "
        + "name each once"
    case .dimensionsRepeat(let dimensions):
      "dimensions \(dimensions.list) name the same place twice; name each once"
    case .tooManyDimensions(let setting, let count, let greatest):
      "\(setting) has \(count.of("dimension")), but at most \(greatest) are read"
    case .severalInferredSizes:
      "more than one size is left to be inferred; give all but one"
    case .sizeNotPositive(let dimension, let size, let shape):
      "dimension \(dimension) of \(shape) is \(size), but every size must be at least 1"
    case .shapesGiven(let given, let outputs):
      "\(given.of("shape")) given for \(outputs.of("output")); give one for each"
    case .indexCount(let given, let shape):
      "\(given.of("index")) given, but the shape of the index (\(shape)) needs another number"
    case .equation(let equation, let fault): "equation '\(equation)': \(Self.text(fault))"
    default: ""
    }
  }

  private static func text(_ fault: EquationFault) -> Message {
    switch fault {
    case .noOperand: "there is no operand; name the dimensions of at least one"
    case .unexpected(let character):
      "'\(character)' has no meaning; use letters, commas, '...' and one '->'"
    case .severalArrows: "there is more than one '->'; keep one"
    case .ellipsisRepeats: "'...' stands twice in one place; keep one"
    case .labelUnknown(let label): "no operand has the output's '\(label)'"
    case .labelRepeats(let label): "the output has '\(label)' twice; name it once"
    }
  }

  private var graphText: Message {
    switch self {
    case .noOutput: "the network has no output; name at least one value"
    case .noNodes: "the network has no layers; add at least one"
    case .noInput: "the network has no input to look at; name a layer to look at instead"
    case .duplicateName(let name): "two layers are named '\(name)'; rename one of them"
    case .duplicateAlias(let alias, let other):
      "the alias '\(alias)' is one of '\(other)' too; leave it to one of them"
    case .emptyName(let layer, let kind):
      "layer number \(layer) (\(kind)) has an empty name; name it"
    case .inputMissing(let index, let count):
      "reads layer number \(index), but there \(count == 1 ? "is" : "are") "
        + "\(count.of("layer")) (numbered from 0)"
    case .outputMissing(let node, let output, let count):
      "reads output \(output) of '\(node)', which has \(count.of("output")) (numbered from 0)"
    case .foreignValue(let network):
      "reads a value of another network ('\(network)'); build each network with its own builder"
    case .tooManyOutputs(let count, let greatest):
      "up to here layers have \(count) outputs beyond the first, but at most \(greatest) are read"
    case .arity(let given, let allowed):
      "reads \(given.of("value")), but must read \(allowed.words)"
    case .cycle(let names):
      "these layers depend on each other in a circle: \(Self.circle(names)); "
        + "remove one of these connections"
    case .opaqueNotAllowed(let name):
      "operator '\(name)' is not known; with --opaque it passes and everything after it is unknown, and "
        + "--until NAME cuts the network off before it"
    case .sharedWeightsDiffer(let key, let first, let has, let needed):
      "shares the weights '\(key)' with '\(first)', which has \(Self.counts(has)), "
        + "but would need \(Self.counts(needed))"
    case .inputShapesGiven(let given, let inputs):
      "\(given.of("input shape")) given, but the network has \(inputs.of("input")); "
        + "give one for each"
    case .notWritable:
      "has rules of its own, which no file can hold; write networks of rfcalc's own operators"
    case .conditionExcluded(let condition):
      "the network was read for sizes with \(condition), which the given ones exclude; read it with them"
    case .unknownNode(let name, let suggestion):
      "there is no layer '\(name)'\(suggestion.map { "; did you mean '\($0)'?" } ?? "")"
    default: ""
    }
  }

  private static func circle(_ names: [String]) -> Message {
    let shown = names.prefix(Message.longestList).map { "\($0)" as Message }
    let more = names.count - shown.count
    return shown.joined(separator: " → ") + (more > 0 ? " → … (\(more) more)" : "")
  }

  private static func counts(_ counts: ParameterCounts) -> Message {
    let named = [
      (counts.weights, "weights"), (counts.biases, "biases"),
      (counts.normAffine, "norm parameters"),
      (counts.runningStatistics, "statistics"),
    ].filter { $0.0 != 0 }.map { "\($0) \($1)" as Message }
    return named.isEmpty ? "none" : named.joined(separator: " and ")
  }

  private var questionText: Message {
    switch self {
    case .unitOutOfRange(let axis, let unit, let size):
      "unit \(unit) is outside axis \(axis), which has \(size) units (numbered from 0)"
    case .unitCount(let given, let axes, let rank):
      "a place was given by \(given.of("number")), but it takes \(axes): one for each axis"
        + (rank.map { $0 == axes ? "" : ", or \($0): one for each dimension, : for any" } ?? "")
    case .pixelOutOfRange(let axis, let pixel, let size):
      "pixel \(pixel) is outside axis \(axis), which has \(size) pixels (numbered from 0)"
    case .sizesOpen(let shape):
      "\(shape) has open sizes; give numbers with --input"
    case .undetermined(let reason): "can't be determined: \(reason)"
    case .rulesMadeOutputs(let count, let declared):
      "its rules made \(count.of("shape")), but it declares \(declared.of("output"))"
    case .rulesMadeRoutes(let inputs, let given):
      "its rules route \(inputs.of("input")), but it reads \(given)"
    case .rulesRoutesMalformed(let input, let shape):
      "its rules for input \(input) (\(shape)) must give one route for each dimension, to a "
        + "dimension of the output, with positive strides and sizes"
    default: ""
    }
  }
}

extension Int {
  /// "1 number", "2 numbers", "3 spatial axes", "4 indices".
  func of(_ noun: String) -> String {
    if self == 1 { return "1 \(noun)" }
    if noun == "index" { return "\(self) indices" }
    return "\(self) " + (noun.hasSuffix("axis") ? "\(noun.dropLast(2))es" : "\(noun)s")
  }
}

extension [Int] {
  fileprivate var list: Message {
    isEmpty ? "nothing" : map { "\($0)" }.joined(separator: ",")
  }
}

extension ClosedRange<Int> {
  fileprivate var words: Message {
    if lowerBound == upperBound { return "\(lowerBound)" }
    if upperBound == .max { return "\(lowerBound) or more" }
    return "\(lowerBound) to \(upperBound)"
  }
}
