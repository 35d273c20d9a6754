import ConvArithmetic
import Escaping
import LayerGraph

extension Translator {
  static let convolutionHandlers: [String: Handler] = [
    "Conv": { try $0.convolution($1) },
    "ConvTranspose": { try $0.transposedConvolution($1) },
  ]

  /// X (N×C×…), W (M×C/g×k…), bias M.
  func convolution(_ call: Call) throws -> MadeValues {
    let weight = try weight(of: call)
    let groups = try call.attributes.int("group", default: 1)
    let channels = try weight.sizes[1].map { try inputChannels($0, groups) }
    let outputs = weight.sizes[0]
    if let outputs { try requirePerChannel("bias", call.optional(2), outputs) }
    let isDepthwise = groups > 1 && groups == channels && outputs == groups
    return try biased(call) { bias in
      .convolution(
        Convolution(
          window: try windowSettings(call, kernel: weight.kernel), outputChannels: outputs,
          groups: isDepthwise ? .depthwise : .count(groups), hasBias: bias != nil,
          inputChannels: channels, readsWeight: weight.isComputed))
    }
  }

  /// X (N×C×…), W (C×M/g×k…), bias M.
  private func transposedConvolution(_ call: Call) throws -> MadeValues {
    let weight = try weight(of: call)
    var settings = try windowSettings(call, kernel: weight.kernel)
    let groups = try call.attributes.int("group", default: 1)
    let rank = weight.kernel.count
    let outputs = try weight.sizes[1].map { try inputChannels($0, groups) }
    if let outputs { try requirePerChannel("bias", call.optional(2), outputs) }
    var outputPadding =
      try call.attributes.ints("output_padding") ?? Array(repeating: 0, count: rank)
    if let target = try call.attributes.ints("output_shape"), !target.isEmpty {
      let shape = try call.shape(0)
      guard target.count == rank, shape.rank == rank + 2 else {
        throw ImportProblem.listsDiffer("output_shape", target.count, "kernel_shape", rank)
      }
      settings.padding = try padding(
        reaching: target, from: shape, settings, outputPadding, call)
    }
    if outputPadding.count != rank { outputPadding = Array(repeating: 0, count: rank) }
    return try biased(call) { bias in
      .transposedConvolution(
        TransposedConvolution(
          window: settings, outputChannels: outputs, outputPadding: PerAxis(outputPadding),
          groups: .count(groups), hasBias: bias != nil, inputChannels: weight.sizes[0],
          readsWeight: weight.isComputed))
    }
  }

  /// A convolution with what it reads. A bias that is computed is added to what it makes.
  /// - Parameter operation: of the bias that it has as its own.
  private func biased(
    _ call: Call, _ operation: (TensorValue?) throws -> Operator
  ) throws -> MadeValues {
    let (input, weight, bias) = (try call.input(0), try call.input(1), call.optional(2))
    let own = bias.flatMap { isWeight($0) ? $0 : nil }
    let convolution = try operation(own)
    let step: Step? = bias != nil && own == nil ? .product : nil
    let made =
      isWeight(weight)
      ? try apply(
        convolution, [input], holding: HeldTensors(weights: weight, biases: own), step: step)
      : try apply(
        convolution, [input, weight], holding: own.map { HeldTensors(biases: $0) }, step: step)
    if case .data(let reference) = weight, !isWeight(weight) { learn(weight: reference) }
    guard let bias, own == nil, let value = made.first else { return made }
    let rank = try shape(of: weight).rank
    let perChannel = try one(
      .unsqueeze(Unsqueeze(Array(1..<rank - 1))), [bias], step: .bias)
    return try apply(.elementwise(Elementwise(.add)), [value, perChannel])
  }

  /// The padding that makes the output as large as asked: total = stride·(in − 1) + output padding +
  /// extent − out; the odd position after (SAME_UPPER) or before, as ONNX's ConvTranspose says.
  private func padding(
    reaching target: [Int], from shape: Shape, _ settings: WindowSettings, _ extra: [Int],
    _ call: Call
  ) throws -> Padding {
    var (before, after): ([Int], [Int]) = ([], [])
    for (axis, size) in target.enumerated() {
      guard let length = shape[axis + 2].constant else { throw ImportProblem.shapeUnknown }
      let extent = try settings.dilation[axis].times(try settings.kernel[axis].minus(1)).plus(1)
      let full = try settings.stride[axis].times(try length.minus(1)).plus(extent)
      let total = try full.plus(axis < extra.count ? extra[axis] : 0).minus(size)
      if total < 0 {
        // What is missing is added at the end, as onnxruntime does and the operator tests record.
        before.append(0)
        after.append(total)
        continue
      }
      let half = total / 2
      let isUpper = try call.attributes.string("auto_pad") == "SAME_UPPER"
      before.append(isUpper ? half : total - half)
      after.append(isUpper ? total - half : half)
    }
    return .explicit(before: PerAxis(before), after: PerAxis(after))
  }

  /// - Throws: `.notPerChannel` unless a constant, where there is one, is a row of a number for each channel.
  func requirePerChannel(_ what: String, _ value: TensorValue?, _ channels: Int) throws {
    guard let sizes = value.flatMap({ self.sizes(of: $0) }), sizes != [channels] else { return }
    throw ImportProblem.notPerChannel(what, Shape(sizes: sizes), channels: .constant(channels))
  }

  /// A convolution's weight: its sizes, of which those of channels may be open where it is computed.
  private struct ConvolutionWeight {
    let isComputed: Bool
    let sizes: [Int?]
    let kernel: ArraySlice<Int>
  }

  private func weight(of call: Call) throws -> ConvolutionWeight {
    let weight = try call.input(1)
    let isComputed = !isWeight(weight)
    let sizes: [Int?] =
      if let known = self.sizes(of: weight) {
        known
      } else {
        try shape(of: weight).dims.map(\.constant)
      }
    if sizes.count < 3 {
      throw ImportProblem.invalid(.rankTooSmall(shape: try shape(of: weight), least: 3))
    }
    var kernel = sizes.dropFirst(2).compactMap { $0 }
    if isComputed, kernel.count != sizes.count - 2,
      let written = try call.attributes.ints("kernel_shape"), written.count == sizes.count - 2
    {
      kernel = written
    }
    guard kernel.count == sizes.count - 2, isComputed || !sizes.contains(nil) else {
      throw ImportProblem.shapeUnknown
    }
    return ConvolutionWeight(isComputed: isComputed, sizes: sizes, kernel: kernel[...])
  }

  /// Whether a value can be a layer's weight: a constant, or an input that is fed with one, as files
  /// and tests without initializers do.
  func isWeight(_ value: TensorValue) -> Bool {
    guard case .data(let reference) = value else { return true }
    if case .input = made.nodes[reference.node].operation { return true }
    return false
  }

  private func inputChannels(_ perGroup: Int, _ groups: Int) throws -> Int {
    guard groups >= 1 else {
      throw ImportProblem.invalid(.settingTooSmall("groups", value: groups, least: 1))
    }
    return try perGroup.times(groups)
  }

  /// Kernel, strides, dilations and padding of convolutions and pools.
  func windowSettings(
    _ call: Call, kernel declared: ArraySlice<Int> = []
  ) throws -> WindowSettings {
    if let known = windows[call.attributes] {
      try requireSame(known.kernel.values, declared)
      return known
    }
    let written = try call.attributes.ints("kernel_shape")
    let kernel = written ?? Array(declared)
    guard !kernel.isEmpty else { throw ImportProblem.attributeMissing("kernel_shape") }
    try requireSame(kernel, declared)
    let settings = try windowSettings(call, kernel)
    // Otherwise the weight says what the kernel is, which the attributes don't show.
    if written != nil { windows.insert(settings, for: call.attributes) }
    return settings
  }

  private func requireSame(_ kernel: [Int], _ declared: ArraySlice<Int>) throws {
    if declared.isEmpty || declared.elementsEqual(kernel) { return }
    throw ImportProblem.attribute(
      "kernel_shape",
      "\(PerAxis<Int>(kernel)) is not the size of the weight, \(PerAxis<Int>(Array(declared)))")
  }

  private func windowSettings(_ call: Call, _ kernel: [Int]) throws -> WindowSettings {
    let rank = kernel.count
    func list(_ name: StaticString) throws -> [Int] {
      let values = try call.attributes.ints(name) ?? []
      if values.isEmpty { return Array(repeating: 1, count: rank) }
      if values.count != rank {
        throw ImportProblem.listsDiffer("\(name)", values.count, "kernel_shape", rank)
      }
      return values
    }
    return WindowSettings(
      kernel: PerAxis(kernel), stride: PerAxis(try list("strides")),
      padding: try padding(call, rank: rank), dilation: PerAxis(try list("dilations")))
  }

  private func padding(_ call: Call, rank: Int) throws -> Padding {
    switch try call.attributes.string("auto_pad") ?? "NOTSET" {
    case "SAME_UPPER": return .sameUpper
    case "SAME_LOWER": return .sameLower
    case "VALID": return .valid
    case "NOTSET", "":
      let pads = try call.attributes.ints("pads") ?? []
      if pads.isEmpty { return .valid }
      guard pads.count == 2 * rank else {
        throw ImportProblem.listsDiffer("pads", pads.count, "kernel_shape (twice)", 2 * rank)
      }
      return .explicit(before: PerAxis(Array(pads[..<rank])), after: PerAxis(Array(pads[rank...])))
    case let other: throw ImportProblem.attribute("auto_pad", "'\(other)' is no policy")
    }
  }
}
