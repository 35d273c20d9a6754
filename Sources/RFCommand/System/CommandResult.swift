/// What a command leaves: both streams and the exit code. Effects on files have happened by then.
public struct CommandResult: Hashable, Sendable {
  public var out: [UInt8]
  public var err: String
  public var code: Int32

  init(out: String = "", err: String = "", code: ExitCode = .done) {
    self.out = Array(out.utf8)
    self.err = err
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
