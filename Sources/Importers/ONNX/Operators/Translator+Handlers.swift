extension Translator {
  typealias Handler = @Sendable (Translator, Call) throws -> MadeValues

  /// What each operator of ONNX becomes. An operator that isn't here is opaque.
  static let handlers: [String: Handler] = [
    convolutionHandlers, poolHandlers, normalizationHandlers, pointwiseHandlers, mergingHandlers,
    productHandlers, reshapingHandlers, movingHandlers, scatteringHandlers, resizingHandlers,
    reducingHandlers, constantHandlers, sequenceHandlers, recurrenceHandlers, signalHandlers,
    branchHandlers, otherHandlers,
  ].reduce(into: [:]) { all, group in all.merge(group) { first, _ in first } }
}
