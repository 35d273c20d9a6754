/// The data of one operator. What it means (shapes, fields, parameters, work) lives in Analyses.
public protocol OperatorPayload: Hashable, Sendable {
  /// The field's name for the layer, as a table shows it: "conv", "max pool".
  var kind: String { get }
  /// The settings that matter, as short as they are read: "7×7 s2 p3". Empty when there are none.
  var summary: String { get }
  /// How many values it reads.
  var arity: ClosedRange<Int> { get }
  /// How many values it makes.
  var outputCount: Int { get }
  /// Refuses settings that have no meaning whatever the input: stride 0, negative dilation.
  func validate() throws(Problem)
}

extension OperatorPayload {
  /// Refuses a setting below its least meaningful value.
  func require(
    _ setting: String, _ values: PerAxis<Int>, atLeast bound: Int
  ) throws(Problem) {
    if values.values.isEmpty { throw .settingMissing(setting) }
    for value in values.values where value < bound {
      throw .settingTooSmall(setting, value: value, least: bound)
    }
  }

  func require(_ setting: String, _ value: Int, atLeast bound: Int) throws(Problem) {
    if value < bound { throw .settingTooSmall(setting, value: value, least: bound) }
  }

  /// Refuses a choice of more dimensions than a value can have.
  func require(_ setting: String, dimensions count: Int) throws(Problem) {
    if count > Shape.maximumRank {
      throw .tooManyDimensions(setting, count, greatest: Shape.maximumRank)
    }
  }

  /// Refuses a choice of no dimensions, and settings for another number of them.
  func require<Value>(
    _ setting: String, _ values: PerAxis<Value>, fits dimensions: [Int]?
  ) throws(Problem) {
    guard let dimensions else { return }
    if dimensions.isEmpty { throw .settingMissing("dimensions") }
    try require("the choice", dimensions: dimensions.count)
    if !values.fits(rank: dimensions.count) {
      throw .dimensionCount(setting, given: values.values.count, dimensions: dimensions.count)
    }
  }

  /// Refuses a number of outputs below 1, or so many that one node would make millions of values.
  func requireOutputs(_ count: Int) throws(Problem) {
    try require("outputs", count, atLeast: 1)
    if count > Split.maximumParts {
      throw .settingTooLarge("outputs", value: count, greatest: Split.maximumParts)
    }
  }
}

extension [Int] {
  /// "dim 1", "dims 1,2".
  var summary: String {
    (count == 1 ? "dim " : "dims ") + map(\.description).joined(separator: ",")
  }
}
