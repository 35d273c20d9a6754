extension Translator {
  typealias Handler = @Sendable (Translator, Call) throws -> MadeValues

  /// What each operator of ONNX becomes. An operator that isn't here is opaque.
  static let handlers: [String: Handler] = [
    convolutionHandlers, poolHandlers, normalizationHandlers, pointwiseHandlers, mergingHandlers,
    productHandlers, reshapingHandlers, movingHandlers, scatteringHandlers, resizingHandlers,
    reducingHandlers, constantHandlers, sequenceHandlers, recurrenceHandlers, signalHandlers,
    quantizationHandlers, quantizedLayerHandlers, deformingHandlers,
    branchHandlers, bodyHandlers, otherHandlers,
  ].reduce(into: [:]) { all, group in all.merge(group) { first, _ in first } }

  /// What each operator of onnxruntime becomes, that it puts in the place of one or several of ONNX.
  static let runtimeHandlers: [String: Handler] = [
    quantizationHandlers, quantizedLayerHandlers, quantizedRuntimeHandlers, fusedHandlers,
    transformerHandlers,
  ].reduce(into: [:]) { all, group in all.merge(group) { first, _ in first } }
}
