import ConvArithmetic
import LayerGraph
import Testing

/// What a graph refuses before any size is looked at, word for word.
@Suite struct DiagnosticTests {
  private func message(_ body: () throws -> Void) -> String {
    do {
      try body()
      return "accepted"
    } catch {
      return "\(error)"
    }
  }

  /// What is said about one operator called "it" that reads the input as often as it must.
  private func refusal(of operation: Operator) -> String {
    let input = Node(name: "x", operation: .input(Input([1, 4, 8, 8])), inputs: [])
    let count = operation.payload.arity.lowerBound
    let references = [ValueReference](repeating: ValueReference(node: 0), count: count)
    let it = Node(name: "it", operation: operation, inputs: references)
    let output = Graph.Output(name: "y", value: ValueReference(node: 1))
    return message { _ = try Graph(name: "g", nodes: [input, it], outputs: [output]) }
  }

  private func conv(_ window: WindowSettings, groups: Convolution.Groups = 1) -> Operator {
    .convolution(Convolution(window: window, outputChannels: 8, groups: groups))
  }

  @Test func moreDimensionsThanAreFollowed() throws {
    let (sizes, numbers) = ([Dim](repeating: 1, count: 65), [Int](repeating: 1, count: 65))
    let million = Shape([Dim](repeating: 2, count: 1_000_000))
    let cases: [(Operator, String)] = [
      (.input(Input(Shape(sizes))), "it (input): the shape has 65"),
      (.input(Input(million)), "it (input): the shape has 1000000"),
      (.constant(Constant(million, isLearned: true)), "it (parameter): the shape has 1000000"),
      (.expand(Expand(shape: sizes)), "it (expand): the shape has 65"),
      (
        .gather(Gather(dimension: 0, indices: nil, indexShape: Shape(sizes))),
        "it (gather): the shape has 65"
      ),
      (.opaque(Opaque(name: "What", shapes: [Shape(sizes)])), "it (What): the shape has 65"),
      (.reshape(Reshape(sizes.map { .value($0) })), "it (reshape): the target has 65"),
      (.permute(Permute(Array(0..<65))), "it (permute): the order has 65"),
      (.squeeze(Squeeze(numbers)), "it (squeeze): the choice has 65"),
      (.unsqueeze(Unsqueeze(numbers)), "it (unsqueeze): the choice has 65"),
      (.reduce(Reduce(.sum, dimensions: numbers)), "it (sum): the choice has 65"),
      (.tile(Tile(repeats: numbers)), "it (tile): the list of repeats has 65"),
      (
        .pad(Pad(before: 1 as PerAxis<Int>, after: 1, dimensions: numbers)),
        "it (pad): the choice has 65"
      ),
    ]
    for (operation, expected) in cases {
      #expect(refusal(of: operation) == expected + " dimensions, but at most 64 are read")
    }
    for operation in [
      Operator.input(Input(Shape(Array(sizes.dropLast())))), .permute(Permute(Array(0..<64))),
    ] {
      #expect(refusal(of: operation) == "accepted")
    }
    let builder = GraphBuilder("g")
    let graph = try builder.build(output: builder.input(1))
    #expect(
      message { _ = try graph.withInputs([million], hasBatch: true) }
        == "input (input): the shape has 1000000 dimensions, but at most 64 are read")
  }

  @Test func moreOutputsThanAreRead() throws {
    let input = Node(name: "x", operation: .input(Input([1, 4096])), inputs: [])
    let split = Split(dimension: 1, parts: .count(4096))
    let splits = (0..<65).map {
      Node(name: "s\($0)", operation: .split(split), inputs: [ValueReference(node: 0)])
    }
    let output = Graph.Output(name: "y", value: ValueReference(node: 1))
    let fits = [input] + splits.prefix(64)
    #expect(message { _ = try Graph(name: "g", nodes: fits, outputs: [output]) } == "accepted")
    #expect(
      message { _ = try Graph(name: "g", nodes: [input] + splits, outputs: [output]) }
        == "s64 (split): up to here layers have 266175 outputs beyond the first, but at most 262144 "
        + "are read")
  }

  @Test func settingsWithoutMeaning() {
    let transposed = TransposedConvolution(
      window: WindowSettings(kernel: 3, stride: 2), outputChannels: 4, outputPadding: 2)
    let zero = WindowSettings(kernel: 3, padding: -1)
    let cases: [(Operator, String)] = [
      (conv(WindowSettings(kernel: 0)), "it (conv): kernel is 0, but must be at least 1"),
      (conv(WindowSettings(kernel: [3, -1])), "it (conv): kernel is -1, but must be at least 1"),
      (conv(WindowSettings(kernel: [])), "it (conv): kernel is missing; give at least one number"),
      (
        conv(WindowSettings(kernel: 3, stride: 0)), "it (conv): stride is 0, but must be at least 1"
      ),
      (
        conv(WindowSettings(kernel: 3, dilation: 0)),
        "it (conv): dilation is 0, but must be at least 1"
      ),
      (
        conv(WindowSettings(kernel: 3), groups: 0), "it (conv): groups is 0, but must be at least 1"
      ),
      (
        .convolution(Convolution(window: WindowSettings(kernel: 3), outputChannels: 0)),
        "it (conv): output channels is 0, but must be at least 1"
      ),
      (
        .convolution(
          Convolution(window: WindowSettings(kernel: 3), outputChannels: 8, inputChannels: 0)),
        "it (conv): input channels is 0, but must be at least 1"
      ),
      (
        .convolution(Convolution(window: zero, outputChannels: 8, paddingMode: .reflect)),
        "it (conv): reflect padding is -1, but must be at least 0"
      ),
      (
        .transposedConvolution(transposed),
        "it (transposed conv): output padding is 2, but must be smaller than the stride (2) or the "
          + "dilation (1)"
      ),
      (
        .pool(Pool(window: zero, function: .maximum)),
        "it (max pool): padding is -1, but must be at least 0"
      ),
      (
        .pool(Pool(window: WindowSettings(kernel: 3), function: .lp(power: 0))),
        "it (l0 pool): power is 0, but must be at least 1"
      ),
      (
        .adaptivePool(AdaptivePool(function: .maximum, output: [0])),
        "it (adaptive max pool): output size is 0, but must be at least 1"
      ),
      (
        .adaptivePool(AdaptivePool(function: .maximum, output: [])),
        "it (global max pool): output size is missing; give at least one number"
      ),
      (
        .linear(Linear(outputFeatures: -5)),
        "it (linear): output features is -5, but must be at least 1"
      ),
      (
        .layerNorm(LayerNorm(axes: .trailing(0))),
        "it (layer norm): normalized dimensions is 0, but must be at least 1"
      ),
      (.dropout(Dropout(rate: 1.5)), "it (dropout): the rate is 1.5, but must lie between 0 and 1"),
      (
        .dropout(Dropout(rate: .nan)), "it (dropout): the rate is nan, but must lie between 0 and 1"
      ),
      (
        .dropout(Dropout(rate: -1, target: .branch)),
        "it (stochastic depth): the rate is -1.0, but must lie between 0 and 1"
      ),
      (
        .resize(Resize(mode: .nearest, target: .scale([0]))),
        "it (nearest resize): the scale is 0, but must be greater than 0"
      ),
      (
        .resize(Resize(mode: .nearest, target: .scale([]))),
        "it (nearest resize): scale is missing; give at least one number"
      ),
      (
        .resize(
          Resize(
            mode: .cubic, target: .size([8]), coordinates: .asymmetric, cubicCoefficient: 0.5)),
        "it (cubic resize): the cubic coefficient is 0.5, but must lie between -3 and 0"
      ),
      (
        .resize(.nearestExact(.size([0]))),
        "it (nearest-exact resize): size is 0, but must be at least 1"
      ),
      (
        .resize(Resize(mode: .linear, target: .size([]))),
        "it (linear resize): size is missing; give at least one number"
      ),
      (
        .resize(Resize(mode: .linear, target: .scale([2, 2]), dimensions: [1])),
        "it (linear resize): scale has 2 numbers for 1 dimension; "
          + "give one number for all or one for each"
      ),
      (
        .resize(Resize(mode: .cubic, target: .like, dimensions: [])),
        "it (cubic resize): dimensions is missing; give at least one number"
      ),
      (
        .permute(Permute([0, 2, 2, 1])),
        "it (permute): 0,2,2,1 is not an order of the 4 dimensions from 0; name each once"
      ),
      (
        .reshape(Reshape([.infer, .infer])),
        "it (reshape): more than one size is left to be inferred; give all but one"
      ),
      (.reshape(Reshape([.value(0)])), "it (reshape): size is 0, but must be at least 1"),
      (.squeeze(Squeeze([])), "it (squeeze): dimensions is missing; give at least one number"),
      (
        .pixelShuffle(PixelShuffle(factor: 0)),
        "it (pixel shuffle): factor is 0, but must be at least 1"
      ),
      (
        .split(Split(parts: .count(5000))),
        "it (split): parts is 5000, but may be at most 4096"
      ),
      (
        .split(Split(parts: .count(.min))),
        "it (split): parts is \(Int.min), but must be at least 1"
      ),
      (.split(Split(parts: .sizes([2, 0]))), "it (split): part size is 0, but must be at least 1"),
      (
        .split(Split(parts: .sizes([]))),
        "it (split): part size is missing; give at least one number"
      ),
      (
        .slice(Slice(dimension: 2, step: 0)),
        "it (slice): step is 0, but must lead somewhere; use 1, or -1 to go backwards"
      ),
      (.crop(Crop(before: -1, after: 0)), "it (crop): crop is -1, but must be at least 0"),
      (.pad(Pad(before: [], after: 1)), "it (pad): padding is missing; give at least one number"),
      (
        .tile(Tile(repeats: [1, 0, 2])), "it (tile): repeats is 0, but must be at least 1"
      ),
      (
        .expand(Expand(shape: [3, 0])),
        "it (expand): dimension 1 of 3×0 is 0, but every size must be at least 1"
      ),
      (
        .gather(Gather(dimension: 0, indices: [1, 2, 3], indexShape: [2])),
        "it (gather): 3 indices given, but the shape of the index (2) needs another number"
      ),
      (
        .gather(Gather(dimension: 0, indices: [1], indexShape: [Dim.symbol("H")])),
        "it (gather): 1 index given, but the shape of the index (H) needs another number"
      ),
      (
        .gather(Gather(dimension: 0, indices: [], indexShape: [Dim(1 << 32), Dim(1 << 32)])),
        "it (gather): 0 indices given, but the shape of the index (4294967296×4294967296) needs "
          + "another number"
      ),
      (
        .einsum(Einsum(inputs: [[.letter("a")]], output: [.letter("b")])),
        "it (einsum): equation 'a->b': no operand has the output's 'b'"
      ),
      (
        .einsum(Einsum(inputs: [], output: [])),
        "it (einsum): equation '->': there is no operand; name the dimensions of at least one"
      ),
      (
        .pad(Pad(before: 1, after: 1, dimensions: [])),
        "it (pad): dimensions is missing; give at least one number"
      ),
      (
        .pad(Pad(before: 1, after: [1, 2, 3], dimensions: [1, -1])),
        "it (pad): padding has 3 numbers for 2 dimensions; give one number for all or one for each"
      ),
      (
        .windowAttention(WindowAttention(window: 7, shift: -1, heads: 2)),
        "it (window attention): shift is -1, but must be at least 0"
      ),
      (
        .windowAttention(WindowAttention(window: [8, 7, 7], tableWindow: 7, heads: 2)),
        "it (window attention): table window is 7, but must be at least 8"
      ),
      (
        .windowAttention(WindowAttention(window: [8, 7, 7], tableWindow: [9, 9], heads: 2)),
        "it (window attention): table window has 2 numbers, but the input has 3 spatial axes; "
          + "give one number for all or one for each axis"
      ),
      (
        .multiHeadAttention(MultiHeadAttention(heads: 0)),
        "it (attention): heads is 0, but must be at least 1"
      ),
      (
        .constant(Constant([1, 0, 5], isLearned: true)),
        "it (parameter): dimension 1 of 1×0×5 is 0, but every size must be at least 1"
      ),
      (
        .constant(Constant([1, 5], isLearned: true, learnedElements: 0)),
        "it (parameter): learned elements is 0, but must be at least 1"
      ),
      (
        .opaque(Opaque(name: "Loop", outputs: .max)),
        "it (Loop): outputs is \(Int.max), but may be at most 4096"
      ),
      (
        .opaque(Opaque(name: "Loop", outputs: 0)), "it (Loop): outputs is 0, but must be at least 1"
      ),
      (
        .opaque(Opaque(name: "TopK", outputs: 2, shapes: [[1, 5]])),
        "it (TopK): 1 shape given for 2 outputs; give one for each"
      ),
      (
        .opaque(Opaque(name: "TopK", shapes: [[1, 5], [1, 5]])),
        "it (TopK): 2 shapes given for 1 output; give one for each"
      ),
      (
        .opaque(Opaque(name: "TopK", shapes: [[1, -5]])),
        "it (TopK): dimension 1 of 1×-5 is -5, but every size must be at least 1"
      ),
    ]
    for (operation, expected) in cases { #expect(refusal(of: operation) == expected) }
    #expect(Set(cases.map(\.1)).count == cases.count)
  }

  @Test func equationsThatCantBeRead() {
    let cases: [(String, String)] = [
      ("ij->jk", "no operand has the output's 'k'"),
      ("ij->ii", "the output has 'i' twice; name it once"),
      ("ij->i->j", "there is more than one '->'; keep one"),
      ("......ij", "'...' stands twice in one place; keep one"),
      ("ij->...", "no operand has the output's '...'"),
      ("i.j", "'.' has no meaning; use letters, commas, '...' and one '->'"),
      ("i1", "'1' has no meaning; use letters, commas, '...' and one '->'"),
      ("ä", "'ä' has no meaning; use letters, commas, '...' and one '->'"),
      ("i-j", "'-' has no meaning; use letters, commas, '...' and one '->'"),
    ]
    for (equation, fault) in cases {
      #expect(
        message { _ = try Einsum(equation: equation) } == "equation '\(equation)': \(fault)")
    }
  }

  /// What is read is written back, with the output that was implied.
  @Test func equations() throws {
    let cases: [(String, String)] = [
      ("ij,jk", "ij,jk->ik"), (" i j , j k -> i k ", "ij,jk->ik"), ("ba", "ba->ab"), ("ii", "ii->"),
      ("zA,aA", "zA,aA->az"), ("b...a", "b...a->...ab"), ("...,...", "...,...->..."),
      ("", "->"), ("->", "->"), (",i->i", ",i->i"), ("...i->", "...i->"),
    ]
    for (equation, written) in cases {
      let einsum = try Einsum(equation: equation)
      #expect(einsum.equation == written)
      #expect(try Einsum(equation: written) == einsum)
      #expect(einsum.arity == einsum.inputs.count...einsum.inputs.count)
    }
  }

  private let input = Node(name: "x", operation: .input(Input([1, 3, 8, 8])), inputs: [])

  private func relu(_ name: String, _ node: Int, output: Int = 0) -> Node {
    Node(
      name: name, operation: .activation(Activation(.relu)),
      inputs: [ValueReference(node: node, output: output)])
  }

  private func refusal(_ nodes: [Node], output: ValueReference = ValueReference(node: 0)) -> String
  {
    message { _ = try Graph(name: "g", nodes: nodes, outputs: [.init(name: "y", value: output)]) }
  }

  @Test func graphsThatAreNone() {
    let add = Operator.elementwise(Elementwise(.add))
    let subtract = Operator.elementwise(Elementwise(.subtract))
    let one = [ValueReference(node: 0)]
    let cases: [(String, String)] = [
      (refusal([]), "the network has no layers; add at least one"),
      (
        message { _ = try Graph(name: "g", nodes: [input], outputs: []) },
        "the network has no output; name at least one value"
      ),
      (
        refusal([input, relu("a", 0), relu("a", 1)]),
        "a (relu): two layers are named 'a'; rename one of them"
      ),
      (refusal([input, relu("", 0)]), "layer number 1 (relu) has an empty name; name it"),
      (
        refusal([input, relu("a", 7)]),
        "a (relu): reads layer number 7, but there are 2 layers (numbered from 0)"
      ),
      (
        refusal([relu("a", -1)]),
        "a (relu): reads layer number -1, but there is 1 layer (numbered from 0)"
      ),
      (
        refusal([input, relu("a", 0, output: 1)]),
        "a (relu): reads output 1 of 'x', which has 1 output (numbered from 0)"
      ),
      (
        refusal([input], output: ValueReference(node: 0, output: -1)),
        "y (output): reads output -1 of 'x', which has 1 output (numbered from 0)"
      ),
      (
        refusal([input], output: ValueReference(node: 3)),
        "y (output): reads layer number 3, but there is 1 layer (numbered from 0)"
      ),
      (
        refusal([input, Node(name: "sum", operation: add, inputs: one)]),
        "sum (add): reads 1 value, but must read 2 or more"
      ),
      (
        refusal([input, Node(name: "minus", operation: subtract, inputs: one + one + one)]),
        "minus (sub): reads 3 values, but must read 2"
      ),
      (
        refusal([
          input, Node(name: "qkv", operation: .multiHeadAttention(.init(heads: 1)), inputs: []),
        ]),
        "qkv (attention): reads 0 values, but must read 1 to 3"
      ),
      (
        refusal([input, relu("a", 2), relu("b", 3), relu("c", 1)]),
        "these layers depend on each other in a circle: c → b → a → c; "
          + "remove one of these connections"
      ),
      (
        refusal([relu("me", 0)]),
        "these layers depend on each other in a circle: me → me; remove one of these connections"
      ),
      (
        refusal((0..<20).map { relu("n\($0)", ($0 + 1) % 20) }),
        "these layers depend on each other in a circle: "
          + "n19 → n18 → n17 → n16 → n15 → n14 → n13 → … → n19; remove one of these connections"
      ),
    ]
    for (given, expected) in cases { #expect(given == expected) }
  }

  @Test func namesAndShapesThatDontFitTheGraph() throws {
    let graph = try Graph(
      name: "g", nodes: [input, relu("layer1.relu", 0)],
      outputs: [.init(name: "y", value: ValueReference(node: 1))])
    let cases: [(String, String)] = [
      (
        message { _ = try graph.index(ofNode: "layer1.rellu") },
        "there is no layer 'layer1.rellu'; did you mean 'layer1.relu'?"
      ),
      (message { _ = try graph.index(ofNode: "conv9") }, "there is no layer 'conv9'"),
      (
        message { _ = try graph.withInputs([], hasBatch: false) },
        "0 input shapes given, but the network has 1 input; give one for each"
      ),
      (
        message { _ = try graph.withInputs([[1], [2]], hasBatch: false) },
        "2 input shapes given, but the network has 1 input; give one for each"
      ),
      (
        message { _ = try graph.withInputs([[1, 3, -4]], hasBatch: false) },
        "x (input): dimension 2 of 1×3×-4 is -4, but every size must be at least 1"
      ),
    ]
    for (given, expected) in cases { #expect(given == expected) }
  }

  @Test func valuesOfAnotherNetwork() {
    let (mine, other) = (GraphBuilder("mine"), GraphBuilder("other"))
    let (image, foreign) = (mine.input(3, 8, 8), other.input(3, 8, 8))
    #expect(
      message { _ = try other.build(outputs: [("map", image)]) }
        == "map (output): reads a value of another network ('mine'); "
        + "build each network with its own builder")
    let sum = image.add(foreign, named: "sum")
    #expect(
      message { _ = try mine.build(output: sum) }
        == "sum (add): reads a value of another network ('other'); "
        + "build each network with its own builder")
  }
}
