import LayerGraph

/// Where the output positions of one axis sample the input, in input pixels (pixel 0 at 0).
struct SampledLine {
  fileprivate let coordinates: Resize.Coordinates
  fileprivate let length: Int
  fileprivate let size: Int
  /// The scale as numerator/denominator: the factor where one was given, else size/length.
  let scale: (numerator: Int, denominator: Int)

  init(_ resize: Resize, axis: Int, length: Int, size: Int) throws(ExecutionProblem) {
    self.length = length
    self.size = size
    // A copy is a scale of 1, from whichever point.
    let isCopied = resize.keepsUnchanged && length == size
    coordinates = isCopied ? .asymmetric : resize.coordinates
    if isCopied {
      scale = (1, 1)
    } else if let factors = resize.scaleFractions {
      let factor = factors[factors.count == 1 ? 0 : axis]
      scale =
        resize.antialiases && resize.usesFloat32 ? Self.number(roundedTo: factor) : factor
    } else {
      scale = (size, length)
    }
  }

  /// The simple number that a float32 one stands for: 7/10 for 0.699999988.
  private static func number(
    roundedTo factor: (numerator: Int, denominator: Int)
  ) -> (numerator: Int, denominator: Int) {
    let rounded = Float(factor.numerator) / Float(factor.denominator)
    for denominator in 1...4096 {
      let numerator = (Double(rounded) * Double(denominator)).rounded()
      guard numerator >= 1, numerator < 0x1p30 else { continue }
      if Float(numerator) / Float(denominator) == rounded { return (Int(numerator), denominator) }
    }
    return factor
  }

  /// Where output position u samples:
  /// - asymmetric: u/s
  /// - aligned corners: u·(N − 1)/(O − 1), the first pixel for a single output
  /// - half pixels: (u + ½)/s − ½; PyTorch's the first pixel for a single output
  /// - symmetric: half pixels moved by c·(1 − O/(s·N)) with the centre c = N/2
  func point(of output: Int) throws(ExecutionProblem) -> SampledPoint {
    let isSingle = coordinates == .alignCorners || coordinates == .pytorchHalfPixel
    if size == 1, isSingle { return try SampledPoint(0, over: 1) }
    let (s, t) = scale
    switch coordinates {
    case .asymmetric:
      return try SampledPoint(try output.times(t, "scale"), over: s)
    case .alignCorners:
      return try SampledPoint(try output.times(length - 1, "size"), over: size - 1)
    case .halfPixel, .pytorchHalfPixel, .halfPixelSymmetric:
      // Over 2s: (2u + 1)·t − s, and for the symmetric ones N·s − O·t besides.
      let odd = try output.times(2, "size").plus(1, "size")
      var numerator = try odd.times(t, "scale").plus(-s, "scale")
      if coordinates == .halfPixelSymmetric {
        let surplus = try length.times(s, "scale").plus(-(try size.times(t, "scale")), "scale")
        numerator = try numerator.plus(surplus, "scale")
      }
      return try SampledPoint(numerator, over: try s.times(2, "scale"))
    }
  }
}

extension SampledLine {
  /// As `point(of:)`, with the operations that ONNX Runtime does in float32 (upsamplebase.h).
  func float32Point(of output: Int) -> SampledPoint {
    let factor = Float(scale.numerator) / Float(scale.denominator)
    let (place, from, to) = (Float(output), Float(length), Float(size))
    var point: Float
    switch coordinates {
    case .asymmetric: point = place / factor
    case .alignCorners: point = size == 1 ? 0 : place * (from - 1) / (to - 1)
    case .halfPixel: point = (place + 0.5) / factor - 0.5
    case .pytorchHalfPixel: point = size == 1 ? 0 : (place + 0.5) / factor - 0.5
    case .halfPixelSymmetric:
      let (width, centre) = (factor * from, from / 2)
      let shift = centre * (1 - to / width)
      point = Float(Double(shift) + (Double(place) + 0.5) / Double(factor) - 0.5)
    }
    // Past the ends all read the same.
    point = min(max(point, -4), from + 4)
    return SampledPoint(rounded: point)
  }
}

/// A point between two pixels, or on one.
struct SampledPoint {
  /// The pixel at or before it.
  let pixel: Int
  /// How far it lies behind that, as rest/unit.
  private let rest: Int
  private let unit: Int
  /// How far halves may be off, in the same unit.
  private var slack = 0

  init(_ numerator: Int, over unit: Int) throws(ExecutionProblem) {
    _ = try unit.times(2, "scale")
    let rest = numerator % unit
    self.rest = rest < 0 ? rest + unit : rest
    self.unit = unit
    pixel = rest < 0 ? numerator / unit - 1 : numerator / unit
  }

  /// A point that float32 rounded; halves are told within a millionth.
  init(rounded point: Float) {
    pixel = Int(point.rounded(.down))
    // Below 1 the distance from a whole number has at most 40 bits that count here.
    unit = 1 << 40
    rest = Int(Double(point - point.rounded(.down)) * 0x1p40)
    slack = Int(0x1p40 * 1e-6)
  }

  var fraction: Double { Double(rest) / Double(unit) }

  /// How far a pixel lies behind it, in steps of numerator/denominator pixels.
  func distance(to other: Int, _ numerator: Int, over denominator: Int) -> Double {
    let distance = Double(other - pixel) * Double(unit) - Double(rest)
    return distance * Double(denominator) / (Double(unit) * Double(numerator))
  }

  /// Whether the pixel behind it is the nearest.
  func isRoundedUp(_ rounding: Resize.Rounding) -> Bool {
    switch rounding {
    case .floor: false
    case .ceil: rest > 0
    case .roundPreferFloor: 2 * (rest - slack) > unit
    case .roundPreferCeil: 2 * (rest + slack) >= unit
    }
  }
}
