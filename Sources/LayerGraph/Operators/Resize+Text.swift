extension Resize {
  private var isNearestExact: Bool {
    mode == .nearest && coordinates == .halfPixel && rounding == .roundPreferCeil
  }

  public var kind: String { (isNearestExact ? "nearest-exact" : mode.rawValue) + " resize" }

  /// What is usual for the kind is left out.
  public var summary: String {
    var words: [String] = []
    switch target {
    case .scale(let factors): words.append("×\(factors)")
    case .size(let sizes): words.append("to \(sizes)")
    case .like: words.append("to second")
    }
    if !isNearestExact {
      if coordinates != mode.coordinatesInPyTorch { words.append(coordinates.words) }
      if mode == .nearest, rounding != .floor { words.append(rounding.words) }
    }
    if mode == .cubic, cubicCoefficient != Self.standardCubicCoefficient {
      words.append("a \(cubicCoefficient)")
    }
    if antialiases { words.append("antialias") }
    if excludesOutside { words.append("exclude outside") }
    if let dimensions { words.append(dimensions.summary) }
    return words.joined(separator: " ")
  }
}

extension Resize.Coordinates {
  fileprivate var words: String {
    switch self {
    case .halfPixel: "half pixel"
    case .asymmetric: "asymmetric"
    case .alignCorners: "align corners"
    case .pytorchHalfPixel: "pytorch half pixel"
    case .halfPixelSymmetric: "half pixel symmetric"
    }
  }
}

extension Resize.Rounding {
  fileprivate var words: String {
    switch self {
    case .floor: "floor"
    case .ceil: "ceil"
    case .roundPreferFloor: "round prefer floor"
    case .roundPreferCeil: "round prefer ceil"
    }
  }
}
