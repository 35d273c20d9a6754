import RFKit

/// What a command leaves: what it has to say on standard error, and the exit code. Results are on standard
/// output or in files by then.
public struct CommandResult: Hashable, Sendable {
  /// What is to be written to standard error.
  public let err: String
  public let code: Int32

  init(err: Message, code: ExitCode) {
    self.err = err.description
    self.code = code.rawValue
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
