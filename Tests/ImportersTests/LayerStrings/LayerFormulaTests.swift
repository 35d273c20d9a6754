import Importers
import LayerGraph
import RFKit
import Testing

/// What a formula comes to: the channels that a convolution is given.
private func channels(_ formula: String) throws -> Int? {
  let graph = try Graph(layers: "conv1c{\(formula)}")
  guard case .convolution(let layer) = graph.nodes.last?.operation else { return nil }
  return layer.outputChannels
}

@Suite struct LayerFormulaTests {
  /// As arithmetic has it: what binds first, what is rounded, and where.
  @Test func values() throws {
    let cases: [(String, Int)] = [
      ("7", 7), ("2+3*4", 14), ("(2+3)*4", 20), ("2^3^2", 512), ("10-2-3", 5), ("100/5/2", 10),
      ("7/2", 3), ("7%2", 1), ("-7%3", 2), ("10+-7/2", 6), ("10+7%-3", 8), ("2^-(-3)", 8),
      ("10-2^2", 6),
      ("10+-2^2", 6), ("--5", 5), ("0^0", 1), ("1^9223372036854775807", 1),
      ("2+(-1)^9223372036854775807", 1), ("2+(-1)^9223372036854775806", 3),
      ("1+0^9223372036854775807", 1), ("2^62", 1 << 62), (" 3 # three\n * 2 ", 6),
      ("9223372036854775807", .max), ("1+(-9223372036854775807-1)%-1", 1),
    ]
    for (formula, value) in cases {
      #expect(try channels(formula) == value, "\(formula)")
    }
  }

  @Test func bounds() throws {
    let long = String(repeating: "1+", count: 31) + "1"
    #expect(try channels(long) == 32)
    let reasons: [(String, String)] = [
      (long + "+1", "the formula has more than 64 numbers, names, signs and brackets"),
      (
        String(repeating: "(", count: 100_000),
        "the formula has more than 64 numbers, names, signs and brackets"
      ),
      (
        String(repeating: "-", count: 100_000),
        "the formula has more than 64 numbers, names, signs and brackets"
      ),
      ("9223372036854775807*2", "9223372036854775807*2 is too large for 64 bits"),
      ("(-9223372036854775807-1)/-1", "-9223372036854775808/-1 is too large for 64 bits"),
      ("-9223372036854775807-2", "-9223372036854775807-2 is too large for 64 bits"),
      ("10^19", "10^19 is too large for 64 bits"),
      ("-(-9223372036854775807-1)", "0--9223372036854775808 is too large for 64 bits"),
    ]
    for (formula, reason) in reasons {
      let error = #expect(throws: LayerStringError.self) { try channels(formula) }
      #expect(error?.reason.description == reason)
    }
    // Counts that formulas work out are added up as the layers are made.
    let many: [(String, String)] = [
      ("1000*i({i+1}*relu)", "100001"), ("10*i({10^i}*(relu,relu))", "100001"),
      ("2*i({99999+i}*add(|))", "100002"), ("16666*i({i/16665+1}*se4c{i+1})", "100002"),
    ]
    for (text, count) in many {
      let error = #expect(throws: LayerStringError.self) { try Graph(layers: text) }
      #expect(
        error?.reason.description
          == "up to here there are \(count) layers, but at most 100000 are read", "\(text)")
    }
  }

  /// A stack of causal convolutions in one line: R = 1 + Σ (F − 1)·2^i.
  @Test func doubledDilations() throws {
    let cases: [(String, String)] = [
      ("8*i(conv2d{2^i}p{2^i}:0)", "256"),
      ("3*(10*i conv2d{2^i}p{2^i}:0)", "3070"),
      ("8*i residual(2*(conv3d{2^i}p{2^(i+1)}:0,relu))", "1021"),
    ]
    for (text, field) in cases {
      let report = try Graph(layers: text, input: InputShape(parsing: "1x5000")).report()
      let last = try #require(report.layers.last)
      #expect("\(last.field)" == field, "\(text)")
      #expect("\(last.shape)" == "1×1×5000")
    }
  }

  /// Kernels say how many axes there are, of open inputs too.
  @Test func axes() throws {
    let cases: [(String, String?, String)] = [
      ("conv3x3x3c8", "1x80x160x160", "1×8×78×158×158"),
      ("conv3x3x3c8", "2x1x80x160x160", "2×8×78×158×158"),
      ("pool2,conv3x3x3", nil, "1×C×(⌊D/2⌋ - 2)×(⌊H/2⌋ - 2)×(⌊W/2⌋ - 2)"),
      ("pool2,conv{3}x{3}x{3}", nil, "1×C×(⌊D/2⌋ - 2)×(⌊H/2⌋ - 2)×(⌊W/2⌋ - 2)"),
      ("conv3", "CxL", "1×C×(L - 2)"), ("conv3", "8xL", "1×8×(L - 2)"),
      ("conv3", "NxCxL", "N×C×(L - 2)"), ("conv3x3x3", "1xDxHxW", "1×1×(D - 2)×(H - 2)×(W - 2)"),
    ]
    for (text, input, shape) in cases {
      let given = try input.map { try InputShape(parsing: $0) }
      let report = try Graph(layers: text, input: given).report()
      #expect(try #require(report.layers.last).shape.description == shape, "\(text) \(input ?? "")")
    }
  }
}
