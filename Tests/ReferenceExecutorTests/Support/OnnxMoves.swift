import ConvArithmetic
import LayerGraph

/// Operators that move numbers, and resizing.
enum OnnxMoves {
  static func make(_ one: OnnxCase) throws -> OnnxTranslation? {
    let axis = one.integer("axis")
    switch one.operation {
    case "Identity": return OnnxTranslation([.identity(Identity())])
    case "Dropout":
      return one.input(2) == nil ? OnnxTranslation([.dropout(Dropout())]) : nil
    case "Flatten":
      let first = (axis ?? 1) < 0 ? (axis ?? 1) + one.sizes.count : axis ?? 1
      if first == 1 { return OnnxTranslation([.flatten(Flatten())]) }
      let rows = one.sizes[..<first].reduce(1, *)
      return OnnxTranslation([.reshape(Reshape([.value(Dim(rows)), .infer]))])
    case "Reshape":
      guard one.integer("allowzero") ?? 0 == 0 else { return nil }
      let target = (one.input(1)?.integers ?? []).map { size in
        size == 0 ? Reshape.Size.copy : size < 0 ? .infer : .value(Dim(size))
      }
      return OnnxTranslation([.reshape(Reshape(target))])
    case "Transpose":
      return OnnxTranslation([
        .permute(Permute(one.integers("perm") ?? one.sizes.indices.reversed()))
      ])
    case "Squeeze":
      guard let axes = one.input(1) else { return nil }
      return OnnxTranslation([.squeeze(Squeeze(axes.integers))])
    case "Unsqueeze":
      return OnnxTranslation([.unsqueeze(Unsqueeze(one.input(1)?.integers ?? []))])
    case "DepthToSpace":
      return OnnxTranslation([
        .pixelShuffle(PixelShuffle(factor: one.integer("blocksize") ?? 1, order: order(one)))
      ])
    case "SpaceToDepth":
      return OnnxTranslation([
        .pixelUnshuffle(PixelUnshuffle(factor: one.integer("blocksize") ?? 1, order: order(one)))
      ])
    case "Concat":
      return OnnxTranslation(
        [.concat(Concat(dimension: axis ?? 0))], dataInputs: one.inputs.count)
    case "Split":
      let parts =
        one.input(1).map { Split.Parts.sizes($0.integers) } ?? .count(one.outputs.count)
      return OnnxTranslation([.split(Split(dimension: axis ?? 0, parts: parts))])
    case "Slice": return slice(one)
    case "Pad": return pad(one)
    case "Resize", "Upsample": return try resize(one)
    default: return nil
    }
  }

  private static func order(_ one: OnnxCase) -> PixelShuffle.Order {
    one.text("mode") == "CRD" ? .channelFirst : .blockFirst
  }

  private static func slice(_ one: OnnxCase) -> OnnxTranslation? {
    let (starts, ends) = (one.input(1)?.integers ?? [], one.input(2)?.integers ?? [])
    let axes = one.input(3)?.integers ?? Array(starts.indices)
    let steps = one.input(4)?.integers ?? starts.map { _ in 1 }
    return OnnxTranslation(
      starts.indices.map {
        .slice(
          Slice(
            dimension: axes[$0], start: Dim(starts[$0]), end: Dim(ends[$0]), step: steps[$0]))
      })
  }

  private static func pad(_ one: OnnxCase) -> OnnxTranslation? {
    let modes: [String: PaddingMode] = [
      "constant": .zeros, "reflect": .reflect, "edge": .replicate, "wrap": .circular,
    ]
    let axes = one.input(3)?.integers ?? Array(one.sizes.indices)
    let pads = one.input(1)?.integers ?? []
    guard let mode = modes[one.text("mode") ?? "constant"], !axes.isEmpty else { return nil }
    return OnnxTranslation([
      .pad(
        Pad(
          before: PerAxis<Int>(Array(pads.prefix(axes.count))),
          after: PerAxis<Int>(Array(pads.suffix(axes.count))), dimensions: axes, mode: mode,
          value: one.input(2)?.values.first ?? 0))
    ])
  }

  /// All but antialiasing, other borders, regions of interest and sizes that keep the aspect ratio.
  private static func resize(_ one: OnnxCase) throws -> OnnxTranslation? {
    let isOld = one.operation == "Upsample"
    let points = one.text("coordinate_transformation_mode") ?? (isOld ? "asymmetric" : "half_pixel")
    guard one.integer("antialias") ?? 0 == 0, one.integer("exclude_outside") ?? 0 == 0,
      one.text("keep_aspect_ratio_policy") ?? "stretch" == "stretch",
      let coordinates = coordinates[points]
    else { return nil }
    let scales = one.input(isOld ? 1 : 2)
    let target: Resize.Target
    if let scales, !scales.values.isEmpty {
      // With aligned corners and broken sizes the suite spaces the points by the broken size; the
      // operator's description, onnxruntime and PyTorch by the whole one.
      if coordinates == .alignCorners,
        zip(one.sizes, scales.values).contains(where: {
          Double($0) * $1 != (Double($0) * $1).rounded()
        })
      {
        return nil
      }
      // Float factors of the suite are multiples of 1/600.
      target = .scale(
        PerAxis(try scales.values.map { try Rational(Int(($0 * 600).rounded()), over: 600) }))
    } else {
      target = .size(PerAxis<Int>(one.input(3)?.integers ?? []))
    }
    let modes: [String: Resize.Mode] = ["linear": .linear, "cubic": .cubic]
    return OnnxTranslation([
      .resize(
        Resize(
          mode: modes[one.text("mode") ?? ""] ?? .nearest, target: target, coordinates: coordinates,
          rounding: roundings[one.text("nearest_mode") ?? (isOld ? "floor" : "round_prefer_floor")]
            ?? .floor,
          cubicCoefficient: one.number("cubic_coeff_a") ?? -0.75,
          dimensions: one.integers("axes") ?? Array(one.sizes.indices)))
    ])
  }

  private static let coordinates: [String: Resize.Coordinates] = [
    "half_pixel": .halfPixel, "asymmetric": .asymmetric, "align_corners": .alignCorners,
    "pytorch_half_pixel": .pytorchHalfPixel, "half_pixel_symmetric": .halfPixelSymmetric,
  ]

  private static let roundings: [String: Resize.Rounding] = [
    "floor": .floor, "ceil": .ceil, "round_prefer_floor": .roundPreferFloor,
    "round_prefer_ceil": .roundPreferCeil,
  ]
}
