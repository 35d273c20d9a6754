import Foundation

/// How much the tests with random and measured cases run.
///
/// A debug build runs each of these loops twenty to fifty times slower than a release build, so plain
/// `swift test` takes a share of the cases, and all of them where `RFCALC_REFERENCE` is set (its folder
/// holds measured figures) or in a release build.
public enum WideRun {
  public static let isOn: Bool = {
    #if DEBUG
      ProcessInfo.processInfo.environment["RFCALC_REFERENCE"] != nil
    #else
      true
    #endif
  }()

  /// All of `count` cases in a wide run, else a quarter.
  public static func cases(_ count: Int) -> Int { isOn ? count : count / 4 }
}
