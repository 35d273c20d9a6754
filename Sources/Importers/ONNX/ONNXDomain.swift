/// ONNX's own operators.
enum ONNXDomain {
  static let own = ""
  static let longName = "ai.onnx"

  /// Refuses sets of other versions, and where none is named.
  static func check(_ opsets: [String: Int], at place: ONNXError.Place) throws(ONNXError) {
    guard let version = opsets[own] else { throw ONNXError(place, .noOperatorSet) }
    let known = ONNXModel.operatorSets
    if (1..<known.lowerBound).contains(version) { throw ONNXError(place, .operatorSet(version)) }
    if !known.contains(version) { throw ONNXError(place, .noSuchSet(version)) }
  }
}
