import RFKit

/// What is refused or left out whatever the machine, for the help. Each bound has its home where it is kept.
enum Limits {
  static var list: Manual.List { ("LIMITS", entries) }

  static let layerStrings =
    "At most \(Digits.grouped(LayerString.maximumLayers)) layers, repeats multiplied out, brackets "
    + "\(LayerString.maximumDepth) deep, and \(LayerString.maximumFormulaParts) numbers, names and signs in "
    + "a formula."

  private static let entries: [Manual.Entry] = [
    ("files", ByteBound.filesSummary),
    ("pipes and devices", ByteBound.streamsSummary),
    ("layer strings", layerStrings),
    ("graphs", "Brackets of JSON at most \(JSONGraph.maximumDepth) deep."),
    (
      "ONNX",
      "Operator sets \(ONNXModel.operatorSets.lowerBound) to \(ONNXModel.operatorSets.upperBound). "
        + "Functions unfold to \(Digits.grouped(ONNXModel.maximumNodesOfFunctions)) nodes, or "
        + "\(ONNXModel.nodesForEach) for each of the file, and \(ONNXModel.maximumDepthOfFunctions) deep. "
        + "Constants of at most \(Digits.grouped(ONNXModel.longestConstant)) numbers decide sizes and positions."
    ),
    (
      "outputs",
      "A layer has at most \(Digits.grouped(Split.maximumParts)) outputs, all together at most "
        + "\(Digits.grouped(Graph.maximumFurtherOutputs)) beyond one each."
    ),
    ("shapes", "At most \(Shape.maximumRank) dimensions."),
    (
      "fields",
      "Fields are kept on the inputs one after the other until they take more than "
        + "\(Digits.grouped(Report.additionalSteps)) steps and \(Report.stepsPerConnection) for each connection; "
        + "--on tells of those left out."
    ),
  ]
}
