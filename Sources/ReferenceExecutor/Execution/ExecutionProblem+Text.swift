public import Escaping

extension ExecutionProblem: MessageConvertible {
  /// What is wrong, both values that clash, and what to do.
  public var message: Message {
    switch self {
    case .elementCount(let sizes, let given):
      "a tensor of \(Self.text(sizes)) has another number of elements than the \(given) given"
    case .sizeNotPositive(let dimension, let sizes):
      "dimension \(dimension) of \(Self.text(sizes)) must be at least 1"
    case .tooLarge(let sizes, let limit):
      "a tensor of \(Self.text(sizes)) would take \(Self.bytes(sizes)); the limit is \(limit) "
        + "elements (\(Self.bytes([limit])) as Float)"
    case .settingTooLarge(let setting):
      "the \(setting) is too large to be run"
    case .inputCount(let given, let needed):
      "\(given) inputs were given, but the network reads \(needed)"
    case .inputSizes(let given, let needed):
      "the input has \(Self.text(given)), but the network was made for \(Self.text(needed))"
    case .inputRank(let given, let needed):
      "the input \(Self.text(given)) has \(given.count) dimensions, but the network was made for "
        + "\(needed)"
    case .sizeOpen(let what): "\(what) is open; give it as a number"
    case .parameterMissing(let path): "no parameter '\(path)' was given"
    case .parameterShape(let path, let needed, let given):
      "the parameter '\(path)' has \(Self.text(given)), but \(Self.text(needed)) is needed"
    case .sharedDiffers(let path, let earlier, let now):
      "the shared parameter '\(path)' was read as \(Self.text(earlier)), but is needed as "
        + "\(Self.text(now))"
    case .opaque(let name):
      "operator '\(name)' is not known and can't be run"
    case .customWithoutKernel(let kind):
      "the custom operator '\(kind)' has no kernel; give one in the options"
    case .customNeedsFloat(let kind):
      "the custom operator '\(kind)' has a kernel for Float only, so it can't be counted or probed"
    case .customFailed(let kind, let message): "the kernel of '\(kind)' failed: \(message)"
    case .customOutputs(let kind, let given, let needed):
      "the kernel of '\(kind)' made \(given) values, but \(needed) are needed"
    case .missingValue(let node, let output):
      "reads output \(output) of layer number \(node), which is not there"
    default: sizesText
    }
  }

  private var sizesText: Message {
    switch self {
    case .rankTooSmall(let sizes, let least):
      "the input \(Self.text(sizes)) has \(sizes.count) dimensions, but at least \(least) are needed"
    case .rankDiffers(let sizes, let needed):
      "the input \(Self.text(sizes)) has \(sizes.count) dimensions, but \(needed) are needed"
    case .dimensionOutOfRange(let dimension, let sizes):
      "there is no dimension \(dimension) in \(Self.text(sizes)); it has \(sizes.count)"
    case .axisCount(let setting, let given, let rank):
      "\(setting) has \(given) numbers, but the input has a spatial rank of \(rank)"
    case .channelsDiffer(let needed, let sizes):
      "made for \(needed) input channels, but the input is \(Self.text(sizes))"
    case .featuresDiffer(let needed, let sizes):
      "expects \(needed) input features, but the input is \(Self.text(sizes))"
    case .notDivisible(let what, let value, let divisor):
      "\(what) (\(value)) must be a multiple of \(divisor)"
    case .noWindow(let axis, let sizes):
      "no window can be placed along axis \(axis) of the input \(Self.text(sizes))"
    case .paddingNotBelowWindow(let padding, let extent):
      "padding \(padding) is not smaller than the window it pads (\(extent))"
    case .paddingTooWide(let padding, let length):
      "padding \(padding) passes the other end of \(length) positions"
    case .outputEmpty(let dimension, let size, let sizes):
      "dimension \(dimension) of the output would have \(size) positions from the input "
        + Self.text(sizes)
    case .notBroadcast(let first, let second):
      "\(Self.text(first)) and \(Self.text(second)) differ: sizes must be equal or 1"
    case .weightDiffers(let needed, let sizes):
      "the weight is \(Self.text(sizes)), \(Self.text(needed)) is needed"
    case .notJoined(let first, let second, let dimension):
      "\(Self.text(first)) and \(Self.text(second)) can't be joined along dimension \(dimension)"
    case .partsDiffer(let total, let size):
      "the parts add up to \(total), but there are \(size) positions"
    case .elementsDiffer(let from, let to):
      "\(Self.text(from)) can't be reshaped to \(Self.text(to)): the numbers of elements differ"
    case .notInferred(let from):
      "\(Self.text(from)) can't be reshaped: the size left open would not be a whole number"
    case .squeezeNotOne(let dimension, let sizes):
      "dimension \(dimension) of \(Self.text(sizes)) can't be dropped: it is not 1"
    case .notAPermutation(let order):
      "\(order.map(String.init).joined(separator: ",")) does not name each place once"
    case .cropTooLarge(let from, let to):
      "\(Self.text(from)) can't be cropped to \(Self.text(to)), which is larger"
    case .innerSizesDiffer(let first, let second):
      "\(Self.text(first)) and \(Self.text(second)) can't be multiplied: the inner sizes differ"
    case .labelsDontFit(let equation, let sizes):
      "the labels of '\(equation)' don't fit "
        + sizes.map(Self.text).joined(separator: " and ")
    case .labelSizesDiffer(let label, let first, let second):
      "label \(label) stands for \(first) and for \(second): sizes must be equal or 1"
    case .indexOutOfRange(let index, let dimension, let sizes):
      "there is no position \(index) in dimension \(dimension) of \(Self.text(sizes))"
    case .indexNotWhole(let value): "\(value) is no position; an index must be a whole number"
    default: ""
    }
  }

  private static func text(_ sizes: [Int]) -> Message {
    sizes.isEmpty ? "scalar" : sizes.map { "\($0)" }.joined(separator: "×")
  }

  /// The memory of a Float tensor of these sizes: "1.5 GiB". Without Foundation, one decimal.
  private static func bytes(_ sizes: [Int]) -> String {
    var amount = sizes.reduce(4.0) { $0 * Double($1) }
    var unit = 0
    let units = ["bytes", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB"]
    while amount >= 1024, unit < units.count - 1 {
      amount /= 1024
      unit += 1
    }
    if amount >= 1e6 { return "over 1000000 EiB" }
    let tenths = Int((amount * 10).rounded())
    return tenths % 10 == 0
      ? "\(tenths / 10) \(units[unit])" : "\(Double(tenths) / 10) \(units[unit])"
  }
}
