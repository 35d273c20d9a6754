import RFKit

#if canImport(Glibc)
  @preconcurrency import Glibc
#elseif canImport(Musl)
  @preconcurrency import Musl
#elseif canImport(Darwin)
  @preconcurrency import Darwin
#endif

extension Terminal {
  /// Where standard output of this process goes.
  public static var current: Terminal {
    var environment: [String: String] = [:]
    for name in ["NO_COLOR", "TERM", "COLUMNS"] {
      if let value = getenv(name) { environment[name] = String(cString: value) }
    }
    var window = winsize()
    let isKnown = ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &window) == 0 && window.ws_col > 0
    let width = environment["COLUMNS"].flatMap(Int.init) ?? (isKnown ? Int(window.ws_col) : 80)
    return Terminal(
      isInteractive: isatty(STDOUT_FILENO) == 1, width: width, environment: environment)
  }
}

extension ProgressOutput {
  /// Standard error, when it is a terminal that can overwrite a line.
  public static var standardError: ProgressOutput? {
    guard isatty(STDERR_FILENO) == 1, getenv("TERM").map({ String(cString: $0) }) != "dumb" else {
      return nil
    }
    return ProgressOutput { text in
      fputs(text.description, stderr)
      fflush(stderr)
    }
  }
}

extension CommandResult {
  /// Says what is left to say and ends the process.
  public func finish() -> Never {
    fputs(err, stderr)
    exit(code)
  }
}
