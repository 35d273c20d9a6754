/// The vector that every target has in hardware (SSE2, NEON): four floats.
///
/// Wider Swift vectors are split into these by the compiler; a tile of `SIMD8` accumulators was seen
/// to spill and to run at a third of the speed.
typealias Vector = SIMD4<Float>

extension UnsafePointer<Float> {
  /// Four consecutive floats from any address.
  @inline(__always)
  func vector(_ offset: Int) -> Vector {
    UnsafeRawPointer(self + offset).loadUnaligned(as: Vector.self)
  }

  /// Four consecutive floats from an address that is a multiple of 16, as in packed panels: the
  /// compiler may then fold the load into the multiplication.
  @inline(__always)
  func alignedVector(_ offset: Int) -> Vector {
    UnsafeRawPointer(self + offset).load(as: Vector.self)
  }
}

extension UnsafeMutablePointer<Float> {
  /// Four consecutive floats from any address.
  @inline(__always)
  func vector(_ offset: Int) -> Vector { UnsafePointer(self).vector(offset) }

  /// Stores four consecutive floats at any address.
  @inline(__always)
  func store(_ vector: Vector, at offset: Int) {
    UnsafeMutableRawPointer(self + offset).storeBytes(of: vector, as: Vector.self)
  }
}
