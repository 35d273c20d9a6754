public import Analyses

/// What `rfcalc help findings` and the documents say of each code.
extension Finding.Code {
  /// What is so.
  public var summary: String {
    switch self {
    case .dead: "layers reach no output of the network"
    case .paddingOnly: "units read nothing but padding"
    case .strideOverKernel: "windows step over positions that nothing else reads"
    case .unreadEdge: "no output reads some positions of an input, at its edges or between"
    case .misaligned: "branches meet that sample the input at different places"
    case .drifting: "branches meet that advance at different rates"
    case .checkerboard: "the stride of a transposed convolution does not divide its kernel"
    case .gridding: "units read their field with holes that no layer behind closes"
    case .constants:
      "many stored numbers are not learned: 64, and a hundredth of what is learned, or more"
    case .heavyLayer:
      "one layer has over half of the parameters, of three layers or more that have some"
    case .biasBeforeNorm: "a norm takes away again what biases add to each channel"
    case .coversImage:
      "from a layer on, the unit in the middle, or every unit, sees the whole input"
    case .belowImage:
      "the last field is smaller than the input, and no gate, norm or attention sees all besides"
    case .halfPixel: "a window of even extent and stride 1 is padded alike on both sides"
    case .movedByPadding:
      "branches sample at different places, in several layers, for padding on one side alone"
    case .sizeDependent: "where units lie depends on the input size, for SAME padding"
    }
  }

  /// What to do about it.
  public var remedy: String {
    switch self {
    case .dead: "Remove them, or make what they compute an output."
    case .paddingOnly:
      "Pad by less than the kernel is long; half of it, rounded down, keeps the size."
    case .strideOverKernel:
      "Take a kernel at least as long as the stride, an average pool in place of the stride, or move the stride into "
        + "a larger kernel."
    case .unreadEdge: "Pad, or take an input size that the strides fit."
    case .misaligned:
      "Pad or crop one branch, or resize by sampling at the centres of pixels."
    case .drifting: "Give the branches equal strides, or resize one to the size of the other."
    case .checkerboard:
      "Take a kernel that the stride divides, as 4 for 2, or resize before a convolution."
    case .gridding:
      "Take dilations without a common factor, as 1, 2, 5, or end with a convolution that has none."
    case .constants: "They are no parameters; --at NAME says what decided."
    case .heavyLayer: "Average the map before it, or give it fewer features."
    case .biasBeforeNorm: "Leave the biases out."
    case .coversImage:
      "Nothing, unless layers behind are unproductive: then take a larger input, or fewer layers."
    case .belowImage:
      "Add strides, dilation or layers where the whole has to be seen; nothing where neighbourhoods tell enough."
    case .halfPixel: "Take an odd kernel, or pad one more on one side, which keeps the size."
    case .movedByPadding: "Nothing where the network has to be causal; else pad on both sides."
    case .sizeDependent:
      "Pad by numbers, or take sizes that leave the same remainder by all strides together."
    }
  }

  /// As it stands within a sentence.
  var remedyInside: String { remedy.prefix(1).lowercased() + remedy.dropFirst() }
}
