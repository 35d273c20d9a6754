public import Escaping

/// One value on which report and measurement differ.
public struct Disagreement: Hashable, Sendable, MessageConvertible {
  public let quantity: Quantity
  /// The layer, or nil for the network as a whole.
  public let layer: String?
  /// What of it: "output 0", "height unit 3".
  public let detail: String
  public let analysed: String
  public let measured: String

  public var message: Message {
    let parts = [layer, detail.isEmpty ? nil : detail].compactMap { $0 }
    let place: Message = parts.map { "\($0)" }.joined(separator: " ")
    return "\(quantity.rawValue): \(place.isEmpty ? "network" : place): "
      + "the report says \(analysed), measured \(measured)"
  }
}
