public import ConvArithmetic

/// What is wrong with a layer or a graph, with the evidence. The text is made in `Problem+Text.swift`.
public enum Problem: Error, Hashable, Sendable {
  // Settings without meaning
  case settingMissing(String)
  case settingTooSmall(String, value: Int, least: Int)
  case settingTooLarge(String, value: Int, greatest: Int)
  case axisCount(String, given: Int, spatialRank: Int)
  case dimensionCount(String, given: Int, dimensions: Int)
  case stepIsZero
  case rateOutOfRange(Double)
  case scaleNotPositive(Rational)
  case cubicCoefficient(Double)
  case outputPaddingTooLarge(outputPadding: Int, stride: Int, dilation: Int)
  case notAPermutation([Int])
  case dimensionsRepeat([Int])
  case tooManyDimensions(String, Int, greatest: Int)
  case severalInferredSizes
  case sizeNotPositive(dimension: Int, size: Dim, shape: Shape)
  case shapesGiven(Int, outputs: Int)
  case indexCount(given: Int, shape: Shape)
  case equation(String, EquationFault)

  // Shapes that can't meet
  case rankTooSmall(shape: Shape, least: Int)
  case rankDiffers(expected: Int, shape: Shape)
  case dimensionOutOfRange(Int, shape: Shape)
  case channelsDiffer(expected: Dim, found: Dim, shape: Shape)
  case featuresDiffer(expected: Dim, found: Dim, shape: Shape)
  /// `dim` is what `first` counts and `divisor` what `second` does: input channels, groups.
  case notDivisible(String, Dim, by: Int, String)
  case windowTooLarge(axis: Int, extent: Int, padded: Dim, shape: Shape)
  case paddingNotBelowWindow(padding: Int, extent: Int)
  case borderTooWide(PaddingMode, padding: Dim, length: Dim)
  case outputEmpty(axis: Int, size: Dim, shape: Shape)
  case dimensionEmpty(Int, size: Dim, shape: Shape)
  case sliceEmpty(dimension: Int, shape: Shape)
  case shapesDontBroadcast(Shape, Shape, dimension: Int)
  case concatDiffers(Shape, Shape, dimension: Int)
  case partsDontAddUp(total: Int, size: Dim, dimension: Int)
  case tooManyParts(Int, size: Dim, dimension: Int)
  case elementsDiffer(from: Shape, to: String, found: Dim, wanted: Dim)
  case cannotInfer(from: Shape, to: String, found: Dim, known: Dim)
  case sizesDiffer(Shape, Shape, dimension: Int)
  case squeezeNotOne(dimension: Int, shape: Shape)
  case cropTooLarge(from: Shape, to: Shape)
  case innerSizesDiffer(Shape, Shape, Dim, Dim)
  case weightDiffers(Shape, needed: Shape)
  case indexOutOfRange(Int, dimension: Int, shape: Shape)
  case labelsDontFit(Shape, labels: String)
  case labelSizesDiffer(String, Dim, Dim)

  // Graphs
  case noOutput
  case noNodes
  case noInput
  case duplicateName(String)
  case duplicateAlias(String, of: String)
  case emptyName(layer: Int, kind: String)
  case inputMissing(Int, count: Int)
  case outputMissing(node: String, output: Int, count: Int)
  case foreignValue(network: String)
  case tooManyOutputs(Int, greatest: Int)
  case arity(given: Int, allowed: ClosedRange<Int>)
  case cycle([String])
  case opaqueNotAllowed(String)
  case sharedWeightsDiffer(
    key: String, first: String, has: ParameterCounts, needed: ParameterCounts)
  case inputShapesGiven(given: Int, inputs: Int)
  case unknownNode(String, suggestion: String?)
  /// What a network was read for can't be.
  case conditionExcluded(Requirement)
  /// An operator with rules of its own.
  case notWritable

  // Questions
  case unitOutOfRange(axis: Int, unit: Int, size: Dim)
  case unitCount(given: Int, axes: Int, rank: Int?)
  case pixelOutOfRange(axis: Int, pixel: Int, size: Dim)
  case sizesOpen(Shape)
  case undetermined(UnknownReason)

  // Rules of an embedding program
  case rulesMadeOutputs(Int, declared: Int)
  case rulesMadeRoutes(inputs: Int, given: Int)
  case rulesRoutesMalformed(input: Int, shape: Shape)
}
