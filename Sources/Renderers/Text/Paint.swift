package import Escaping

/// Colour, or none.
package struct Paint: Sendable {
  let isOn: Bool

  package static let plain = Paint(isOn: false)
  package static let ansi = Paint(isOn: true)

  /// What a terminal is told before a text and after it.
  struct Change {
    let on: StaticString
    let off: StaticString = "\u{1B}[0m"
  }

  /// Nil without colour.
  var bold: Change? { isOn ? Change(on: "\u{1B}[1m") : nil }
  var dim: Change? { isOn ? Change(on: "\u{1B}[2m") : nil }

  package func bold(_ text: Message) -> Message { painted(text, "\u{1B}[1m") }
  package func dim(_ text: Message) -> Message { painted(text, "\u{1B}[2m") }

  private func painted(_ text: Message, _ start: Message) -> Message {
    isOn ? start + text + "\u{1B}[0m" : text
  }
}
