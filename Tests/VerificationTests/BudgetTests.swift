import Analyses
import ConvArithmetic
import LayerGraph
import Testing

@testable import Verification

/// What takes too much is refused before anything is allocated.
@Suite struct BudgetTests {
  @Test func amounts() {
    let amounts: [(String, Int?)] = [
      ("8K", 8_000), ("8Ki", 8_192), ("3M", 3_000_000), ("1.5Mi", 1_572_864), ("1g", 1_000_000_000),
      ("1GiB", 1 << 30), ("2MB", 2_000_000), ("", nil), ("8", nil), ("G", nil), ("-1G", nil),
      ("0G", nil), ("1.G", nil), (".5G", nil), ("1e3G", nil), ("1 G", nil), ("8GG", nil),
      ("8Gig", nil), ("8P", nil), ("1.2.3G", nil), ("８G", nil), ("infG", nil),
    ]
    for (text, bytes) in amounts {
      #expect(MemoryBudget(parsing: text)?.bytes == bytes, "\(text)")
    }
    // No more than there is, however much is asked for.
    let all = Machine.memory
    #expect(all > 1 << 28)
    for text in ["9999999T", "123456789012345678901234567890T"] {
      let budget = MemoryBudget(parsing: text)
      #expect(budget?.bytes == all && budget?.reason == "all that this process may have")
    }
    #expect(MemoryBudget.standard.bytes == all / 2)
    #expect(MemoryBudget(bytes: -5).bytes == 0)
  }

  @Test func quantitiesInWords() {
    #expect(
      [0, 1023, 1024, 1.55e9, 1e30].map(\.inBytes)
        == ["0 bytes", "1023 bytes", "1 KiB", "1.4 GiB", "867361737988.4 EiB"].map {
          $0.hasPrefix("8673") ? "over 1000000 EiB" : $0
        })
    #expect(
      [0.25, 119, 600, 9000, 1e6, 1e300].map(\.inSeconds)
        == [
          "0.3 seconds", "119 seconds", "10 minutes", "2.5 hours", "11.6 days",
          "over 1000000 days",
        ])
  }

  /// What is past all counting is not about that.
  @Test func estimatesInWords() {
    #expect(
      [1.55e9, 1e30].map(\.inBytes.approximately) == ["about 1.4 GiB", "over 1000000 EiB"])
    #expect(
      [9000, 1e300].map(\.inSeconds.approximately) == ["about 2.5 hours", "over 1000000 days"])
  }

  private func reasons(
    _ mode: Verdict.Mode, _ memory: MemoryBudget, _ build: (GraphBuilder) -> Value
  ) throws -> (verdict: Verdict, lines: [String]) {
    let verdict = try GraphBuilder("network").report(build).verify(mode, memory: memory)
    return (verdict, verdict.passesLeftOut.map { "\($0.pass): \($0.reason)" })
  }

  @Test func nothingFits() throws {
    let (verdict, lines) = try reasons(.quick, MemoryBudget(bytes: 1 << 20)) {
      $0.input(3, 1_000_000, 1_000_000).conv(3, 3, padding: 1)
    }
    #expect(verdict.isEmpty && !verdict.holds)
    let tail = "and may take 1 MiB, as was asked for; --memory sets another bound"
    #expect(
      lines == [
        "real numbers: needs about 54.6 TiB of memory, \(tail)",
        "operations: needs about 4.5 TiB of memory, \(tail)",
        "fields along height and width: needs about 36.4 TiB of memory, \(tail)",
        "NaN taint along height: without a pass of real numbers, none can tell their NaNs",
        "NaN taint along width: without a pass of real numbers, none can tell their NaNs",
      ])
  }

  /// Each pass by itself: what fits is run and compared.
  @Test func somePassesFit() throws {
    let (verdict, lines) = try reasons(.standard, MemoryBudget(bytes: 4 << 20)) {
      $0.input(3, 200, 200).conv(16, 1).relu()
    }
    #expect(verdict.holds && !verdict.isEmpty)
    #expect(verdict.checks.map(\.quantity) == Quantity.allCases)
    let compared = verdict.checks.filter { $0.compared > 0 }.map(\.quantity)
    #expect(compared.contains(.multiplyAccumulates) && !compared.contains(.shapes), "\(lines)")
    #expect(lines.count >= 1 && lines[0].hasPrefix("real numbers: needs about "))
  }

  /// Passes that tell why, or where branches meet, say why they were not run, too.
  @Test func passesBesides() throws {
    let tail = "as was asked for; --memory sets another bound"
    let networks: [(Verdict.Mode, Int, String, Omission?, (GraphBuilder) throws -> Value)] =
      [
        (
          .quick, 1 << 20,
          "centres along length: needs about 4 MiB of memory, and may take 1 MiB, \(tail)",
          .passNotRun,
          { builder in
            let input = builder.input(1, 10_000)
            return input.conv(1, 3, padding: 1).add(input.conv(1, 5, padding: 2))
          }
        ),
        (
          .quick, 96 << 10,
          "wide numbers: needs about 112.1 KiB of memory, and may take 96 KiB, \(tail)",
          .notToldWhy,
          { builder in
            let large = (0..<5).reduce(builder.input(1, 64, 64)) { value, _ in
              value.activation(.square)
            }
            return try large.einsum(
              "abcd,abcd,abcd,abcd,abcd,abcd->abcd", large, large, large, large, large)
          }
        ),
        (
          .standard, 256 << 10,
          "real numbers in fewer channels: needs about 2.2 MiB of memory, and may take 256 KiB, "
            + tail, nil,
          { $0.input(4, 200, 200).conv(16, 1).relu() }
        ),
      ]
    for (mode, bytes, says, omission, build) in networks {
      let builder = GraphBuilder("network")
      let report = try builder.build(output: try build(builder)).report()
      let verdict = try report.verify(mode, memory: MemoryBudget(bytes: bytes))
      let lines = verdict.passesLeftOut.map { "\($0.pass): \($0.reason)" }
      #expect(lines.contains(says), "\(lines)")
      guard let omission else { continue }
      let omitted = verdict.checks.reduce(0) { $0 + ($1.leftOut[omission] ?? 0) }
      #expect(omitted > 0, "\(says): \(verdict.checks)")
    }
  }

  /// Parameters count, and what a kernel needs besides.
  @Test func parametersAndTables() throws {
    let networks: [(String, String, (GraphBuilder) -> Value)] = [
      ("dense", "372.5 GiB", { $0.input(Shape([1, 100_000])).linear(1_000_000) }),
      ("attention", "1.6 GiB", { $0.input(Shape([1, 20_000, 2])).attention(heads: 1) }),
      (
        "padding", "2 GiB",
        { $0.input(4, 20_000_000).conv(1, 3, padding: 5_000_000, dilation: 5_000_000) }
      ),
    ]
    for (name, says, build) in networks {
      let report = try GraphBuilder(name).report(build)
      let refusal = PassBudget(MemoryBudget(bytes: 64 << 20), .standard)
        .refusal(PassNeed(report.graph, report, .real))
      #expect(
        refusal == "needs about \(says) of memory, and may take 64 MiB, as was asked for; "
          + "--memory sets another bound", "\(name): \(refusal ?? "")")
    }
  }

  /// Work of days is not begun, whatever memory there is.
  @Test func work() throws {
    let report = try GraphBuilder("slow").report {
      $0.input(4096, 1024, 1024).conv(4096, 31, padding: 15, bias: false)
    }
    let need = PassNeed(report.graph, report, .counting)
    let memory = MemoryBudget(bytes: .max)
    for (mode, says) in [
      (
        Verdict.Mode.quick,
        "would take about 19.6 days, and of the 20 seconds that quick passes take together 0 seconds "
          + "are taken; a smaller --input takes less"
      ),
      (
        .standard,
        "would take about 19.6 days, and passes of more than 2 minutes are not run; "
          + "--quick and a smaller --input take less"
      ),
      (.full, "would take about 19.6 days, and passes of more than 60 minutes are not run"),
    ] {
      let refusal = PassBudget(memory, mode).refusal(need)
      // A small machine refuses for its memory.
      #expect(refusal == says || need.bytes > Double(memory.bytes), "\(refusal ?? "")")
    }
    #expect(need.bytes.inBytes == "8.1 GiB")
    // What was run before counts in quick mode alone.
    let some = try GraphBuilder("some").report { $0.input(64, 256, 256).conv(64, 3, padding: 1) }
    let less = PassNeed(some.graph, some, .counting)
    for mode in Verdict.Mode.allCases {
      var budget = PassBudget(memory, mode)
      #expect(budget.refusal(less) == nil, "\(mode)")
      while budget.secondsTaken + less.seconds <= 20 { budget.take(less) }
      let says =
        "would take about 0.3 seconds, and of the 20 seconds that quick passes take together "
        + "19.9 seconds are taken; a smaller --input takes less"
      #expect(budget.refusal(less) == (mode == .quick ? says : nil), "\(mode)")
    }
  }
}
