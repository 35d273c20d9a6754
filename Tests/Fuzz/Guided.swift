#if COVERAGE_GUIDED
  import FuzzEntries
  import TestSupport

  #if canImport(Glibc)
    import Glibc
  #elseif canImport(Darwin)
    import Darwin
  #endif

  // What libFuzzer asks for (llvm.org/docs/LibFuzzer.html); its own `main` runs it.

  /// The entry, by the first argument or, in processes that libFuzzer starts itself, as that one left it.
  private let target: (entry: FuzzEntry, form: any Mutation) = {
    let name = "RFCALC_FUZZ_ENTRY"
    let left = getenv(name).map { ["", String(cString: $0)] }
    let (entry, rest) = Fuzz.chosen(left ?? CommandLine.arguments)
    if left == nil, Fuzz.writeSeeds(of: entry, rest) { exit(0) }
    setenv(name, entry.name, 1)
    return (entry, entry.mutation((try? entry.seeds()) ?? []))
  }()

  /// Takes the entry's name from the arguments, which are libFuzzer's otherwise.
  @_cdecl("LLVMFuzzerInitialize")
  func initialize(
    _ count: UnsafeMutablePointer<CInt>,
    _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>>
  ) -> CInt {
    let isChild = getenv("RFCALC_FUZZ_ENTRY") != nil
    _ = target.entry
    if isChild { return 0 }
    arguments.pointee[1] = arguments.pointee[0]
    arguments.pointee += 1
    count.pointee -= 1
    return 0
  }

  @_cdecl("LLVMFuzzerTestOneInput")
  func test(_ data: UnsafePointer<UInt8>?, _ size: Int) -> CInt {
    let input = [UInt8](UnsafeBufferPointer(start: data, count: size))
    do throws(BrokenLaw) { try target.entry.check(input) } catch { fatalError("\(error)") }
    return 0
  }

  /// libFuzzer's own changes, which learn from comparisons that failed.
  @_silgen_name("LLVMFuzzerMutate")
  private func mutateBytes(_ data: UnsafeMutablePointer<UInt8>, _ size: Int, _ most: Int) -> Int

  /// Half of the changes are libFuzzer's, half keep the form of the input.
  @_cdecl("LLVMFuzzerCustomMutator")
  func mutate(
    _ data: UnsafeMutablePointer<UInt8>, _ size: Int, _ most: Int, _ seed: CUnsignedInt
  ) -> Int {
    var random = SplitMix64(seed: UInt64(seed))
    if random.oneIn(2) { return mutateBytes(data, size, most) }
    let input = [UInt8](UnsafeBufferPointer(start: data, count: size))
    let output = target.form.mutated(input, &random).prefix(most)
    for (index, byte) in output.enumerated() { data[index] = byte }
    return output.count
  }
#endif
