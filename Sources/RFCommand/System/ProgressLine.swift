public import RFKit

/// Where a person can be told that work goes on: standard error, when it is a terminal.
public struct ProgressOutput: Sendable {
  let write: @Sendable (Message) -> Void

  public init(_ write: @escaping @Sendable (Message) -> Void) { self.write = write }
}

/// One line that is overwritten with how far the work is, once it takes more than a second, and is gone
/// when the work ends.
final class ProgressLine {
  private let output: ProgressOutput?
  private let width: Int
  private let clock: @Sendable () -> Duration
  private var isShown = false
  private var next = Duration.seconds(1)

  /// - Parameter clock: the time since the work began.
  init(_ output: ProgressOutput?, width: Int, clock: (@Sendable () -> Duration)? = nil) {
    self.output = output
    self.width = width
    let start = ContinuousClock.now
    self.clock = clock ?? { ContinuousClock.now - start }
  }

  /// Writes at most ten times a second: terminals are slow.
  func tell(_ text: @autoclosure () -> Message) {
    guard let output else { return }
    let now = clock()
    if now < next { return }
    next = now + .milliseconds(100)
    isShown = true
    output.write("\r\(text().shortened(to: max(1, width - 1)))\u{1B}[K")
  }

  func end() {
    if isShown { output?.write("\r\u{1B}[K") }
    isShown = false
  }
}
