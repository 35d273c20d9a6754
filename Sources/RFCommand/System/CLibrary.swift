#if canImport(Glibc)
  @preconcurrency import Glibc
#elseif canImport(Musl)
  @preconcurrency import Musl
#elseif canImport(Darwin)
  @preconcurrency import Darwin
#endif

/// What the C library has beyond what its Swift module shows. Older ones lack some of it, so each function
/// is looked up by its name.
enum CLibrary {
  /// Why the last call failed.
  static var lastError: String { reason(errno) }

  static func reason(_ code: Int32) -> String { String(cString: strerror(code)) }

  /// Writes all bytes.
  /// - Returns: why not, or nil.
  static func put(_ bytes: UnsafeRawBufferPointer, into descriptor: Int32) -> String? {
    var rest = bytes
    while !rest.isEmpty {
      let count = write(descriptor, rest.baseAddress, rest.count)
      if count < 0, errno == EINTR { continue }
      if count < 0 { return lastError }
      rest = UnsafeRawBufferPointer(rebasing: rest[count...])
    }
    return nil
  }

  private static func function<Function>(_ name: String, as: Function.Type) -> Function? {
    dlsym(nil, name).map { unsafeBitCast($0, to: Function.self) }
  }

  private typealias Rename =
    @convention(c) (Int32, UnsafePointer<CChar>, Int32, UnsafePointer<CChar>, UInt32) -> Int32

  /// Lets two files change their names in one step.
  /// - Returns: false where the system or the file system can't.
  static func exchange(_ first: String, _ second: String) -> Bool {
    #if canImport(Darwin)
      return renamex_np(first, second, UInt32(RENAME_SWAP)) == 0
    #else
      return rename(first, second, flags: 2)
    #endif
  }

  /// Gives a file a name that nothing has.
  /// - Returns: false where something has it, or the system or the file system can't.
  static func move(_ path: String, toNew name: String) -> Bool {
    #if canImport(Darwin)
      return renamex_np(path, name, UInt32(RENAME_EXCL)) == 0
    #else
      return rename(path, name, flags: 1)
    #endif
  }

  /// - Parameter flags: as in Linux's <linux/fs.h>.
  private static func rename(_ first: String, _ second: String, flags: UInt32) -> Bool {
    guard let rename = function("renameat2", as: Rename.self) else { return false }
    return rename(AT_FDCWD, first, AT_FDCWD, second, flags) == 0
  }

  private typealias List =
    @convention(c) (Int32, UnsafeMutablePointer<CChar>?, Int) -> Int
  private typealias Get =
    @convention(c) (Int32, UnsafePointer<CChar>, UnsafeMutableRawPointer?, Int) -> Int
  private typealias Put =
    @convention(c) (Int32, UnsafePointer<CChar>, UnsafeRawPointer?, Int, Int32) -> Int32

  /// Gives a file the access list and the users' attributes of another.
  /// - Returns: the attribute that it could not be given; nil when it has all.
  static func copyAttributes(from source: Int32, to target: Int32) -> String? {
    #if canImport(Darwin)
      return fcopyfile(source, target, nil, copyfile_flags_t(COPYFILE_ACL | COPYFILE_XATTR)) == 0
        ? nil : "attributes"
    #else
      guard let list = function("flistxattr", as: List.self),
        let get = function("fgetxattr", as: Get.self), let set = function("fsetxattr", as: Put.self)
      else { return nil }
      let most = 1 << 16
      var names = [CChar](repeating: 0, count: most)
      let length = list(source, &names, most)
      guard length > 0 else { return nil }
      for name in names[..<length].split(separator: 0) {
        let name = String(decoding: name.map(UInt8.init(bitPattern:)), as: UTF8.self)
        // What the system itself keeps there (labels, capabilities) is its own to give.
        guard name.hasPrefix("user.") || name == "system.posix_acl_access" else { continue }
        var value = [UInt8](repeating: 0, count: most)
        let size = get(source, name, &value, most)
        if size < 0 || set(target, name, value, size, 0) != 0 { return name }
      }
      return nil
    #endif
  }
}
