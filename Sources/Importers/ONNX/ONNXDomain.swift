/// Whose operators are read: ONNX's own, and those that onnxruntime puts in their place.
enum ONNXDomain {
  static let own = ""
  static let longName = "ai.onnx"
  static let runtime = "com.microsoft"
  /// Of maps whose channels lie in blocks.
  static let blocked = "com.microsoft.nchwc"

  /// Refuses sets of other versions, and where none is named.
  static func check(_ opsets: [String: Int], at place: ONNXError.Place) throws(ONNXError) {
    guard let version = opsets[own] else { throw ONNXError(place, .noOperatorSet) }
    let known = ONNXModel.operatorSets
    if (1..<known.lowerBound).contains(version) { throw ONNXError(place, .operatorSet(version)) }
    if !known.contains(version) { throw ONNXError(place, .noSuchSet(version)) }
  }
}
