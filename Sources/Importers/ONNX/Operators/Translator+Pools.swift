import ConvArithmetic
import LayerGraph

extension Translator {
  static let poolHandlers: [String: Handler] = [
    "MaxPool": { try $0.maxPool($1) },
    "MaxUnpool": { try $0.unpool($1) },
    "Col2Im": { try $0.fold($1) },
    "AveragePool": {
      try $0.pool($1, .average(countIncludePad: try $1.attributes.flag("count_include_pad")))
    },
    "LpPool": { try $0.pool($1, .lp(power: try $1.attributes.int("p", default: 2))) },
    "GlobalMaxPool": { try $0.global($1, .maximum) },
    "GlobalAveragePool": { try $0.global($1, .average(countIncludePad: true)) },
    "GlobalLpPool": { try $0.global($1, .lp(power: try $1.attributes.int("p", default: 2))) },
  ]

  func pool(
    _ call: Call, _ function: Pool.Function, hasPlaces: Bool = false
  ) throws -> MadeValues {
    try apply(
      .pool(
        Pool(
          window: try windowSettings(call), function: function,
          ceilMode: try call.attributes.flag("ceil_mode"), hasPlaces: hasPlaces)),
      to: try call.input(0))
  }

  /// The size before pooling: (N − 1)·S + F − P − Q, or the given one.
  private func unpool(_ call: Call) throws -> MadeValues {
    let input = try call.shape(0)
    let settings = try windowSettings(call)
    try settings.validate()
    let given = try call.dims(2)
    guard input.rank == settings.kernel.values.count + 2 else { throw ImportProblem.shapeUnknown }
    var least = input
    for axis in settings.kernel.values.indices {
      least[axis + 2] = try settings.window(axis: axis).resolveTransposed(
        settings.padding.policy(axis: axis), length: least[axis + 2], outputPadding: 0
      ).output
    }
    let made = given.map { Shape($0) } ?? least
    guard made.rank == input.rank else {
      throw ImportProblem.listsDiffer("output_shape", made.rank, "the input", input.rank)
    }
    // In a larger result places are counted along it by onnxruntime, and along the least one by ONNX's text.
    guard made == least, try arePlaces(try call.input(1), settings, in: least) else {
      return try known(call, [made])
    }
    return try apply(
      .unpool(Unpool(window: settings)), [try call.input(0), try call.input(1)])
  }

  /// Whether these are the places of a pool of the same windows on a map of this size.
  private func arePlaces(
    _ value: TensorValue, _ window: WindowSettings, in map: Shape
  ) throws -> Bool {
    guard case .data(let reference) = value, reference.output == 1 else { return false }
    let node = made.nodes[reference.node]
    guard case .pool(let pool) = node.operation, pool.hasPlaces, pool.window == window,
      let pooled = node.inputs.first
    else { return false }
    return try shape(of: .data(pooled)).dims[2...] == map.dims[2...]
  }

  /// Windows in a row are put where they lie, and added up.
  private func fold(_ call: Call) throws -> MadeValues {
    let input = try call.shape(0)
    guard let image = try call.dims(1), let block = try call.integers(2) else {
      throw ImportProblem.inputMissing(1)
    }
    if block.count != image.count {
      throw ImportProblem.listsDiffer("block_shape", block.count, "image_shape", image.count)
    }
    guard input.rank == 3, !block.isEmpty else { throw ImportProblem.shapeUnknown }
    let settings = try windowSettings(call, kernel: block[...])
    try settings.validate()
    var windows = [input[0], input[1]]
    for axis in image.indices {
      windows.append(
        try settings.window(axis: axis).resolve(
          settings.padding.policy(axis: axis), length: image[axis], rounding: .floor
        ).output)
    }
    var value = try call.input(0)
    if image.count > 1 {
      value = try one(.reshape(Reshape(windows.map { .value($0) })), [value], step: .windows)
    }
    return try apply(.fold(Fold(window: settings, size: image)), to: value)
  }

  /// Where each maximum was found is a second output; of places that count columns first only the shape is known.
  func maxPool(_ call: Call) throws -> MadeValues {
    guard call.wants(1), try call.attributes.flag("storage_order") else {
      return try pool(call, .maximum, hasPlaces: call.wants(1))
    }
    let pooled = try pool(call, .maximum)
    guard let value = pooled.first else { return pooled }
    let places = try opaque(
      call, isKnown: true, shapes: [try shape(of: value), try shape(of: value)],
      multiplyAccumulates: 0)
    return [value, places.others.last ?? places.first]
  }

  func global(_ call: Call, _ function: Pool.Function) throws -> MadeValues {
    try apply(.adaptivePool(.global(function)), to: try call.input(0))
  }
}
