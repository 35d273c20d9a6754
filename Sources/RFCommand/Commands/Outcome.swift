import RFKit

/// What came of a command.
struct Outcome {
  var code = ExitCode.done
  /// What is to be said on standard error, beside the result.
  var said: Message = ""
  /// The result, part by part. Nothing of it is made before it is written.
  private var parts: [(TextOutput) -> Void] = []

  init() {}

  init(code: ExitCode = .done, write: @escaping (TextOutput) -> Void) {
    self.code = code
    parts = [write]
  }

  static func lines(_ text: String) -> Outcome { Outcome { $0.write(lines: text) } }

  mutating func add(_ write: @escaping (TextOutput) -> Void) { parts.append(write) }

  func write(to output: TextOutput) {
    for part in parts { part(output) }
  }
}
