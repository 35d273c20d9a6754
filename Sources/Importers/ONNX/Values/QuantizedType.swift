import LayerGraph

/// What whole numbers of few bits are stored as.
struct QuantizedType {
  /// Nil for real numbers of few bits, and where the type isn't known.
  let bounds: ClosedRange<Int>?
  /// Whether it is one of real numbers, to whose rounding nothing is added.
  let isReal: Bool
  let stored: LayerGraph.ElementType

  /// - Parameter number: that of ONNX's TensorProto.DataType; nil where it isn't known.
  init(_ number: Int?) {
    let bounds = number.flatMap(Self.bounds)
    self.bounds = bounds
    isReal = bounds == nil && number != nil
    stored =
      number.flatMap { ElementType(rawValue: $0)?.stored }
      ?? (bounds.map { $0.lowerBound == 0 } ?? false ? .uint8 : .int8)
  }

  private static func bounds(_ number: Int) -> ClosedRange<Int>? {
    switch number {
    case 2: 0...255
    case 3: -128...127
    case 4: 0...65535
    case 5: -32768...32767
    case 6: Int(Int32.min)...Int(Int32.max)
    case 12: 0...Int(UInt32.max)
    case 21: 0...15
    case 22: -8...7
    case 25: 0...3
    case 26: -2...1
    default: nil
    }
  }

  /// That which is meant where nothing is said.
  static let usual = QuantizedType(ElementType.uint8.rawValue)
}

/// How whole numbers q stand for real ones: (q − zero point)·scale.
struct QuantizationGrid {
  /// Nil: 1.
  var scale: TensorValue?
  /// Nil: 0.
  var zeroPoint: TensorValue?
  /// Along which there is one of each for each place, where there is more than one.
  var axis = 1
}
