import LayerGraph

/// What the name of a stored tensor tells of it, by the customs of those who write files.
///
/// PyTorch's exporters keep the name that a parameter or buffer has in its module ("blocks.0.gamma",
/// "pos_embed") and make up others for values they computed or took from the program ("onnx::Mul_12",
/// "val_3", "clamp_2"); Paddle has "conv2d_0.w_0", TensorFlow paths with a variable's name.
struct TensorName {
  let evidence: StoredTensor.Evidence?
  /// Whether it is called as the number by which attention divides its products ("attn_scale",
  /// "attn.scale"), which is 1/√d and not learned.
  let isAttentionScale: Bool

  /// - Parameter place: where it stands in the file.
  init(_ place: Range<Int>, in bytes: UnsafeRawBufferPointer) {
    self.init(UnsafeRawBufferPointer(rebasing: bytes[place]).text)
  }

  init(_ name: String) {
    evidence = Self.evidence(name)
    isAttentionScale = Self.isAttentionScale(name)
  }

  private static func isAttentionScale(_ name: String) -> Bool {
    guard name.hasSuffix("scale") else { return false }
    let parts = name.split(separator: ".").suffix(2).map(words)
    guard let leaf = parts.last else { return false }
    if leaf == ["scale"] {
      return parts.count == 2 && !attentions.isDisjoint(with: parts[0])
    }
    return leaf.count == 2 && attentions.contains(leaf[0]) && leaf[1] == "scale"
  }

  private static let attentions: Set<String> = ["attn", "attention"]

  private static func evidence(_ name: String) -> StoredTensor.Evidence? {
    if name.isEmpty { return .exporterName }
    let path = name.split(whereSeparator: { $0 == "/" })
    if name.contains("::") || name.hasPrefix("/") { return .exporterName }
    // TensorFlow: "model/bn/gamma/read:0", "model/mul/y:0".
    var last = path.last.map(String.init) ?? name
    if let colon = last.lastIndex(of: ":") { last = String(last[..<colon]) }
    let isPath = path.count > 1
    if isPath, isVariable(path.map(String.init)) { return .word }
    let parts = last.split(separator: ".")
    let leaf = parts.last ?? ""
    let words = Set(words(leaf))
    if parts.contains(where: { !rotations.isDisjoint(with: Self.words($0)) })
      || buffers.contains(String(leaf))
      || !words.isDisjoint(with: bufferWords) && words.isDisjoint(with: surelyLearned)
    {
      return .bufferName
    }
    if isMadeUp(last) { return .exporterName }
    if parts.count > 1 { return last.contains("tmp_") ? .exporterName : .name }
    return words.isDisjoint(with: learnedWords) ? nil : .word
  }

  /// "gamma_1" and "relPosBias" as their words in small letters, without numbers.
  private static func words(_ name: Substring) -> [String] {
    var (words, word) = ([String](), "")
    for letter in name {
      if letter.isUppercase || !letter.isLetter {
        if !word.isEmpty { words.append(word) }
        word = ""
      }
      if letter.isLetter { word += letter.lowercased() }
    }
    return word.isEmpty ? words : words + [word]
  }

  /// Whether a path of TensorFlow's is that of a variable.
  private static func isVariable(_ path: [String]) -> Bool {
    path.contains { $0.hasPrefix("ReadVariableOp") || $0.hasPrefix("read") && $0.count < 9 }
      || path.last.map { variables.contains(String($0.prefix { $0 != ":" && $0 != "_" })) } == true
  }

  private static let variables: Set<String> = [
    "kernel", "bias", "gamma", "beta", "embeddings", "weight", "weights", "alpha",
  ]

  /// "val_12", "12", "_to_copy_1", "clamp_2": made up, or the operation that made it.
  private static func isMadeUp(_ name: String) -> Bool {
    var stem = Substring(name)
    while let last = stem.last, last.isNumber || last == "_" { stem = stem.dropLast() }
    if stem.isEmpty { return true }
    return madeUp.contains(String(stem)) || madeUpBeginnings.contains { name.hasPrefix($0) }
  }

  private static let madeUpBeginnings = [
    "lifted_tensor", "c_lifted", "_tensor_constant", "const_fold_opt", "Constant", "scalar_tensor",
  ]

  /// Operations of ATen, after which PyTorch's newer exporter calls values; TensorFlow's "Const".
  private static let madeUp = Set(
    """
    val const Const constant _to_copy to clone detach alias lift_fresh_copy arange full full_like
    full_default zeros ones zeros_like ones_like eye linspace logspace empty empty_like new_zeros
    new_ones new_full scalar_tensor tensor rand randn view _unsafe_view view_as_real view_as_complex
    reshape flatten unflatten permute transpose t unsqueeze squeeze expand expand_as broadcast_to
    repeat repeat_interleave tile flip roll rot movedim narrow diagonal diag unfold fold pad cat concat
    stack hstack vstack split split_with_sizes chunk unbind select slice index _unsafe_index
    index_select index_put gather scatter copy slice_scatter meshgrid contiguous add sub rsub mul div
    floor_divide true_divide remainder fmod addmm addcmul outer pow sqrt rsqrt exp log sin cos tan tanh
    asin acos atan sinh cosh erf sigmoid softmax log_softmax abs neg sign clamp clamp_min clamp_max
    floor ceil round trunc where mean sum prod var std amax amin argmax argmin sort cumsum cumprod
    linalg_vector_norm norm matmul mm bmm einsum reciprocal square minimum maximum eq ne lt gt le ge
    logical_not logical_and logical_or masked_fill tril triu type_as convert_element_type getitem
    polar complex real imag interpolate upsample_nearest upsample_bicubic upsample_bilinear grid_sampler
    affine_grid_generator batch_norm layer_norm group_norm gelu relu silu linear conv dropout
    conv1d conv2d conv3d convolution conv_transpose1d conv_transpose2d conv_transpose3d baddbmm addcdiv
    lerp instance_norm native_layer_norm native_group_norm rms_norm hardswish hardsigmoid hardtanh relu6
    leaky_relu elu mish softplus max_pool1d max_pool2d avg_pool1d avg_pool2d adaptive_avg_pool1d
    adaptive_avg_pool2d constant_pad_nd topk argsort im2col atan2 fft_rfft2 nan_to_num
    scaled_dot_product_attention upsample_nearest2d pixel_shuffle pixel_unshuffle
    """.split(whereSeparator: \.isWhitespace).map(String.init))

  /// Values that modules keep and nobody learns: masks, grids, frequencies, statistics of images, filters.
  private static let buffers: Set<String> = [
    "filt", "mean", "std", "var", "running_mean", "running_var", "rel_indices", "position_ids",
    "num_batches_tracked", "stride", "strides", "input_max", "input_min", "output_max",
    "output_min",
    "inv_freq", "freqs", "freqs_cis", "periods", "bands", "cos_cached", "sin_cached", "cos", "sin",
    "window", "hann_window", "mel_filters", "pixel_mean", "pixel_std", "image_mean", "image_std",
    "imagenet_mean", "imagenet_std", "img_mean", "img_std", "norm_mean", "norm_std", "running_std",
    "relative_position_index",
  ]

  private static let bufferWords: Set<String> = [
    "mask", "lookup", "coords", "coord", "coordinates", "coordinate", "grid", "grids", "anchor",
    "anchors", "freq", "freqs",
    "indices",
  ]

  /// A token for masked patches is learned.
  private static let surelyLearned: Set<String> = ["token", "tokens", "embed", "embedding", "bias"]

  /// Modules that rotate by fixed angles.
  private static let rotations: Set<String> = ["rope", "rotary"]

  private static let learnedWords: Set<String> = [
    "weight", "weights", "bias", "biases", "gamma", "beta", "scale", "gain", "alpha", "slope",
    "shift",
    "kernel", "token", "tokens", "embed", "embedding", "embeddings", "embeds", "emb", "pos",
    "position",
    "table", "query", "queries", "latent", "latents", "prompt", "temperature", "logit", "codebook",
    "centroids", "param", "parameter", "ls",
  ]
}
