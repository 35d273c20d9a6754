/// How numbers are stored.
public enum ElementType: String, Hashable, Sendable, CaseIterable {
  case float64, float32, float16, bfloat16
  case int64, int32, int16, int8, uint8, bool
  /// Not at all: what one part of an operator hands to the next, where a file has them as one.
  case notStored

  public var bytes: Int {
    switch self {
    case .float64, .int64: 8
    case .float32, .int32: 4
    case .float16, .bfloat16, .int16: 2
    case .int8, .uint8, .bool: 1
    case .notStored: 0
    }
  }

  public var isReal: Bool {
    switch self {
    case .float64, .float32, .float16, .bfloat16: true
    case .int64, .int32, .int16, .int8, .uint8, .bool, .notStored: false
    }
  }
}
