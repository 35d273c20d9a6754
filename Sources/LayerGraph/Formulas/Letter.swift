/// What a quantity is called in formulas: one of the letters of the course books, and which of those it is.
public struct Letter: Hashable, Sendable {
  public let name: Name
  public let mark: Mark
  /// Which of several it is, from 1: of axes along which it differs, of branches; nil where one letter is enough.
  public let number: Int?

  public init(_ name: Name, _ mark: Mark = .none, number: Int? = nil) {
    (self.name, self.mark, self.number) = (name, mark, number)
  }

  /// The raw value is how it is written.
  public enum Name: String, Hashable, Sendable, CaseIterable {
    /// Positions along an axis.
    case length = "N"
    /// Taps of a kernel.
    case kernel = "F"
    case stride = "S"
    /// Padding before the first position.
    case paddingBefore = "P"
    /// Padding after the last.
    case paddingAfter = "Q"
    case dilation = "D"
    case channels = "C"
    case groups = "G"
    case outputPadding = "A"
    /// Samples in a batch.
    case batch = "B"
    /// Rows, features, columns of a matrix product.
    case rows = "M"
    case features = "E"
    case columns = "L"
    /// Keys that queries attend to.
    case keys = "T"
    case heads = "h"
    /// Directions, gates, units of a recurrence.
    case directions = "d"
    case gates = "g"
    case hidden = "U"
    case field = "R"
    case jump = "j"
    case start
    /// Where something begins and ends: the first and the last that is read.
    case first = "a"
    case last = "b"
    /// How many positions of the layer before a unit spans.
    case own = "K"
    /// Where unit 0 samples the layer before.
    case sample = "x"
    case unit = "u"
    /// How far apart branches sample.
    case apart = "Δ"
    case macs = "MACs"
    case flops = "FLOPs"
    /// Learned numbers.
    case parameters
  }

  /// Of which layer it is.
  public enum Mark: Hashable, Sendable {
    case none
    /// After the layer: N′, C′.
    case output
    /// Of the layer before: Rₙ₋₁.
    case before
    /// Of this one: Rₙ.
    case after
  }
}
