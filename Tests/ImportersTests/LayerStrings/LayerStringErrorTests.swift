import Escaping
import Importers
import LayerGraph
import Testing

private let oneEach = "give one number for all axes or one for each, or an input such as '"
private let axisErrors: [(String, String, String)] = [
  (
    "conv3x3x3", "3x224x224",
    "kernel has 3 numbers, but the input 3×224×224 has 2 spatial axes; \(oneEach)1x3x224x224'"
  ),
  (
    "relu,conv3x3", "CxL",
    "kernel has 2 numbers, but the input C×L has 1 spatial axis; \(oneEach)CxHxW'"
  ),
  (
    "conv3s2x2", "NxC",
    "stride has 2 numbers, but the input N×C has 0 spatial axes; \(oneEach)CxHxW'"
  ),
  (
    "pad1x2x1:0", "NxCxHxW",
    "padding has 3 numbers, but the input N×C×H×W has 2 spatial axes; \(oneEach)CxDxHxW'"
  ),
]

@Suite struct LayerStringErrorTests {
  @Test func messages() {
    let cases = settingErrors + structureErrors + layoutErrors + formulaErrors
    #expect(Set(cases.map(\.0)).count == cases.count)
    for (text, expected) in cases {
      let error = #expect(throws: LayerStringError.self) { try Graph(layers: text) }
      #expect(error?.description == expected, "\(text.debugDescription)")
    }
  }

  @Test func axesOfTheInput() throws {
    for (text, input, expected) in axisErrors {
      let shape = try InputShape(parsing: input)
      let error = #expect(throws: LayerStringError.self) { try Graph(layers: text, input: shape) }
      #expect(error?.reason.description == expected)
    }
  }

  @Test func places() throws {
    let cases: [(String, line: Int, column: Int, offset: Int, length: Int)] = [
      ("", 1, 1, 0, 1),
      (" \n\t#x", 1, 1, 0, 1),
      ("conv3,\r\nrelu,\r\n pol2 ,relu", 3, 2, 14, 4),
      ("conv3,\rpol2", 2, 1, 7, 4),
      ("relu # é😀\n, pol2", 2, 3, 12, 4),
      ("conv3×5p×2", 1, 9, 8, 1),
      ("conv3p1,fc10\n,up2(", 2, 5, 17, 1),
      ("conv3p", 1, 7, 6, 1),
      ("\u{FEFF}\u{FEFF}conv3", 1, 2, 1, 1),
      ("relu,\u{FEFF}", 1, 6, 5, 1),
    ]
    for (text, line, column, offset, length) in cases {
      let error = try #require(throws: LayerStringError.self) { try Graph(layers: text) }
      let place = error.place
      #expect(place.line == line, "\(text)")
      #expect(place.column == column, "\(text)")
      #expect(place.offset == offset, "\(text)")
      #expect(place.length == length, "\(text)")
    }
    let empty = #expect(throws: LayerStringError.self) { try Graph(layers: "") }
    #expect(
      empty?.description == "there are no layers; write at least one, such as 'conv3p1c64'")
  }

  @Test func bounds() throws {
    let deep = String(repeating: "(", count: 64) + "relu" + String(repeating: ")", count: 64)
    #expect(try Graph(layers: deep).nodes.count == 2)
    let deeper = #expect(throws: LayerStringError.self) { try Graph(layers: "(" + deep + ")") }
    #expect(deeper?.reason == .tooDeep(limit: 64))
    #expect(deeper?.reason.description == "brackets are nested more than 64 deep")
    let open = String(repeating: "residual(", count: 100_000)
    let opened = #expect(throws: LayerStringError.self) { try Graph(layers: open) }
    #expect(opened?.reason == .tooDeep(limit: 64))
    #expect(opened?.place.offset == 64 * 9 + 8)

    #expect(try Graph(layers: "100*(10*(relu,2*relu6))").nodes.count == 3001)
    #expect(try Graph(layers: "49997*(relu,relu),add(|||)").nodes.count == 99_996)
    let bars = String(repeating: "|", count: 1000)
    let many: [(String, String)] = [
      ("1000000*relu", "1000000"), ("100001*relu", "100001"), ("1000*(1000*relu),relu", "1000000"),
      ("9223372036854775807*relu,relu", "9223372036854775807"), ("33334*(relu,2*relu)", "100002"),
      ("9223372036854775807*(2*relu)", "2^63 or more"), ("16667*se4c4", "100002"),
      ("relu,9223372036854775807*relu", "2^63 or more"), ("50001*residual(relu)", "100002"),
      ("99999*relu,residual(relu)", "100001"), ("100*concat(\(bars))", "100200"),
      ("relu,add(\(String(repeating: "|", count: 200_000)))", "200003"),
    ]
    for (text, count) in many {
      let error = #expect(throws: LayerStringError.self) { try Graph(layers: text) }
      #expect(
        error?.reason.description
          == "up to here there are \(count) layers, but at most 100000 are read")
    }
    let error = #expect(throws: LayerStringError.self) { try Graph(layers: "relu, 1000000*relu") }
    #expect(
      error?.description == """
        line 1, column 7: up to here there are 1000001 layers, but at most 100000 are read
          relu, 1000000*relu
                ^~~~~~~~~~~~
        """)
    let long = String(repeating: "a", count: 100_000)
    let name = #expect(throws: LayerStringError.self) { try Graph(layers: long) }
    #expect(name?.reason.description == "unknown layer '\(long.prefix(99))…\(long.suffix(100))'")
    let digits = String(repeating: "9", count: 100_000)
    let number = #expect(throws: LayerStringError.self) { try Graph(layers: "conv" + digits) }
    #expect(
      number?.reason.description
        == "the number '\(digits.prefix(99))…\(digits.suffix(100))' is too large")
  }
}
