import RFKit

/// What a command leaves: what it has to say on standard error, and the exit code. Results are on standard
/// output or in files by then.
public struct CommandResult: Hashable, Sendable {
  /// What is still to be written to standard output.
  var out: [UInt8]
  var said: Message
  public var code: Int32

  init(out: String = "", err: Message = "", code: ExitCode = .done) {
    self.out = Array(out.utf8)
    said = err
    self.code = code.rawValue
  }

  /// What is to be written to standard error.
  public var err: String { said.description }

  /// With what was left to write on standard output; else why not.
  func written(in context: Context) -> CommandResult {
    var result = self
    result.out = []
    do throws(Failure) {
      try context.write(out)
    } catch {
      result.said += error.text(in: .docs)
      result.code = error.code.rawValue
    }
    return result
  }
}

/// The codes of sysexits.h, and 1 for a check that did not hold.
enum ExitCode: Int32 {
  case done = 0
  case checkFailed = 1
  case usage = 64
  case badInput = 65
  case noInput = 66
  case defect = 70
  case inputOutput = 74
}
