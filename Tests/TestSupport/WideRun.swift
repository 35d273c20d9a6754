public import Foundation

/// How much the tests with random and measured cases run.
///
/// A debug build runs each of these loops twenty to fifty times slower than a release build, so plain
/// `swift test` takes a share of the cases, and all of them where `RFCALC_REFERENCE` is set (its folder
/// holds measured figures) or in a release build.
public enum WideRun {
  /// The folder of measured figures, which is not in the checkout.
  public static let folder = ProcessInfo.processInfo.environment["RFCALC_REFERENCE"].map {
    URL(filePath: $0)
  }

  /// Why a test is skipped that has nothing to compare with but that folder.
  public static let folderIsMissing =
    "its measured figures are not in the checkout; RFCALC_REFERENCE=FOLDER swift test compares them"

  public static let isOn: Bool = {
    #if DEBUG
      if folder == nil { print(narrowness) }
      return folder != nil
    #else
      return true
    #endif
  }()

  private static let narrowness =
    "Narrow run: a share of the random cases, and samples of the measured figures. All of them run with "
    + "RFCALC_REFERENCE=FOLDER swift test, where FOLDER holds the figures, which are not in the checkout."

  /// All of `count` cases in a wide run, else a quarter.
  public static func cases(_ count: Int) -> Int { isOn ? count : count / 4 }
}
