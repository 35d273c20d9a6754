import ConvArithmetic
import Escaping
import Testing

@Suite struct DimPrinterTests {
  @Test(arguments: [
    "0", "-7", "H", "-H", "H - 2", "-H + 2", "9·C² + C", "2·C·H·W", "⌊H/2⌋", "⌈H/32⌉",
    "64·⌈H/4⌉·⌈W/4⌉", "⌊(H + 1)/4⌋", "⌈(H + W)/3⌉", "⌊2·H/3⌋", "⌊H²·W/3⌋", "⌊H/2⌋²",
    "H² + H·W + W² + H + W + 1", "-H·⌊W/2⌋⁷ + ⌊(⌈H/4⌉·⌊W/4⌋ + 3)/7⌋", "-9223372036854775808",
    "-9223372036854775808·H - 9223372036854775808", "H·`batch size`", "``", "```a```", "`2x`",
    "größe_2·Ω", "`a·b`",
  ])
  func printsWhatItReads(text: String) throws {
    #expect(try Dim(parsing: text).description == text)
  }

  @Test func groupsDigits() throws {
    let h = Dim.symbol("H")
    #expect(Dim(4_089_184_256).formatted(grouping: true) == "4,089,184,256")
    #expect(Dim(-123).formatted(grouping: true) == "-123")
    #expect(Dim(-1234).formatted(grouping: true) == "-1,234")
    #expect(try (1000 * h + 999).formatted(grouping: true) == "1,000·H + 999")
    #expect(try h.floorDivided(by: 4096).formatted(grouping: true) == "⌊H/4,096⌋")
  }

  @Test(arguments: [
    ("⌈H/32⌉", "H/32"),
    ("32·⌈H/32⌉", "H"),
    ("48·⌊H/32⌋", "3·H/2"),
    ("2048·⌈H/32⌉·⌈W/32⌉", "64·H·⌈W/32⌉"),
    ("64·⌈H/32⌉·⌈V/16⌉", "H·V/8"),
    ("⌈H/64⌉", "⌈H/64⌉"),
    ("⌊(H + 32)/128⌋", "⌊(H + 32)/128⌋"),
    ("⌊H/64⌋", "⌊H/64⌋"),
    ("⌊(H + 31)/64⌋", "⌊H/64⌋"),
    ("⌊(3·H + 5)/7⌋", "⌊(3·H + 5)/7⌋"),
    ("-⌈H/32⌉ + K", "K - H/32"),
    ("⌈H/32⌉²", "H²/1024"),
    ("⌈Q/2⌉ + ⌈H/4⌉", "H/4 + 7"), ("K·Q", "14·K"),
  ])
  func printsUnderAssumptions(text: String, expected: String) throws {
    let assumptions = try Assumptions(parsing: "H%32=0, V%16=0, Q=14")
    let dim = try Dim(parsing: text)
    #expect(dim.description(under: assumptions) == expected)
    #expect(dim.description(under: .none) == dim.description)
  }

  @Test(arguments: [
    ("16·⌊(H + 4)/16⌋ - 188", "H - 184"), ("⌊(H + 4)/16⌋ - 8", "(H - 124)/16"),
    ("8·⌊(H + 4)/16⌋ - 92", "(H - 180)/2"), ("⌈H/2⌉·⌈W/2⌉", "(H·W + H)/4"),
    ("⌈H/4⌉", "H/4"), ("⌊W/6⌋", "⌊W/6⌋"), ("⌊W/3⌋", "⌊W/3⌋"), ("F + H", "H + 16·K + 12"),
    ("⌊F/8⌋", "2·K + 1"),
  ])
  func printsUnderRemainders(text: String, expected: String) throws {
    let assumptions = try Assumptions(parsing: "H%16=12, W%6=5, F=16*K+12")
    #expect(try Dim(parsing: text).description(under: assumptions) == expected)
  }
}
