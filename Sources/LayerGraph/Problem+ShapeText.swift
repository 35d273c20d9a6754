import Escaping

extension Problem {
  /// The texts about shapes that can't meet.
  var shapeText: Message { sizeText ?? joiningText ?? "" }

  /// One input that does not fit the layer.
  private var sizeText: Message? {
    switch self {
    case .rankTooSmall(let shape, let least):
      "the input \(shape) has \(shape.rank.of("dimension")), but at least \(least) "
        + (least == 1 ? "is needed" : "are needed")
        + (least == 3 ? ": batch, channels and space" : least == 2 ? ": batch and channels" : "")
    case .rankDiffers(let expected, let shape):
      "the input \(shape) has \(shape.rank.of("dimension")), but \(expected) are needed"
    case .dimensionOutOfRange(let dimension, let shape):
      "there is no dimension \(dimension) in \(shape); "
        + (shape.rank == 0 ? "it has none" : "it has \(-shape.rank) to \(shape.rank - 1)")
    case .channelsDiffer(let expected, let found, let shape):
      "made for \(expected) input channels, but the input \(shape) has \(found); "
        + "change one to match the other"
    case .featuresDiffer(let expected, let found, let shape):
      "expects \(expected) input features, but the input \(shape) has \(found); "
        + "change one to match the other"
    case .notDivisible(let what, let dim, let divisor, let parts):
      "\(what) (\(dim)) must be a multiple of \(parts) (\(divisor)); change one to fit the other"
    case .windowTooLarge(let axis, let extent, let padded, let shape):
      "the kernel spans \(extent) positions, but axis \(axis) of the input \(shape) has \(padded) "
        + "with its padding; use a larger input, more padding or a smaller kernel"
    case .paddingNotBelowWindow(let padding, let extent):
      "padding \(padding) is not smaller than the window (\(extent)), which could see padding only; "
        + "use less padding"
    case .borderTooWide(let mode, let padding, let length):
      "\(mode.rawValue) padding is \(padding), but must be "
        + "\(mode == .reflect ? "smaller than" : "at most") the \(length) positions it repeats"
    case .outputEmpty(let axis, let size, let shape):
      "axis \(axis) of the output would have \(size) positions from the input \(shape); "
        + "take less off or use a larger input"
    case .dimensionEmpty(let dimension, let size, let shape):
      "dimension \(dimension) of the output would have \(size) positions from the input \(shape); "
        + "take less off or use a larger input"
    case .sliceEmpty(let dimension, let shape):
      "keeps nothing of dimension \(dimension) of \(shape); the start must lie inside, "
        + "before the end"
    case .partsDontAddUp(let total, let size, let dimension):
      "the parts add up to \(total), but dimension \(dimension) has \(size); "
        + "change a part to fill it"
    case .tooManyParts(let parts, let size, let dimension):
      "\(size) positions of dimension \(dimension) do not make \(parts) equal parts, not even with a "
        + "smaller last one; use fewer parts or give their sizes"
    case .elementsDiffer(let from, let to, let found, let wanted):
      "\(from) can't be reshaped to \(to): it has \(found) elements, not \(wanted)"
    case .cannotInfer(let from, let to, let found, let known):
      "\(from) can't be reshaped to \(to): its \(found) elements are no multiple of \(known)"
    case .squeezeNotOne(let dimension, let shape):
      "dimension \(dimension) of \(shape) is \(shape[dimension]), but only dimensions of size 1 "
        + "can be dropped"
    case .indexOutOfRange(let index, let dimension, let shape):
      "there is no position \(index) in dimension \(dimension) of \(shape)"
    case .labelsDontFit(let shape, let labels):
      "the input \(shape) has \(shape.rank.of("dimension")), which the labels '\(labels)' don't fit; "
        + "name each dimension once or use '...'"
    default: nil
    }
  }

  /// Two values that do not fit each other.
  private var joiningText: Message? {
    switch self {
    case .shapesDontBroadcast(let first, let second, let dimension):
      "\(first) and \(second) differ in dimension \(dimension): sizes must be equal or 1; "
        + "project (1×1 conv) or resize one of them"
    case .concatDiffers(let first, let second, let dimension):
      "\(first) and \(second) can't be joined along dimension \(dimension)"
        + Self.difference(first, second, except: dimension) + "; resize or crop one of them"
    case .sizesDiffer(let first, let second, let dimension):
      "\(first) and \(second) differ in dimension \(dimension), where they must be equal"
    case .cropTooLarge(let from, let to):
      "\(from) can't be cropped to \(to), which is larger; swap the two or pad first"
    case .innerSizesDiffer(let first, let second, let inner, let other):
      "\(first) and \(second) can't be multiplied: the inner sizes \(inner) and \(other) differ"
    case .weightDiffers(let weight, let needed):
      "the weight that is read is \(weight); input, kernel, groups and output channels need \(needed)"
    case .labelSizesDiffer(let label, let first, let second):
      "label \(label) stands for \(first) in one place and for \(second) in another: sizes must be "
        + "equal or 1"
    default: nil
    }
  }

  private static func difference(
    _ first: Shape, _ second: Shape, except joined: Int
  ) -> Message {
    for index in first.dims.indices
    where index != joined && index < second.rank && first[index] != second[index] {
      return ": dimension \(index) is \(first[index]) in one and \(second[index]) in the other"
    }
    return ""
  }
}
