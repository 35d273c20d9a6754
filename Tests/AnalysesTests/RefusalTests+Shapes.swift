import ConvArithmetic
import LayerGraph

extension RefusalTests {
  static let channels: [(Operator, Shape, String)] = [
    (
      conv(3, groups: 4), [1, 6, 8, 8],
      "it (conv): input channels (6) must be a multiple of the groups (4); "
        + "change one to fit the other"
    ),
    (
      conv(3, 10, groups: 4), [1, 8, 8, 8],
      "it (conv): output channels (10) must be a multiple of the groups (4); "
        + "change one to fit the other"
    ),
    (
      conv(3, 10, groups: .depthwise), [1, 4, 8, 8],
      "it (depthwise conv): output channels (10) must be a multiple of the input channels (4); "
        + "change one to fit the other"
    ),
    (
      conv(3, made: 64), [1, 128, 8, 8],
      "it (conv): made for 64 input channels, but the input 1×128×8×8 has 128; "
        + "change one to match the other"
    ),
    (
      .batchNorm(BatchNorm(channels: 64)), [1, 32, 8, 8],
      "it (batch norm): made for 64 input channels, but the input 1×32×8×8 has 32; "
        + "change one to match the other"
    ),
    (
      .linear(Linear(outputFeatures: 10, inputFeatures: 512)), [1, 256],
      "it (linear): expects 512 input features, but the input 1×256 has 256; "
        + "change one to match the other"
    ),
    (
      .groupNorm(GroupNorm(groups: 32)), [1, 48, 8, 8],
      "it (group norm): input channels (48) must be a multiple of the groups (32); "
        + "change one to fit the other"
    ),
    (
      .channelShuffle(ChannelShuffle(groups: 3)), [1, 8, 4],
      "it (channel shuffle): input channels (8) must be a multiple of the groups (3); "
        + "change one to fit the other"
    ),
    (
      .pixelShuffle(PixelShuffle(factor: 2)), [1, 6, 4, 4],
      "it (pixel shuffle): input channels (6) must be a multiple of the block of pixels (4); "
        + "change one to fit the other"
    ),
    (
      .pixelUnshuffle(PixelUnshuffle(factor: 2)), [1, 3, 4, 5],
      "it (pixel unshuffle): dimension 3 (5) must be a multiple of the factor (2); "
        + "change one to fit the other"
    ),
    (
      .multiHeadAttention(MultiHeadAttention(heads: 7)), [1, 5, 512],
      "it (attention): features (512) must be a multiple of the heads (7); "
        + "change one to fit the other"
    ),
    (
      .windowAttention(WindowAttention(window: 7, heads: 5)), [1, 8, 8, 96],
      "it (window attention): features (96) must be a multiple of the heads (5); "
        + "change one to fit the other"
    ),
  ]

  static let shapes: [(Operator, Shape, String)] = [
    (
      conv(3), [1, 256],
      "it (conv): the input 1×256 has 2 dimensions, but at least 3 are needed: "
        + "batch, channels and space"
    ),
    (
      conv(3), [7],
      "it (conv): the input 7 has 1 dimension, but at least 3 are needed: "
        + "batch, channels and space"
    ),
    (
      .batchNorm(BatchNorm()), [64],
      "it (batch norm): the input 64 has 1 dimension, but at least 2 are needed: "
        + "batch and channels"
    ),
    (
      .linear(Linear(outputFeatures: 3)), [],
      "it (linear): the input scalar has 0 dimensions, but at least 1 is needed"
    ),
    (
      .multiHeadAttention(MultiHeadAttention(heads: 1)), [1, 3, 4, 5],
      "it (attention): the input 1×3×4×5 has 4 dimensions, but 3 are needed"
    ),
    (
      .permute(Permute([0, 2, 1])), [1, 3, 4, 5],
      "it (permute): the input 1×3×4×5 has 4 dimensions, but 3 are needed"
    ),
    (
      .softmax(Softmax(dimension: 4)), [1, 3, 4, 5],
      "it (softmax): there is no dimension 4 in 1×3×4×5; it has -4 to 3"
    ),
    (
      .reduce(Reduce(.mean, dimensions: [-9])), [1, 3],
      "it (mean): there is no dimension -9 in 1×3; it has -2 to 1"
    ),
    (
      .concat(Concat(dimension: .min)), [],
      "it (concat): there is no dimension \(Int.min) in scalar; it has none"
    ),
    (
      .flatten(Flatten(first: 2, last: 1)), [1, 3, 4],
      "it (flatten): there is no dimension 1 in 1×3×4; it has -3 to 2"
    ),
    (
      .reshape(Reshape([.copy, .value(50)])), [1, 8, 2, 3],
      "it (reshape): 1×8×2×3 can't be reshaped to =×50: it has 48 elements, not 50"
    ),
    (
      .reshape(Reshape([.value(5), .infer])), [1, 8, 2, 3],
      "it (reshape): 1×8×2×3 can't be reshaped to 5×?: its 48 elements are no multiple of 5"
    ),
    (
      .reshape(Reshape([.copy, .copy, .copy])), [2, 3],
      "it (reshape): there is no dimension 2 in 2×3; it has -2 to 1"
    ),
    (
      .squeeze(Squeeze([2])), [1, 3, 4, 1],
      "it (squeeze): dimension 2 of 1×3×4×1 is 4, but only dimensions of size 1 can be dropped"
    ),
    (
      .unsqueeze(Unsqueeze([3])), Shape([Dim](repeating: 1, count: 64)),
      "it (unsqueeze): the shape has 65 dimensions, but at most 64 are read"
    ),
    (
      .unsqueeze(Unsqueeze([1, -2])), [5],
      "it (unsqueeze): dimensions 1,-2 name the same place twice; name each once"
    ),
    (
      .split(Split(parts: .sizes([3, 4]))), [1, 8, 4],
      "it (split): the parts add up to 7, but dimension 1 has 8; change a part to fill it"
    ),
    (
      .split(Split(dimension: 2, parts: .count(4))), [1, 8, 5],
      "it (split): 5 positions of dimension 2 do not make 4 equal parts, not even with a smaller "
        + "last one; use fewer parts or give their sizes"
    ),
  ]

  static let picks: [(Operator, [Shape], String)] = [
    (
      .gather(Gather(dimension: 2, indices: [0, 8], indexShape: [2])), [[1, 3, 8, 8]],
      "it (gather): there is no position 8 in dimension 2 of 1×3×8×8"
    ),
    (
      .gather(Gather(dimension: -1, indices: [-9, 0], indexShape: [2])), [[1, 3, 8, 8]],
      "it (gather): there is no position -9 in dimension 3 of 1×3×8×8"
    ),
    (
      .gather(Gather(dimension: 1, indices: nil, indexShape: [2])), [[1, 3, 8, 8], [3]],
      "it (gather): 3 and 2 differ in dimension 0, where they must be equal"
    ),
    (
      .gather(Gather(dimension: 1, indices: nil, indexShape: [2])), [[1, 3, 8, 8], []],
      "it (gather): the input scalar has 0 dimensions, but 1 are needed"
    ),
    (
      .tile(Tile(repeats: [1, 2])), [[1, 3, 8]],
      "it (tile): the input 1×3×8 has 3 dimensions, but 2 are needed"
    ),
    (
      .expand(Expand(shape: [2, 5])), [[3, 4]],
      "it (expand): 3×4 and 2×5 differ in dimension 0: sizes must be equal or 1; "
        + "project (1×1 conv) or resize one of them"
    ),
    (
      .select(Select()), [[2], [3], [1]],
      "it (where): 2 and 3 differ in dimension 0: sizes must be equal or 1; "
        + "project (1×1 conv) or resize one of them"
    ),
    (
      .einsum(Einsum(inputs: [[.letter("i"), .letter("j")]], output: [])), [[1, 2, 3]],
      "it (einsum): the input 1×2×3 has 3 dimensions, which the labels 'ij' don't fit; "
        + "name each dimension once or use '...'"
    ),
    (
      .einsum(Einsum(inputs: [[.letter("i"), .ellipsis, .letter("j")]], output: [])), [[3]],
      "it (einsum): the input 3 has 1 dimension, which the labels 'i...j' don't fit; "
        + "name each dimension once or use '...'"
    ),
    (
      .einsum(Einsum(inputs: [[.letter("i")], [.letter("i")]], output: [])), [[3], [4]],
      "it (einsum): label 'i' stands for 3 in one place and for 4 in another: sizes must be equal "
        + "or 1"
    ),
    (
      .einsum(Einsum(inputs: [[.ellipsis], [.ellipsis]], output: [.ellipsis])),
      [[5, 3, 2], [4, 2]],
      "it (einsum): label number -2 of the ellipsis stands for 3 in one place and for 4 in another: "
        + "sizes must be equal or 1"
    ),
    (
      .matMul(MatMul()), [[], [3]],
      "it (matmul): the input scalar has 0 dimensions, but at least 1 is needed"
    ),
    (
      .matMul(MatMul()), [[4], [3]],
      "it (matmul): 4 and 3 can't be multiplied: the inner sizes 4 and 3 differ"
    ),
  ]

  static let pairs: [(Operator, [Shape], String)] = [
    (
      .elementwise(Elementwise(.add)), [[1, 64, 56, 56], [1, 128, 56, 56]],
      "it (add): 1×64×56×56 and 1×128×56×56 differ in dimension 1: sizes must be equal or 1; "
        + "project (1×1 conv) or resize one of them"
    ),
    (
      .concat(Concat()), [[1, 64, 28, 28], [1, 32, 28, 28], [1, 32, 28, 14]],
      "it (concat): 1×96×28×28 and 1×32×28×14 can't be joined along dimension 1: dimension 3 is 28 in "
        + "one and 14 in the other; resize or crop one of them"
    ),
    (
      .concat(Concat()), [[1, 64, 28], [1, 64, 28, 28]],
      "it (concat): the input 1×64×28×28 has 4 dimensions, but 3 are needed"
    ),
    (
      .matMul(MatMul()), [[1, 5, 8], [1, 7, 5]],
      "it (matmul): 1×5×8 and 1×7×5 can't be multiplied: the inner sizes 8 and 7 differ"
    ),
    (
      .cropLike(CropLike()), [[1, 64, 28, 28], [1, 64, 28, 30]],
      "it (crop): 1×64×28×28 can't be cropped to 1×64×28×30, which is larger; "
        + "swap the two or pad first"
    ),
    (
      .multiHeadAttention(MultiHeadAttention(heads: 1)), [[1, 5, 8], [2, 5, 8]],
      "it (attention): 1×5×8 and 2×5×8 differ in dimension 0, where they must be equal"
    ),
    (
      .multiHeadAttention(MultiHeadAttention(heads: 1)), [[1, 5, 8], [1, 6, 8], [1, 7, 8]],
      "it (attention): 1×6×8 and 1×7×8 differ in dimension 1, where they must be equal"
    ),
    (
      .multiHeadAttention(MultiHeadAttention(heads: 1)), [[1, 5, 8], [1, 5, 9]],
      "it (attention): expects 8 input features, but the input 1×5×9 has 9; "
        + "change one to match the other"
    ),
  ]
}
