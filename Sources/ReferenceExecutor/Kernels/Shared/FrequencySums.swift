#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// A Fourier transform in the words of its definition: Xₖ = Σ xₙ·e^(∓2πi·kn/L).
struct FrequencySums {
  let length: Int
  /// The numbers that there are; those behind them are 0.
  let terms: Int
  let frequencies: Int
  let isInverse: Bool
  /// Of e^(2πi·n/L), for each n.
  private let cosines: [Double]
  private let sines: [Double]

  init(length: Int, terms: Int, frequencies: Int, isInverse: Bool) {
    (self.length, self.terms, self.frequencies) = (length, terms, frequencies)
    self.isInverse = isInverse
    let angles = (0..<length).map { 2 * Double.pi * Double($0) / Double(length) }
    (cosines, sines) = (angles.map { cos($0) }, angles.map { isInverse ? -sin($0) : sin($0) })
  }

  /// Numbers in memory, with their imaginary parts behind each of them if there are some.
  struct Numbers<Element> {
    let first: UnsafePointer<Element>
    let step: Int
    let hasImaginary: Bool

    init(_ first: UnsafePointer<Element>, step: Int, hasImaginary: Bool) {
      (self.first, self.step, self.hasImaginary) = (first, step, hasImaginary)
    }
  }

  func run<A: Arithmetic>(
    _ input: Numbers<A.Element>, into output: UnsafeMutablePointer<A.Element>, step: Int,
    _ math: inout A
  ) {
    for frequency in 0..<frequencies {
      var (real, imaginary) = term(input, frequency, 0, &math)
      for index in 1..<max(1, terms) {
        let next = term(input, frequency, index, &math)
        real = math.add(real, next.real)
        imaginary = math.add(imaginary, next.imaginary)
      }
      if isInverse {
        let count = math.constant(Double(length))
        (real, imaginary) = (math.divide(real, count), math.divide(imaginary, count))
      }
      output[frequency &* step] = real
      output[frequency &* step &+ 1] = imaginary
    }
  }

  /// (x + iy)·(cos − i·sin)
  private func term<A: Arithmetic>(
    _ input: Numbers<A.Element>, _ frequency: Int, _ index: Int, _ math: inout A
  ) -> (real: A.Element, imaginary: A.Element) {
    // k·n mod L, step by step smaller than L².
    let angle = Int(frequency.multipliedFullWidth(by: index).low % UInt(length))
    let (cosine, sine) = (math.constant(cosines[angle]), math.constant(-sines[angle]))
    let real = input.first[index &* input.step]
    let own = (real: math.multiply(real, cosine), imaginary: math.multiply(real, sine))
    guard input.hasImaginary else { return own }
    let imaginary = input.first[index &* input.step &+ 1]
    return (
      math.subtract(own.real, math.multiply(imaginary, sine)),
      math.add(own.imaginary, math.multiply(imaginary, cosine))
    )
  }
}
