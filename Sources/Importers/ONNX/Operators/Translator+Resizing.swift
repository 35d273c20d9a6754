import ConvArithmetic
import LayerGraph

extension Translator {
  static let resizingHandlers: [String: Handler] = [
    "Resize": { try $0.resize($1) },
    "Upsample": { try $0.upsample($1) },
  ]

  /// Inputs since operator set 11: X, roi, scales, sizes; in set 10: X, scales.
  private func resize(_ call: Call) throws -> [TensorValue?] {
    let input = try call.input(0)
    let isOld = call.version < 11
    let scales = try factors(call, isOld ? 1 : 2)
    let sizes = scales == nil && !isOld ? try call.dims(3) : nil
    let rank = try shape(of: input).rank
    let count = scales?.count ?? sizes?.count ?? 0
    let axes = call.attributes.ints("axes") ?? Array(0..<count)
    guard count > 0, axes.count == count else {
      throw ImportProblem.listsDiffer("axes", axes.count, "scales or sizes", count)
    }
    let policy = call.attributes.string("keep_aspect_ratio_policy") ?? "stretch"
    guard policy == "stretch", !call.attributes.flag("antialias"),
      !call.attributes.flag("exclude_outside")
    else { return try resizedSomehow(call, scales, sizes, axes, policy) }
    // Axes that stay as they are say nothing.
    let shape = try self.shape(of: input)
    let used = axes.indices.filter { index in
      guard let axis = Folding.place(axes[index], rank) else { return true }
      if let scales { return scales[index] != Rational(1) }
      return sizes?[index] != shape[axis]
    }
    if used.isEmpty { return try apply(.identity(Identity()), [input]) }
    guard let resize = try interpolation(call, shape, used.map { axes[$0] }) else {
      return try resizedSomehow(call, scales, sizes, axes, policy)
    }
    // One scale or size for each spatial axis, those that stay included.
    let places = axes.map { Folding.place($0, rank) }
    var factors: [Rational] = []
    for axis in Shape.firstSpatialDimension..<rank {
      guard let index = places.firstIndex(of: axis) else {
        factors.append(Rational(1))
        continue
      }
      if let scales {
        factors.append(scales[index])
      } else if let size = sizes?[index], let factor = factor(from: shape[axis], to: size) {
        factors.append(factor)
      } else {
        return try resizedSomehow(call, scales, sizes, axes, policy)
      }
    }
    return try apply(.resize(resize(factors)), [input])
  }

  /// How often a size is another, where that is one number whatever the sizes are.
  private func factor(from length: Dim, to size: Dim) -> Rational? {
    if let n = length.constant, let o = size.constant, n > 0 { return try? Rational(o, over: n) }
    return size.exactlyDivided(by: length)?.constant.map { Rational($0) }
  }

  /// The operator of ours that samples as this call asks; nil where none does.
  private func interpolation(
    _ call: Call, _ shape: Shape, _ axes: [Int]
  ) throws -> (([Rational]) -> Resize)? {
    let isSpatial = axes.allSatisfy { axis in
      (Folding.place(axis, shape.rank) ?? 0) >= Shape.firstSpatialDimension
    }
    guard isSpatial, shape.rank > Shape.firstSpatialDimension else { return nil }
    let coordinates =
      call.operation == "Upsample" || call.version < 11
      ? "asymmetric"
      : call.attributes.string("coordinate_transformation_mode") ?? "half_pixel"
    let rounding =
      call.version < 11 ? "floor" : call.attributes.string("nearest_mode") ?? "round_prefer_floor"
    let coefficient = call.attributes.float("cubic_coeff_a", default: -0.75)
    switch (try mode(call), coordinates) {
    case (.nearest, "asymmetric") where rounding == "floor":
      return { Resize(mode: .nearest, target: .scale(PerAxis($0))) }
    case (.linear, "half_pixel"):
      return { Resize(mode: .linear, target: .scale(PerAxis($0))) }
    case (.cubic, "half_pixel") where coefficient == -0.75:
      return { Resize(mode: .cubic, target: .scale(PerAxis($0))) }
    case (let mode, "align_corners")
    where mode != .nearest && (mode != .cubic || coefficient == -0.75):
      return { Resize(mode: mode, target: .scale(PerAxis($0)), alignCorners: true) }
    default: return nil
    }
  }

  /// Operator sets 7 and 9: positions scale from the corner.
  private func upsample(_ call: Call) throws -> [TensorValue?] {
    let scales =
      try call.attributes.floats("scales").map { try $0.map { try rational($0) } }
      ?? factors(call, 1)
    guard let scales else { throw ImportProblem.attributeMissing("scales") }
    let used = scales.indices.filter { scales[$0] != Rational(1) }
    let input = try call.input(0)
    if used.isEmpty { return try apply(.identity(Identity()), [input]) }
    let shape = try self.shape(of: input)
    guard scales.count == shape.rank, let resize = try interpolation(call, shape, used) else {
      return try resizedSomehow(call, scales, nil, Array(scales.indices), "stretch")
    }
    return try apply(.resize(resize(Array(scales[Shape.firstSpatialDimension...]))), [input])
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
    switch call.attributes.string("mode") ?? "nearest" {
    case "nearest": .nearest
    case "linear", "bilinear", "trilinear": .linear
    case "cubic": .cubic
    case let other: throw ImportProblem.attribute("mode", "'\(other)' is no way to resize")
    }
  }

  /// The size alone: for antialiasing, regions of interest and kept aspect ratios.
  private func resizedSomehow(
    _ call: Call, _ scales: [Rational]?, _ sizes: [Dim]?, _ axes: [Int], _ policy: String
  ) throws -> [TensorValue?] {
    var shape = try call.shape(0)
    let places = axes.compactMap { Folding.place($0, shape.rank) }
    guard places.count == axes.count else { throw ImportProblem.shapeUnknown }
    if let scales {
      // A region of interest is resized, not the whole, when the coordinates say so.
      if call.attributes.string("coordinate_transformation_mode") == "tf_crop_and_resize" {
        throw ImportProblem.shapeUnknown
      }
      for (index, axis) in places.enumerated() {
        shape[axis] = try (try shape[axis] * Dim(scales[index].numerator))
          .floorDivided(by: scales[index].denominator)
      }
      return try opaque(call, isKnown: true, shapes: [shape])
    }
    guard let sizes else { throw ImportProblem.shapeUnknown }
    if policy == "stretch" {
      for (index, axis) in places.enumerated() { shape[axis] = sizes[index] }
      return try opaque(call, isKnown: true, shapes: [shape])
    }
    try keepAspect(&shape, places, sizes, isSmaller: policy == "not_larger")
    return try opaque(call, isKnown: true, shapes: [shape])
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
