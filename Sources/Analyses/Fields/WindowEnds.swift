package import ConvArithmetic

/// Where units would sample if windows that move one position per unit were their first tap alone, and
/// their last.
///
/// A causal chain pads its windows on one side only, so that the last tap stays at the unit's place: its
/// branches are apart, by intent, while their last taps are together.
package struct WindowEnds: Hashable, Sendable {
  package let first: CentreMap
  package let last: CentreMap

  static let identity = WindowEnds(first: .identity, last: .identity)

  /// Nil behind maps that have phases, where nobody would pad so.
  func followed(by map: AxisMap) -> WindowEnds? {
    guard let first = try? first.followed(by: map.narrowed(to: .first)), first.period == 1,
      let last = try? last.followed(by: map.narrowed(to: .last)), last.period == 1
    else { return nil }
    return WindowEnds(first: first, last: last)
  }

  func merged(with other: WindowEnds) -> WindowEnds? {
    guard let first = try? first.merged(with: other.first),
      let last = try? last.merged(with: other.last)
    else { return nil }
    return WindowEnds(first: first, last: last)
  }
}
