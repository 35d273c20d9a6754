#if canImport(Glibc)
  @preconcurrency import Glibc
#elseif canImport(Musl)
  @preconcurrency import Musl
#elseif canImport(Darwin)
  @preconcurrency import Darwin
#endif

/// The names of temporary files: `a.md.rfcalc-` and 16 hexadecimal digits, of which 8 are the process.
///
/// While it is written a file ends in `.part` besides. So what stands at a name without that was once to
/// change names with the document, and may be what came out: the one kind that can hold another's text.
enum TemporaryName {
  private static let mark = ".rfcalc-"
  private static let digits = 16
  private static let unfinished = ".part"
  /// A name has at most 255 bytes on most file systems.
  private static let longest = 255 - mark.utf8.count - digits - unfinished.utf8.count

  /// A new one. Were another program to have drawn the same digits, the file could not be made.
  static func make(beside target: String) -> String {
    let name = target.dropFirst(target.folderPrefix.count)
    let process = hexadecimal(UInt32(bitPattern: getpid()))
    let random = hexadecimal(.random(in: .min ... .max))
    return target.folderPrefix + beginning(of: String(name)) + mark + process + random + unfinished
  }

  /// Of a file that is whole.
  static func finished(_ path: String) -> String { String(path.dropLast(unfinished.count)) }

  /// What it begins with, beside a file of this name.
  static func beginning(of name: String) -> String {
    var name = name
    while name.utf8.count > longest { name.removeLast() }
    return name
  }

  /// What a name begins with that is one of a whole file; nil for any other.
  static func beginning(ofTemporary name: String) -> String? {
    let bytes = name.utf8
    guard bytes.count >= mark.utf8.count + digits else { return nil }
    let isNumbered = bytes.suffix(digits).allSatisfy { "0123456789abcdef".utf8.contains($0) }
    let rest = bytes.dropLast(digits)
    guard isNumbered, rest.suffix(mark.utf8.count).elementsEqual(mark.utf8) else { return nil }
    return String(rest.dropLast(mark.utf8.count))
  }

  private static func hexadecimal(_ number: UInt32) -> String {
    let text = String(number, radix: 16)
    return String(repeating: "0", count: digits / 2 - text.count) + text
  }
}
