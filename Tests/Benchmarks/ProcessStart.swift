#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// The time from starting a program to its end, output thrown away; nil when it can't be started.
///
/// With `posix_spawn` and `waitpid`: Foundation's `Process` learns of the end up to 50 ms late.
func processTime(_ path: String, _ arguments: [String]) -> Timing? {
  guard access(path, X_OK) == 0 else { return nil }
  var pointers = ([path] + arguments).map { strdup($0) }
  pointers.append(nil)
  defer { pointers.forEach { free($0) } }
  var actions = posix_spawn_file_actions_t()
  posix_spawn_file_actions_init(&actions)
  posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0)
  defer { posix_spawn_file_actions_destroy(&actions) }
  return Timing(most: 40) {
    var child = pid_t()
    var status: Int32 = 0
    if posix_spawn(&child, path, &actions, nil, pointers, environ) == 0 {
      waitpid(child, &status, 0)
    }
  }
}

func processBenchmark() {
  print("\nWhole process, start to end")
  row("command", "median", "minimum", "against true")
  guard let nothing = processTime("/bin/true", []) else { return print("  /bin/true is not here") }
  row("true", shown(nothing.median), shown(nothing.minimum))
  let own = CommandLine.arguments[0]
  let folder = own.lastIndex(of: "/").map { String(own[...$0]) } ?? "./"
  let rfcalc = folder + "rfcalc"
  for arguments in [
    ["--version"], ["resnet50"], ["resnet50", "--input", "3xHxW"], ["densenet201"],
  ] {
    guard let timing = processTime(rfcalc, arguments) else {
      return print("  rfcalc is not built beside the benchmark: swift build -c release")
    }
    row(
      "rfcalc " + arguments.joined(separator: " "), shown(timing.median), shown(timing.minimum),
      "×\(rounded(timing.median / nothing.median))")
  }
}
