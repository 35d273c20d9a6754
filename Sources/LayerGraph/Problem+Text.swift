extension Problem: CustomStringConvertible {
  /// What is wrong, both values that clash, and what to do.
  public var description: String {
    switch self {
    case .settingMissing, .settingTooSmall, .settingTooLarge, .axisCount, .rateOutOfRange,
      .scaleNotPositive, .alignCornersNeedsInterpolation, .outputPaddingTooLarge, .notAPermutation,
      .severalInferredSizes,
      .sizeNotPositive:
      settingText
    case .noOutput, .noNodes, .duplicateName, .emptyName, .inputMissing, .outputMissing, .arity,
      .cycle, .opaqueNotAllowed, .sharedWeightsDiffer, .inputShapesGiven, .unknownNode,
      .unitOutOfRange, .unitCount, .pixelOutOfRange, .sizesOpen, .noSpatialAxis, .undetermined,
      .noInput, .rulesMadeOutputs, .rulesMadeRoutes, .rulesRoutesMalformed:
      graphText
    default:
      shapeText
    }
  }

  private var settingText: String {
    switch self {
    case .settingMissing(let setting):
      "\(setting) is missing; give at least one number"
    case .settingTooSmall(let setting, let value, let least):
      "\(setting) is \(value), but must be at least \(least)"
    case .settingTooLarge(let setting, let value, let greatest):
      "\(setting) is \(value), but may be at most \(greatest)"
    case .axisCount(let setting, let given, let rank):
      "\(setting) has \(given) numbers, but the input has \(Self.axes(rank)); "
        + "give one number for all or one for each axis"
    case .rateOutOfRange(let rate):
      "the rate is \(rate), but must lie between 0 and 1"
    case .scaleNotPositive(let factor):
      "the scale is \(factor), but must be greater than 0"
    case .alignCornersNeedsInterpolation(let mode):
      "align corners has no meaning for \(mode) resizing; use linear or cubic, or leave it out"
    case .outputPaddingTooLarge(let outputPadding, let stride, let dilation):
      "output padding \(outputPadding) must be smaller than the stride (\(stride)) or the "
        + "dilation (\(dilation))"
    case .notAPermutation(let order):
      "\(order.map(String.init).joined(separator: ",")) is not an order of the dimensions 0 to "
        + "\(order.count - 1); name each once"
    case .severalInferredSizes:
      "more than one size is left to be inferred; give all but one"
    case .sizeNotPositive(let dimension, let size, let shape):
      "dimension \(dimension) of \(shape) is \(size), but every size must be at least 1"
    default: ""
    }
  }

  private var shapeText: String {
    switch self {
    case .rankTooSmall(let shape, let least):
      "the input \(shape) has \(shape.rank) dimensions, but at least \(least) are needed"
    case .rankDiffers(let expected, let shape):
      "the input \(shape) has \(shape.rank) dimensions, but \(expected) are needed"
    case .dimensionOutOfRange(let dimension, let shape):
      "there is no dimension \(dimension) in \(shape); it has dimensions \(-shape.rank) to "
        + "\(shape.rank - 1)"
    case .channelsDiffer(let expected, let found, let shape):
      "made for \(expected) input channels, but the input \(shape) has \(found); "
        + "change one to match the other"
    case .featuresDiffer(let expected, let found, let shape):
      "expects \(expected) input features, but the input \(shape) has \(found); "
        + "change one to match the other"
    case .notDivisible(let what, let dim, let divisor):
      "\(what) (\(dim)) must be a multiple of \(divisor)"
    case .windowTooLarge(let axis, let extent, let padded, let shape):
      "the kernel spans \(extent) positions, but axis \(axis) of the input \(shape) has \(padded) "
        + "with its padding; use a larger input, more padding or a smaller kernel"
    case .paddingNotBelowWindow(let padding, let extent):
      "padding \(padding) is not smaller than the window it pads (\(extent)); "
        + "a whole window would see only padding"
    case .reflectionTooWide(let padding, let length):
      "padding \(padding) reflects past the other end of \(length) positions; "
        + "it must be smaller than that"
    case .outputEmpty(let axis, let size, let shape):
      "axis \(axis) of the output would have \(size) positions from the input \(shape); "
        + "crop less or use a larger input"
    case .shapesDontBroadcast(let first, let second, let dimension):
      "\(first) and \(second) differ in dimension \(dimension): sizes must be equal or 1; "
        + "project or resize one of them"
    case .concatDiffers(let first, let second, let dimension):
      "\(first) and \(second) can't be joined along dimension \(dimension): "
        + "all other sizes must be equal"
    case .partsDontAddUp(let total, let size, let dimension):
      "the parts add up to \(total), but dimension \(dimension) has \(size)"
    case .elementsDiffer(let from, let to):
      "\(from) can't be reshaped to \(to): the numbers of elements differ"
    case .cannotInfer(let from, let to):
      "\(from) can't be reshaped to \(to): the size left open would not be a whole number"
    case .dimensionsRepeat(let dimensions):
      "dimensions \(dimensions.map(String.init).joined(separator: ",")) name a place twice; "
        + "name each once"
    case .sizesDiffer(let first, let second, let dimension):
      "\(first) and \(second) differ in dimension \(dimension), where they must be equal"
    case .squeezeNotOne(let dimension, let shape):
      "dimension \(dimension) of \(shape) is \(shape[dimension]), but only dimensions of size 1 "
        + "can be dropped"
    case .cropTooLarge(let from, let to):
      "\(from) can't be cropped to \(to), which is larger"
    case .innerSizesDiffer(let first, let second):
      "\(first) and \(second) can't be multiplied: the inner sizes differ"
    case .sizeNotConcrete(let what, let dim):
      "\(what) must be a number here, but is \(dim); give it with --input"
    default: ""
    }
  }

  private var graphText: String {
    switch self {
    case .noOutput: "the network has no output; name at least one value"
    case .noNodes: "the network has no layers"
    case .duplicateName(let name): "two layers are named '\(name)'; names must be unique"
    case .emptyName: "a layer has an empty name"
    case .inputMissing(let index, let count):
      "reads layer number \(index), but there are \(count) (numbered from 0)"
    case .outputMissing(let node, let output, let count):
      "reads output \(output) of '\(node)', which has \(count)"
    case .arity(let given, let allowed):
      "reads \(given) values, but must read \(Self.range(allowed))"
    case .cycle(let names):
      "these layers depend on each other in a circle: \(names.joined(separator: " → "))"
    case .opaqueNotAllowed(let name):
      "operator '\(name)' is not known; with --opaque it passes and everything after it is unknown"
    case .sharedWeightsDiffer(let key, let first):
      "shares the weights '\(key)' with '\(first)', but would need other numbers of them"
    case .inputShapesGiven(let given, let inputs):
      "\(given) input shapes were given, but the network has \(inputs) inputs"
    case .unknownNode(let name, let suggestion):
      "there is no layer '\(name)'" + (suggestion.map { "; did you mean '\($0)'?" } ?? "")
    case .unitOutOfRange(let axis, let unit, let size):
      "unit \(unit) is outside axis \(axis), which has \(size) units (numbered from 0)"
    case .unitCount(let given, let axes):
      "\(given) unit numbers were given, but the layer has \(Self.axes(axes))"
    case .pixelOutOfRange(let axis, let pixel, let size):
      "pixel \(pixel) is outside axis \(axis), which has \(size) pixels (numbered from 0)"
    case .sizesOpen(let shape):
      "the input \(shape) has open sizes; give numbers with --input"
    case .noSpatialAxis(let shape):
      "the value \(shape) has no spatial axis"
    case .undetermined(let reason): "can't be determined: \(reason)"
    case .noInput: "the network has no input to look at; name a layer to look at instead"
    case .rulesMadeOutputs(let count, let declared):
      "its rules made \(count) shapes, but it declares \(declared) outputs"
    case .rulesMadeRoutes(let inputs, let given):
      "its rules route \(inputs) inputs, but it reads \(given)"
    case .rulesRoutesMalformed(let input, let shape):
      "its rules for input \(input) (\(shape)) must give one route for each of its dimensions, to a "
        + "dimension of the output, with positive strides and sizes"
    default: ""
    }
  }

  private static func axes(_ count: Int) -> String {
    count == 1 ? "1 spatial axis" : "\(count) spatial axes"
  }

  private static func range(_ allowed: ClosedRange<Int>) -> String {
    if allowed.lowerBound == allowed.upperBound { return "\(allowed.lowerBound)" }
    if allowed.upperBound == .max { return "\(allowed.lowerBound) or more" }
    return "\(allowed.lowerBound) to \(allowed.upperBound)"
  }
}

extension UnknownReason: CustomStringConvertible {
  public var description: String {
    switch self {
    case .tooLarge: "too large for exact arithmetic"
    case .opaque(let node): "depends on the unknown operator '\(node)'"
    case .openSize(let dim): "depends on \(dim), which is open"
    case .openPadding: "SAME padding depends on the remainder of an open size"
    case .piecewise: "it is made of pieces set side by side"
    case .ratesDiffer: "the branches advance at different rates"
    case .periodTooLong: "the pattern repeats too late for a closed form"
    case .refolded: "the axis was folded with others and cut up again"
    case .undecidedMaximum: "which moment needs most depends on the open sizes"
    }
  }
}
