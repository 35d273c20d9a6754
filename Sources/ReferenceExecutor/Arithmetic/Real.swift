#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// A floating-point number with the functions that activations need.
package protocol Real: BinaryFloatingPoint, BitwiseCopyable, Sendable {
  static func evaluate(_ function: ElementaryFunction, at x: Self) -> Self
  static func power(_ x: Self, _ y: Self) -> Self

  /// Learned numbers, which are made as Float: those themselves, and no copy of them, where they can be.
  static func learned(_ values: [Float]) -> [Self]

  static var hasFastPath: Bool { get }
  static func multiplyMatrices(_ job: MatrixJob<Self>, threads: Int) -> Bool
  static func convolve(_ job: ConvolutionJob<Self>, threads: Int) -> Bool
}

extension Float: Real {
  @inline(__always)
  package static func evaluate(_ function: ElementaryFunction, at x: Float) -> Float {
    switch function {
    case .exponential: exp(x)
    case .logarithm: log(x)
    case .squareRoot: x.squareRoot()
    case .errorFunction: erf(x)
    case .floor: x.rounded(.down)
    case .ceil: x.rounded(.up)
    case .round: x.rounded(.toNearestOrEven)
    case .sine: sin(x)
    case .cosine: cos(x)
    case .tangent: tan(x)
    case .arcSine: asin(x)
    case .arcCosine: acos(x)
    case .arcTangent: atan(x)
    case .hyperbolicSine: sinh(x)
    case .hyperbolicCosine: cosh(x)
    case .tanh: tanh(x)
    case .arcHyperbolicSine: asinh(x)
    case .arcHyperbolicCosine: acosh(x)
    case .arcHyperbolicTangent: atanh(x)
    }
  }

  @inline(__always)
  package static func power(_ x: Float, _ y: Float) -> Float { pow(x, y) }

  package static func learned(_ values: [Float]) -> [Float] { values }
}

extension Double: Real {
  @inline(__always)
  package static func evaluate(_ function: ElementaryFunction, at x: Double) -> Double {
    switch function {
    case .exponential: exp(x)
    case .logarithm: log(x)
    case .squareRoot: x.squareRoot()
    case .errorFunction: erf(x)
    case .floor: x.rounded(.down)
    case .ceil: x.rounded(.up)
    case .round: x.rounded(.toNearestOrEven)
    case .sine: sin(x)
    case .cosine: cos(x)
    case .tangent: tan(x)
    case .arcSine: asin(x)
    case .arcCosine: acos(x)
    case .arcTangent: atan(x)
    case .hyperbolicSine: sinh(x)
    case .hyperbolicCosine: cosh(x)
    case .tanh: tanh(x)
    case .arcHyperbolicSine: asinh(x)
    case .arcHyperbolicCosine: acosh(x)
    case .arcHyperbolicTangent: atanh(x)
    }
  }

  @inline(__always)
  package static func power(_ x: Double, _ y: Double) -> Double { pow(x, y) }

  package static func learned(_ values: [Float]) -> [Double] { values.map(Double.init) }

  package static var hasFastPath: Bool { false }
  package static func multiplyMatrices(_ job: MatrixJob<Double>, threads: Int) -> Bool { false }
  package static func convolve(_ job: ConvolutionJob<Double>, threads: Int) -> Bool { false }
}
