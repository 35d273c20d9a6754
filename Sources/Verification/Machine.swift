#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// What this process runs on.
enum Machine {
  /// The bytes that this process may have: the machine's memory, or the least limit that is set for its
  /// control groups or its address space.
  static let memory: Int = {
    var limits = controlGroupLimits
    let (pages, size) = (sysconf(Int32(_SC_PHYS_PAGES)), sysconf(Int32(_SC_PAGESIZE)))
    if pages > 0, size > 0 { limits.append(pages.multipliedReportingOverflow(by: size).0) }
    var space = rlimit()
    #if canImport(Glibc)
      let isRead = getrlimit(__rlimit_resource_t(RLIMIT_AS.rawValue), &space) == 0
    #else
      let isRead = getrlimit(RLIMIT_AS, &space) == 0
    #endif
    if isRead, let most = Int(exactly: space.rlim_cur) { limits.append(most) }
    // Where nothing can be told, what any machine has.
    return limits.filter { $0 > 0 }.min() ?? 1 << 30
  }()

  /// Of every group above this process, whichever version of the hierarchy is there; a container may see
  /// its own group at the root.
  private static var controlGroupLimits: [Int] {
    #if os(Linux)
      var files = [
        "/sys/fs/cgroup/memory.max", "/sys/fs/cgroup/memory/memory.limit_in_bytes",
      ]
      for line in contents(of: "/proc/self/cgroup").split(separator: "\n") {
        let parts = line.split(separator: ":", maxSplits: 2, omittingEmptySubsequences: false)
        guard parts.count == 3 else { continue }
        let isFirstVersion = parts[1].split(separator: ",").contains("memory")
        guard isFirstVersion || parts[0] == "0" else { continue }
        var group = parts[2].split(separator: "/")
        while !group.isEmpty {
          let path = group.joined(separator: "/")
          files.append(
            isFirstVersion
              ? "/sys/fs/cgroup/memory/\(path)/memory.limit_in_bytes"
              : "/sys/fs/cgroup/\(path)/memory.max")
          group.removeLast()
        }
      }
      return files.compactMap { file in
        Int(contents(of: file).prefix { $0.isNumber })
      }
    #else
      return []
    #endif
  }

  /// The first few kilobytes of a file; nothing where it can't be read.
  private static func contents(of path: String) -> String {
    guard let file = fopen(path, "r") else { return "" }
    defer { fclose(file) }
    var bytes = [UInt8](repeating: 0, count: 1 << 14)
    let count = fread(&bytes, 1, bytes.count, file)
    return String(decoding: bytes.prefix(count), as: UTF8.self)
  }
}
