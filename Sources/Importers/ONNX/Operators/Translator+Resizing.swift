import Analyses
import ConvArithmetic
import Escaping
import LayerGraph

extension Translator {
  static let resizingHandlers: [String: Handler] = [
    "Resize": { try $0.resize($1) },
    "Upsample": { try $0.upsample($1) },
  ]

  /// Inputs since operator set 11: X, roi, scales, sizes; in set 10: X, scales.
  private func resize(_ call: Call) throws -> MadeValues {
    let input = try call.input(0)
    let isOld = call.version < 11
    let scales = try factors(call, isOld ? 1 : 2)
    let sizes = scales == nil && !isOld ? try call.dims(3) : nil
    let rank = try shape(of: input).rank
    let count = scales?.count ?? sizes?.count ?? 0
    let axes = try call.attributes.ints("axes") ?? Array(0..<count)
    guard count > 0, axes.count == count else {
      throw ImportProblem.listsDiffer("axes", axes.count, "scales or sizes", count)
    }
    let policy = try call.attributes.string("keep_aspect_ratio_policy") ?? "stretch"
    guard policy == "stretch" else {
      return try resizedSomehow(call, scales, sizes, axes, policy)
    }
    // Axes that stay as they are say nothing.
    let shape = try self.shape(of: input)
    let used = axes.indices.filter { index in
      guard let axis = Folding.place(axes[index], rank) else { return true }
      if let scales { return scales[index] != Rational(1) }
      return sizes?[index] != shape[axis]
    }
    if used.isEmpty { return try apply(.identity(Identity()), to: input) }
    let places = axes.map { Folding.place($0, rank) }
    guard let sampling = try sampling(call, used.compactMap { scales?[$0] }), !places.contains(nil)
    else { return try resizedSomehow(call, scales, sizes, axes, policy) }
    let dimensions = dimensions(used.compactMap { places[$0] }, rank)
    let resized: [(scale: Rational, size: Dim)] = (dimensions ?? spatial(rank)).map { dimension in
      guard let index = places.firstIndex(of: dimension) else {
        return (Rational(1), shape[dimension])
      }
      return (scales?[index] ?? Rational(1), sizes?[index] ?? shape[dimension])
    }
    let target: Resize.Target =
      sizes == nil
      ? .scale(PerAxis(resized.map(\.scale))) : .size(PerAxis<Dim>(resized.map(\.size)))
    var resize = sampling(target, dimensions)
    if resize.mode != .nearest {
      resize.antialiases = try call.attributes.flag("antialias")
      resize.excludesOutside = try call.attributes.flag("exclude_outside")
    }
    // Of powers of two float32 rounds nothing but where symmetric half pixels begin.
    resize.usesFloat32 =
      resize.coordinates == .halfPixelSymmetric
      || used.contains { index in
        let scale =
          scales?[index]
          ?? places[index].flatMap { place in sizes?[index].ratio(to: shape[place]) }
        return scale.map { !$0.isPowerOfTwo } ?? true
      }
    return try apply(.resize(resize), to: input)
  }

  /// The dimensions that change; nil for the spatial axes, those that stay included.
  private func dimensions(_ used: [Int], _ rank: Int) -> [Int]? {
    used.allSatisfy { $0 >= Shape.firstSpatialDimension } ? nil : used
  }

  private func spatial(_ rank: Int) -> [Int] { Array(Shape.firstSpatialDimension..<rank) }

  /// How a call samples; nil where that is not modelled: regions of interest, and a mode of operator set
  /// 11 alone.
  /// - Parameter scales: those of the axes that change, where scales are given.
  private func sampling(
    _ call: Call, _ scales: [Rational]
  ) throws -> ((Resize.Target, [Int]?) -> Resize)? {
    let isOld = call.operation == "Upsample" || call.version < 11
    let coordinates: Resize.Coordinates
    let asked = try call.attributes.string("coordinate_transformation_mode") ?? "half_pixel"
    switch isOld ? "asymmetric" : asked {
    case "half_pixel": coordinates = .halfPixel
    case "half_pixel_symmetric": coordinates = .halfPixelSymmetric
    case "pytorch_half_pixel": coordinates = .pytorchHalfPixel
    case "align_corners": coordinates = .alignCorners
    case "asymmetric": coordinates = .asymmetric
    case "tf_crop_and_resize", "tf_half_pixel_for_nn": return nil
    case let other:
      throw ImportProblem.attribute(
        "coordinate_transformation_mode", "'\(other)' is no way to place pixels")
    }
    let rounding: Resize.Rounding
    let nearest = try call.attributes.string("nearest_mode") ?? "round_prefer_floor"
    // Before there was a choice, ONNX Runtime rounded up where it made less (`ResizeNearestMode::SIMPLE`).
    let shrinking = scales.count { $0.numerator < $0.denominator }
    if isOld, shrinking > 0, shrinking < scales.count { return nil }
    switch isOld ? (shrinking > 0 ? "ceil" : "floor") : nearest {
    case "round_prefer_floor": rounding = .roundPreferFloor
    case "round_prefer_ceil": rounding = .roundPreferCeil
    case "floor": rounding = .floor
    case "ceil": rounding = .ceil
    case let other: throw ImportProblem.attribute("nearest_mode", "'\(other)' is no rounding")
    }
    let mode = try mode(call)
    let coefficient = try call.attributes.float("cubic_coeff_a", default: -0.75)
    return { target, dimensions in
      Resize(
        mode: mode, target: target, coordinates: coordinates, rounding: rounding,
        cubicCoefficient: coefficient, dimensions: dimensions)
    }
  }

  /// Operator sets 7 and 9: positions scale from the corner.
  private func upsample(_ call: Call) throws -> MadeValues {
    let scales =
      try call.attributes.floats("scales").map { try $0.map { try rational($0) } }
      ?? factors(call, 1)
    guard let scales else { throw ImportProblem.attributeMissing("scales") }
    let used = scales.indices.filter { scales[$0] != Rational(1) }
    let input = try call.input(0)
    if used.isEmpty { return try apply(.identity(Identity()), to: input) }
    let shape = try self.shape(of: input)
    guard scales.count == shape.rank, let sampling = try sampling(call, used.map { scales[$0] })
    else {
      return try resizedSomehow(call, scales, nil, Array(scales.indices), "stretch")
    }
    let dimensions = dimensions(used, shape.rank)
    let target = Resize.Target.scale(
      PerAxis((dimensions ?? spatial(shape.rank)).map { scales[$0] }))
    var resize = sampling(target, dimensions)
    resize.usesFloat32 = used.contains { !scales[$0].isPowerOfTwo }
    return try apply(.resize(resize), to: input)
  }

  /// Scales as exact fractions: the floats that a file holds are exactly these.
  private func factors(_ call: Call, _ index: Int) throws -> [Rational]? {
    guard call.optional(index) != nil else { return nil }
    guard let array = try call.array(index) else { throw ImportProblem.dataDependent(index) }
    if array.elements.isEmpty { return nil }
    return try array.elements.map { element in
      guard let number = element.number else { throw ImportProblem.dataDependent(index) }
      return try rational(number)
    }
  }

  private func rational(_ value: Double) throws -> Rational {
    guard let (numerator, denominator) = Scalar.real(value).longRatio, numerator > 0 else {
      throw ImportProblem.attribute("scales", "\(value) is no scale")
    }
    return try Rational(numerator, over: denominator)
  }

  private func mode(_ call: Call) throws -> Resize.Mode {
    switch try call.attributes.string("mode") ?? "nearest" {
    case "nearest": .nearest
    case "linear", "bilinear", "trilinear": .linear
    case "cubic": .cubic
    case let other: throw ImportProblem.attribute("mode", "'\(other)' is no way to resize")
    }
  }

  /// The size alone: for regions of interest and kept aspect ratios.
  private func resizedSomehow(
    _ call: Call, _ scales: [Rational]?, _ sizes: [Dim]?, _ axes: [Int], _ policy: String
  ) throws -> MadeValues {
    // The region, the scales and the sizes.
    let settings: Set = [1, 2, 3]
    var shape = try call.shape(0)
    let places = axes.compactMap { Folding.place($0, shape.rank) }
    guard places.count == axes.count else { throw ImportProblem.shapeUnknown }
    if let scales {
      // A region of interest is resized, not the whole, when the coordinates say so.
      if try call.attributes.string("coordinate_transformation_mode") == "tf_crop_and_resize" {
        throw ImportProblem.shapeUnknown
      }
      var resize = Resize(
        mode: .nearest, target: .scale(PerAxis(scales)), coordinates: .asymmetric,
        dimensions: places)
      resize.usesFloat32 = true
      do {
        let shapes = try resize.outputShapes(of: [shape], requirements: &judge.requirements)
        return try opaque(
          call, isKnown: true, shapes: shapes, multiplyAccumulates: 0, settings: settings)
      } catch is UnknownReason {
        throw ImportProblem.shapeUnknown
      }
    }
    guard let sizes else { throw ImportProblem.shapeUnknown }
    if policy == "stretch" {
      for (index, axis) in places.enumerated() { shape[axis] = sizes[index] }
      return try opaque(
        call, isKnown: true, shapes: [shape], multiplyAccumulates: 0, settings: settings)
    }
    try keepAspect(&shape, places, sizes, isSmaller: policy == "not_larger")
    return try opaque(
      call, isKnown: true, shapes: [shape], multiplyAccumulates: 0, settings: settings)
  }

  /// One scale for all axes: the least (`not_larger`) or the greatest of size/length; each size is
  /// round(scale·length), half up (ONNX Resize, `keep_aspect_ratio_policy`).
  private func keepAspect(
    _ shape: inout Shape, _ axes: [Int], _ sizes: [Dim], isSmaller: Bool
  ) throws {
    var best: (numerator: Int, denominator: Int)?
    for (index, axis) in axes.enumerated() {
      guard let size = sizes[index].constant, let length = shape[axis].constant, length > 0 else {
        throw ImportProblem.shapeUnknown
      }
      if let (n, d) = best {
        let isLess = try size.times(d) < n.times(length)
        if isLess == isSmaller { best = (size, length) }
      } else {
        best = (size, length)
      }
    }
    guard let (n, d) = best else { throw ImportProblem.shapeUnknown }
    for axis in axes {
      guard let length = shape[axis].constant else { throw ImportProblem.shapeUnknown }
      let doubled = try n.times(length).times(2).plus(d)
      shape[axis] = .constant(doubled.floorQuotient(try d.times(2)))
    }
  }
}

extension Rational {
  fileprivate var isPowerOfTwo: Bool {
    numerator > 0 && numerator & (numerator - 1) == 0 && denominator & (denominator - 1) == 0
  }
}
