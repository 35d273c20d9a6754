import ConvArithmetic
import Escaping
import LayerGraph
import Testing

@testable import ReferenceExecutor

/// Every way in which a network can't be run, with its message.
struct ErrorTests {
  struct Case {
    let operation: Operator
    let inputs: [[Int]]
    let message: String

    init(_ operation: Operator, _ inputs: [[Int]], _ message: String) {
      self.operation = operation
      self.inputs = inputs
      self.message = message
    }
  }

  static func window(
    _ kernel: PerAxis<Int>, stride: PerAxis<Int> = 1, padding: Padding = 0,
    dilation: PerAxis<Int> = 1
  ) -> WindowSettings {
    WindowSettings(kernel: kernel, stride: stride, padding: padding, dilation: dilation)
  }

  static func conv(
    _ window: WindowSettings, out: Int? = nil, groups: Convolution.Groups = 1,
    mode: PaddingMode = .zeros, inputChannels: Int? = nil
  ) -> Operator {
    .convolution(
      Convolution(
        window: window, outputChannels: out, groups: groups, paddingMode: mode,
        inputChannels: inputChannels))
  }

  static let huge = Int.max

  static let windows: [Case] = [
    Case(conv(window(3)), [[1, 2]], "the input 1×2 has 2 dimensions, but at least 3 are needed"),
    Case(
      conv(window([3, 3])), [[1, 2, 5]],
      "kernel has 2 numbers, but the input has a spatial rank of 1"),
    Case(
      conv(window(3), inputChannels: 4), [[1, 2, 5]],
      "made for 4 input channels, but the input is 1×2×5"),
    Case(conv(window(3), groups: 2), [[1, 3, 5]], "input channels (3) must be a multiple of 2"),
    Case(
      conv(window(3), out: 3, groups: 2), [[1, 4, 5]], "output channels (3) must be a multiple of 2"
    ),
    Case(conv(window(6)), [[1, 1, 5]], "no window can be placed along axis 0 of the input 1×1×5"),
    Case(
      conv(window(1, padding: 5), mode: .reflect), [[1, 1, 5]],
      "padding 5 passes the other end of 5 positions"),
    Case(conv(window(PerAxis(huge))), [[1, 1, 5]], "the kernel is too large to be run"),
    Case(
      conv(window(3, dilation: PerAxis(huge))), [[1, 1, 5]], "the kernel is too large to be run"),
    Case(
      conv(window(1, padding: .explicit(before: PerAxis(huge), after: PerAxis(huge)))),
      [[1, 1, 5]], "the padding is too large to be run"),
    Case(
      conv(window(1, padding: .explicit(before: PerAxis(huge - 8), after: 0))), [[1, 1, 5]],
      "the padding is too large to be run"),
    Case(
      conv(window([4096, 4096, 4096])), [[1, 1, 1, 1, 1]],
      "no window can be placed along axis 0 of the input 1×1×1×1×1"),
    Case(
      .transposedConvolution(
        TransposedConvolution(window: window(1, stride: PerAxis(huge)), outputChannels: 1)),
      [[1, 1, 3]], "the stride is too large to be run"),
    Case(
      .transposedConvolution(
        TransposedConvolution(window: window(2, stride: PerAxis(1 << 40)), outputChannels: 1)),
      [[1, 1, 3]],
      "a tensor of 1×1×2199023255554 would take 8 TiB; the limit is 536870912 elements "
        + "(2 GiB as Float)"),
    Case(
      .transposedConvolution(
        TransposedConvolution(window: window(1, padding: 3), outputChannels: 1)), [[1, 1, 3]],
      "dimension 2 of the output would have -3 positions from the input 1×1×3"),
    Case(
      .pool(Pool(window: window(2, padding: 2), function: .maximum)), [[1, 1, 5]],
      "padding 2 is not smaller than the window it pads (2)"),
    Case(
      .adaptivePool(AdaptivePool(function: .maximum, output: [2, 2])), [[1, 1, 5]],
      "output size has 2 numbers, but the input has a spatial rank of 1"),
    Case(
      .adaptivePool(AdaptivePool(function: .maximum, output: [Optional(huge)])), [[1, 1, 5]],
      "a tensor of 9223372036854775807 would take 32 EiB; the limit is 536870912 elements "
        + "(2 GiB as Float)"),
  ]

  static let shapes: [Case] = [
    Case(
      .linear(Linear(outputFeatures: 2, inputFeatures: 5)), [[1, 4]],
      "expects 5 input features, but the input is 1×4"),
    Case(
      .matMul(MatMul()), [[2, 3], [4, 5]], "2×3 and 4×5 can't be multiplied: the inner sizes differ"
    ),
    Case(
      .elementwise(Elementwise(.add)), [[1, 3], [1, 2]],
      "1×3 and 1×2 differ: sizes must be equal or 1"),
    Case(
      .concat(Concat()), [[1, 3, 2], [1, 2, 3]], "1×3×2 and 1×2×3 can't be joined along dimension 1"
    ),
    Case(.concat(Concat(dimension: 4)), [[1, 3, 2]], "there is no dimension 4 in 1×3×2; it has 3"),
    Case(
      .split(Split(parts: .sizes([1, 1]))), [[1, 3, 2]],
      "the parts add up to 2, but there are 3 positions"),
    Case(
      .split(Split(parts: .count(4))), [[1, 6, 2]],
      "the size that is cut (6) must be a multiple of 4"),
    Case(
      .slice(Slice(dimension: 2, start: 1, end: .symbol("H"))), [[1, 3, 2]],
      "a bound of the slice is open; give it as a number"),
    Case(
      .pad(Pad(before: 0, after: [.symbol("H")])), [[1, 3, 2]],
      "the padding is open; give it as a number"),
    Case(
      .slice(Slice(dimension: 2, start: 5)), [[1, 3, 2]],
      "dimension 2 of the output would have 0 positions from the input 1×3×2"),
    Case(
      .crop(Crop(before: 1, after: 1)), [[1, 3, 2]],
      "dimension 2 of the output would have 0 positions from the input 1×3×2"),
    Case(
      .cropLike(CropLike()), [[1, 3, 2], [1, 3, 4]],
      "1×3×2 can't be cropped to 1×3×4, which is larger"),
    Case(
      .cropLike(CropLike()), [[1, 3, 2], [1, 3]],
      "the input 1×3 has 2 dimensions, but 3 are needed"),
    Case(
      .pad(Pad(before: PerAxis(.min), after: PerAxis(.max))), [[1, 1, 3]],
      "the padding is too large to be run"),
    Case(
      .pad(Pad(before: PerAxis(huge - 8), after: 0)), [[1, 1, 3]],
      "a tensor of 9223372036854775802 would take 32 EiB; the limit is 536870912 elements "
        + "(2 GiB as Float)"),
    Case(
      .resize(Resize(mode: .linear, target: .scale([2, 2]))), [[1, 1, 3]],
      "scale has 2 numbers, but the input has a spatial rank of 1"),
    Case(
      .resize(Resize(mode: .linear, target: .size([1 << 40]))), [[1, 1, 3]],
      "a tensor of 1099511627776 would take 4 TiB; the limit is 536870912 elements "
        + "(2 GiB as Float)"),
    Case(
      .reshape(Reshape([.value(2), .value(2)])), [[1, 3]],
      "1×3 can't be reshaped to 2×2: the numbers of elements differ"),
    Case(
      .reshape(Reshape([.value(2), .infer])), [[1, 3]],
      "1×3 can't be reshaped: the size left open would not be a whole number"),
    Case(
      .reshape(Reshape([.value(.symbol("H"))])), [[1, 3]],
      "a size to reshape to is open; give it as a number"),
    Case(.squeeze(Squeeze([1])), [[1, 3]], "dimension 1 of 1×3 can't be dropped: it is not 1"),
    Case(.unsqueeze(Unsqueeze([1, -3])), [[1, 3]], "1,-3 does not name each place once"),
    Case(
      .permute(Permute([1, 0])), [[1, 3, 2]], "the input 1×3×2 has 3 dimensions, but 2 are needed"),
    Case(
      .flatten(Flatten(first: 2, last: 1)), [[1, 3, 2]],
      "there is no dimension 1 in 1×3×2; it has 3"),
    Case(
      .pixelShuffle(PixelShuffle(factor: 2)), [[1, 3, 2]],
      "input channels (3) must be a multiple of 2"),
    Case(
      .pixelUnshuffle(PixelUnshuffle(factor: 2)), [[1, 3, 3]],
      "the size of dimension 2 (3) must be a multiple of 2"),
    Case(
      .pixelShuffle(PixelShuffle(factor: huge)), [[1, 3, 2, 2]], "the factor is too large to be run"
    ),
    Case(
      .multiHeadAttention(MultiHeadAttention(heads: 3)), [[1, 2, 4]],
      "features (4) must be a multiple of 3"),
    Case(
      .windowAttention(WindowAttention(window: PerAxis(huge), heads: 1)), [[1, 3, 2]],
      "a tensor of 9223372036854775807 would take 32 EiB; the limit is 536870912 elements "
        + "(2 GiB as Float)"),
    Case(
      .constant(Constant([.symbol("H")], isLearned: true)), [],
      "the size of a constant is open; give it as a number"),
    Case(
      .gather(Gather(dimension: 1, indices: [3], indexShape: [])), [[1, 3]],
      "there is no position 3 in dimension 1 of 1×3"),
    Case(
      .gather(Gather(dimension: 2, indices: [3], indexShape: [])), [[1, 3]],
      "there is no dimension 2 in 1×3; it has 2"),
    Case(
      .tile(Tile(repeats: [2])), [[1, 3]], "the input 1×3 has 2 dimensions, but 1 are needed"),
    Case(
      .tile(Tile(repeats: [1, huge])), [[1, 3]], "the number of repeats is too large to be run"),
    Case(
      .tile(Tile(repeats: [1, 1 << 40])), [[1, 1]],
      "a tensor of 1×1099511627776 would take 4 TiB; the limit is 536870912 elements "
        + "(2 GiB as Float)"),
    Case(
      .expand(Expand(shape: [.symbol("H")])), [[1, 3]],
      "the size to expand to is open; give it as a number"),
    Case(
      .expand(Expand(shape: [2])), [[1, 3]], "1×3 and 2 differ: sizes must be equal or 1"),
    Case(
      .select(Select()), [[2], [3], [1]], "2 and 3 differ: sizes must be equal or 1"),
    Case(
      .einsum(Einsum(inputs: [[.letter("i")]], output: [])), [[1, 3]],
      "the labels of 'i->' don't fit 1×3"),
    Case(
      .einsum(Einsum(inputs: [[.letter("i")], [.letter("i")]], output: [])), [[2], [3]],
      "label 'i' stands for 2 and for 3: sizes must be equal or 1"),
    Case(
      .einsum(
        Einsum(
          inputs: ["a", "b", "c", "d"].map { [.letter($0)] }, output: [])),
      [[4096], [4096], [4096], [4096]],
      "a tensor of 4096×4096×4096×4096 would take 1 PiB; the limit is 536870912 elements "
        + "(2 GiB as Float)"),
    Case(
      .opaque(Opaque(name: "Mystery")), [[1, 2]], "operator 'Mystery' is not known and can't be run"
    ),
  ]

  @Test func messages() throws {
    for one in Self.windows + Self.shapes {
      let builder = GraphBuilder("one")
      let inputs = one.inputs.indices.map {
        builder.input(Shape(sizes: one.inputs[$0]), named: "x\($0)")
      }
      let graph = try builder.build(output: builder.add(one.operation, to: inputs, named: "layer"))
      let error = #expect(throws: ExecutionError.self, "\(one.message)") {
        _ = try Executor(graph).count()
      }
      #expect(error?.description == "layer (\(one.operation.kind)): \(one.message)")
    }
  }

  @Test func inputsAndParameters() throws {
    let builder = GraphBuilder("one")
    let input = builder.input(Shape(sizes: [1, 2]), named: "x")
    let graph = try builder.build(output: input.linear(3, named: "fc"))
    func run(_ sizes: [[Int]], _ parameters: [String: Tensor<Float>]? = nil) throws -> String {
      let executor =
        parameters.map { Executor(graph, parameters: GivenParameters($0)) } ?? Executor(graph)
      do {
        let inputs = try sizes.map { try Tensor<Float>(sizes: $0, repeating: 1) }
        return "\(try executor.run(inputs, with: FloatArithmetic()).outputs[0].sizes)"
      } catch let error as ExecutionError { return error.description }
    }
    #expect(try run([[1, 2]]) == "[1, 3]")
    #expect(try run([]) == "0 inputs were given, but the network reads 1")
    #expect(
      try run([[1, 3]]) == "x (input): the input has 1×3, but the network was made for 1×2")
    #expect(
      try run([[2]]) == "x (input): the input 2 has 1 dimensions, but the network was made for 2")
    #expect(try run([[1, 2]], [:]) == "fc (linear): no parameter 'fc.weight' was given")
    let narrow = try Tensor<Float>(sizes: [3, 1], repeating: 0)
    #expect(
      try run([[1, 2]], ["fc.weight": narrow])
        == "fc (linear): the parameter 'fc.weight' has 3×1, but 3×2 is needed")
    #expect(
      throws: ExecutionProblem.elementCount(sizes: [2], given: 1),
      performing: {
        try Tensor<Float>(sizes: [2], elements: [1])
      })
    #expect(
      ExecutionProblem.elementCount(sizes: [2], given: 1).description
        == "a tensor of 2 has another number of elements than the 1 given")
    #expect(
      ExecutionProblem.sizeNotPositive(dimension: 1, sizes: [2, 0]).description
        == "dimension 1 of 2×0 must be at least 1")
    #expect(
      ExecutionProblem.sharedDiffers("a.weight", earlier: [2], now: [3]).description
        == "the shared parameter 'a.weight' was read as 2, but is needed as 3")
    #expect(
      ExecutionProblem.missingValue(node: 3, output: 1).description
        == "reads output 1 of layer number 3, which is not there")
  }

  @Test func customOperators() throws {
    let builder = GraphBuilder("one")
    let operation = Operator.custom(Custom(kind: "double", rules: NoRules()))
    let graph = try builder.build(
      output: builder.input(Shape(sizes: [2]), named: "x").then(operation, named: "layer"))
    func run(_ kernel: CustomKernel?) throws -> String {
      var executor = Executor(graph)
      executor.options.customKernels["double"] = kernel
      do {
        let input = try Tensor<Float>(sizes: [2], elements: [1, 2])
        return "\(try executor.run([input], with: FloatArithmetic()).outputs[0].elements)"
      } catch let error as ExecutionError { return error.description }
    }
    #expect(
      try run(nil)
        == "layer (double): the custom operator 'double' has no kernel; give one in the options")
    #expect(
      try run { [try Tensor(sizes: $0[0].sizes, elements: $0[0].elements.map { $0 * 2 })] }
        == "[2.0, 4.0]")
    #expect(
      try run { _ in [] }
        == "layer (double): the kernel of 'double' made 0 values, but 1 are needed")
    #expect(
      try run { _ in throw ExecutionProblem.opaque("x") }
        == "layer (double): the kernel of 'double' failed: operator 'x' is not known and can't be run"
    )
    var executor = Executor(graph)
    executor.options.customKernels["double"] = { $0 }
    let error = #expect(throws: ExecutionError.self) { _ = try executor.count() }
    #expect(
      error?.description
        == "layer (double): the custom operator 'double' has a kernel for Float only, so it can't be "
        + "counted or probed")
  }
}

/// Rules that nobody asks.
private struct NoRules: OperatorRules {
  func outputShapes(of inputs: [Shape], requirements: inout Requirements) throws -> [Shape] {
    inputs
  }
  func routes(output: Int, _ site: Site) throws -> [[Route]] { [] }
  func parameters(_ site: Site) throws -> ParameterCounts { .zero }
  func work(_ site: Site) throws -> Work { .none }
  func shift(_ site: Site) -> LearnedShift { .none }
}
