/// Tells of the scalars of a text, one after another, which may be shown as they are.
///
/// Not to be shown is what moves a cursor, ends a line, changes a colour or turns the writing
/// direction, and what nobody sees, as two names could then look the same or hide a third: control
/// characters, line and paragraph separators, format characters, all that Unicode has fonts ignore,
/// and what is no character for ever. Scripts that need them keep their combining marks, joiners
/// and variation selectors, where these have something to combine, join or vary. Spaces, unassigned
/// and private characters do no harm.
struct Visibility {
  /// The last scalar, if it is shown.
  private var previous: Unicode.Scalar?
  /// How many marks it carries.
  private var marks = 0

  /// As many marks as the Unicode Standard's stream-safe text has on one character (Annex 15).
  private static let mostMarks = 30

  /// - Parameter next: the scalar after this one, nil at the end.
  mutating func shows(_ scalar: Unicode.Scalar, before next: Unicode.Scalar?) -> Bool {
    let isShown =
      switch Role(scalar) {
      case .base: true
      case .mark: previous != nil && marks < Self.mostMarks
      case .joiner: marks < Self.mostMarks - 1 && previous.joins && next.isJoinable
      case .selector: previous.map { !$0.isASCII && Role($0) != .selector } ?? false
      case .hidden: false
      }
    marks = isShown && Role(scalar) != .base ? marks + 1 : 0
    previous = isShown ? scalar : nil
    return isShown
  }

  /// Whether a text of these bytes is shown as it is, because it is plain ASCII.
  static func isPlain(_ byte: UInt8) -> Bool { byte >= 0x20 && byte < 0x7F }
}

extension Visibility {
  /// What a scalar is among others.
  fileprivate enum Role {
    case base, mark, joiner, selector, hidden

    init(_ scalar: Unicode.Scalar) {
      switch scalar.value {
      case 0x20..<0x7F, 0xA0..<0xAD, 0xAE..<0x300: self = .base
      case 0..<0xAE: self = .hidden
      // Punctuation is below, combining marks for symbols too; between lie letters, arrows,
      // mathematics, boxes and shapes.
      case 0x2100..<0x2C00: self = .base
      case 0x200C, 0x200D: self = .joiner
      // The signs that Arabic and its relatives put under numbers and verses count as format
      // characters.
      case 0x600...0x605, 0x6DD, 0x70F, 0x890...0x891, 0x8E2, 0x110BD, 0x110CD: self = .base
      case 0xFE00...0xFE0F, 0xE0100...0xE01EF, 0x180B...0x180D, 0x180F: self = .selector
      default: self = Role(of: scalar.properties)
      }
    }

    private init(of properties: Unicode.Scalar.Properties) {
      if properties.isDefaultIgnorableCodePoint || properties.isNoncharacterCodePoint {
        self = .hidden
        return
      }
      switch properties.generalCategory {
      case .nonspacingMark, .enclosingMark, .spacingMark: self = .mark
      case .format: self = .hidden
      case .control, .lineSeparator, .paragraphSeparator, .surrogate: self = .hidden
      default: self = .base
      }
    }
  }
}

extension Unicode.Scalar? {
  /// Whether a joiner after it has something to join: a letter or a mark of a script, an emoji.
  fileprivate var joins: Bool { self?.value == 0xFE0F || isJoinable }

  fileprivate var isJoinable: Bool {
    guard let self, self.value >= 0x300 else { return false }
    switch Visibility.Role(self) {
    case .mark: return true
    case .base: return self.properties.isAlphabetic || self.properties.isEmoji
    case .joiner, .selector, .hidden: return false
    }
  }
}

extension StringProtocol {
  /// Whether every byte is as the test says, looked at where they lie.
  func isOfBytes(_ test: (UInt8) -> Bool) -> Bool {
    utf8.withContiguousStorageIfAvailable { $0.allSatisfy(test) } ?? utf8.allSatisfy(test)
  }
}
