import RFKit

/// What a command has to say. All that can be wrong with the command line and its input has been looked for
/// by then: it only needs to be written.
struct CommandOutput {
  var code = ExitCode.done
  let write: (TextOutput) -> Void

  init(code: ExitCode = .done, write: @escaping (TextOutput) -> Void) {
    (self.code, self.write) = (code, write)
  }

  static func lines(_ text: String) -> CommandOutput { CommandOutput { $0.write(lines: text) } }
}
