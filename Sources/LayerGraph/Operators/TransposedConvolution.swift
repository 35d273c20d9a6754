/// The gradient of a convolution with respect to its input: each input pixel spreads a kernel over the
/// output. N×C×spatial → N×C'×spatial; the weight is C × C'/groups × kernel: its own, or the second value that it reads.
public struct TransposedConvolution: OperatorPayload {
  /// Of the convolution that it is the gradient of: neighbouring input pixels spread S positions apart.
  public var window: WindowSettings
  /// C'; nil keeps the input's, or takes the weight's that is read.
  public var outputChannels: Int?
  /// Positions that the output has more after the last, per axis; they see the bias alone where no kernel
  /// reaches.
  public var outputPadding: PerAxis<Int>
  /// Into how many parts both C and C' are divided.
  public var groups: Convolution.Groups
  /// Whether each of the C' channels adds a number.
  public var hasBias: Bool
  /// The channels that the weight was made for, where the description says so; checked.
  public var inputChannels: Int?
  /// Whether the weight is a value of the network, computed or fed, and none of its own.
  public var readsWeight: Bool

  public init(
    window: WindowSettings, outputChannels: Int?, outputPadding: PerAxis<Int> = 0,
    groups: Convolution.Groups = 1, hasBias: Bool = true, inputChannels: Int? = nil,
    readsWeight: Bool = false
  ) {
    self.window = window
    self.outputChannels = outputChannels
    self.outputPadding = outputPadding
    self.groups = groups
    self.hasBias = hasBias
    self.inputChannels = inputChannels
    self.readsWeight = readsWeight
  }

  public var kind: String { "transposed conv" }
  public var arity: ClosedRange<Int> { readsWeight ? 2...2 : 1...1 }
  public var outputCount: Int { 1 }

  public var summary: String {
    var words = [window.summary]
    if outputPadding.values.contains(where: { $0 != 0 }) { words.append("op\(outputPadding)") }
    if case .count(let count) = groups, count != 1 { words.append("g\(count)") }
    return words.joined(separator: " ")
  }

  public func validate() throws(Problem) {
    try window.validate()
    try require("output padding", outputPadding, atLeast: 0)
    if let outputChannels { try require("output channels", outputChannels, atLeast: 1) }
    if let inputChannels { try require("input channels", inputChannels, atLeast: 1) }
    if case .count(let count) = groups { try require("groups", count, atLeast: 1) }
    // As PyTorch: output padding only picks among the sizes that the stride or dilation leaves open.
    let longest = max(
      outputPadding.values.count, window.stride.values.count,
      window.dilation.values.count)
    for axis in 0..<longest
    where outputPadding.values.count == 1 || axis < outputPadding.values.count {
      let stride = axis < window.stride.values.count ? window.stride[axis] : window.stride[0]
      let dilation =
        axis < window.dilation.values.count ? window.dilation[axis] : window.dilation[0]
      if outputPadding[axis] >= max(stride, dilation) {
        throw .outputPaddingTooLarge(
          outputPadding: outputPadding[axis], stride: stride, dilation: dilation)
      }
    }
  }
}
