/// What is known of the place where the output goes.
public struct Terminal: Hashable, Sendable {
  /// Whether standard output is a terminal.
  public var isInteractive: Bool
  /// Its width in cells; of use only when it is a terminal.
  public var width: Int
  /// NO_COLOR and TERM.
  public var environment: [String: String]

  public init(isInteractive: Bool, width: Int = 80, environment: [String: String] = [:]) {
    self.isInteractive = isInteractive
    self.width = width
    self.environment = environment
  }

  /// A pipe or a file: no colour, and nothing depends on a width.
  public static let none = Terminal(isInteractive: false)

  /// Narrower than this, text is cut rather than squeezed.
  private static let narrowest = 40

  /// The limit for tables; nil where nothing may depend on a width.
  var tableWidth: Int? { isInteractive ? max(width, Self.narrowest) : nil }

  /// The limit for running text.
  var textWidth: Int { isInteractive ? max(width, Self.narrowest) : 80 }

  /// Whether colour is welcome when nobody asked (no-color.org).
  var wantsColor: Bool {
    isInteractive && (environment["NO_COLOR"] ?? "").isEmpty && environment["TERM"] != "dumb"
  }
}
