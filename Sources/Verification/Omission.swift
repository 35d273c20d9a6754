/// Why something is not compared.
public enum Omission: String, Hashable, Sendable, CaseIterable {
  /// Opaque operators, or an answer in no closed form.
  case unknown = "the report does not know it"
  /// A closed form holds for units that meet no border.
  case atBorders = "every unit looked at meets a border"
  /// A gate sees the whole image besides, which hides what the local part sees.
  case besideGates = "a gate sees everything besides"
  /// Values on the way lie flattened, or the way leads through what can't be followed unit by unit.
  case notFollowed = "the way to the image can't be followed unit by unit"
  /// It takes too much or failed; which is said of the pass.
  case passNotRun = "the pass for centres was not run"
  /// A pass with NaNs can't tell where there are some without.
  case notFinite = "not finite anyway, or made from a comparison that hides NaNs"
  /// A logarithm, a maximum over padding alone, and layers that read these.
  case leadsOutOfTheFinite = "the mathematics leads out of the finite"
  /// A constant that stands for fewer learned numbers than it has elements, and layers whose numbers a file
  /// stores otherwise: as parts of a larger tensor, or as fixed ones.
  case madeOfOthers = "made of learned numbers that the graph does not show"
  /// The executor's values are all of one type.
  case severalTypes = "the network stores its values in several types"
  /// Inputs on which all fields together take too many steps.
  case inputLeftOut = "the report keeps no fields on so many inputs"
  /// Every input has passes of its own through all layers.
  case inputsSampled = "the input is not among the first ones, which were looked at"
  /// A Float holds no more than 3.4·10³⁸, which products of many layers pass.
  case pastFloat = "values leave the range of Float"
  /// Nor is there a run that could tell a kernel's mistake from that.
  case notToldWhy = "not finite, and the pass in wide numbers that would tell why was not run"
  /// Following regions back through a deep network takes the longer the deeper a layer lies.
  case layersSampled = "the layer is not among those that were looked at"
  /// A known operator without a kernel: what it makes is declared, and what it does is not done.
  case stoodInFor = "the operator was not run: fixed numbers of its shape stood for it"
}
