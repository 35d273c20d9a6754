import Escaping
import Importers
import LayerGraph
import TestSupport
import Testing

private let seeds = [
  "conv3s1p1,pool2s2", "conv7s2p3c64 nobias,bn,relu,pool3s2p1,fc1000i512",
  "residual(conv3p1,bn,relu | conv1s2),concat(|conv3p1c8|pool3s1p1)",
  "3*(conv3p1c64,relu),dropout0.5,leaky0.1 # end\n,gap,fc10",
  "conv3x5s2d2c64g2 reflect,tconv4s2p1op1,up1.5,pad0x1:2x3,crop1:0",
  "mul(|gap,conv1,sigmoid),se16c64,gn32noaffine,relu6,2*softmax",
  "4*i(conv2d{2^i}p{2^i}:0c{8*(i+1)}),{3-1}*k residual(conv{2*k+1}p{k}|)",
  "conv3×5p1×2psame,é\u{301}\r\n😀,upbilinear2align",
]

private let tokens = [
  "(", ")", "|", ",", "*", "#", "\n", "\r\n", "\t", " ", ":", "x", "×", ".", "-", "0", "1", "7",
  "99",
  "9223372036854775807", "99999999999999999999", "conv3", "relu", "residual(", "concat(", "nobias",
  "{", "}", "^", "%", "+", "{i}", "2*i(", "psame", "s", "p", "d", "c", "g", "i", "op", "é",
  "\u{301}", "\u{0}", "😀", "\u{FEFF}",
]

@Suite struct LayerStringFuzzTests {
  /// Broken strings are refused at a place inside them; whole ones make a graph. Nothing traps.
  @Test func mutants() {
    var random = SplitMix64(seed: 5)
    var parsed = 0
    for round in 0..<20_000 {
      var text = Array(seeds[round % seeds.count])
      for _ in 0..<random.below(4) { Self.mutate(&text, &random) }
      let mutant = String(text)
      do throws(LayerStringError) {
        let graph = try Graph(layers: mutant)
        #expect(graph.nodes.count > 1)
        parsed += 1
      } catch {
        let place = error.place
        #expect((0...mutant.count).contains(place.offset), "\(mutant.debugDescription)")
        #expect(place.column >= 1 && place.line >= 1 && place.length >= 1)
        #expect(place.column - 1 <= place.sourceLine.count)
        #expect(!error.reason.description.isEmpty && !error.reason.description.contains("\n"))
        #expect(error.place.excerpt.description.split(separator: "\n").count == 2)
      }
    }
    // Both outcomes must be frequent, or the mutations test little.
    #expect((1_000...15_000).contains(parsed), "\(parsed)")
  }

  private static func mutate(_ text: inout [Character], _ random: inout SplitMix64) {
    let place = random.below(text.count + 1)
    switch random.below(4) {
    case 0: text.insert(contentsOf: tokens[random.below(tokens.count)], at: place)
    case 1 where place < text.count: text.remove(at: place)
    case 2 where place < text.count: text.swapAt(place, random.below(text.count))
    default:
      let end = min(text.count, place + random.below(12))
      text.insert(contentsOf: Array(text[place..<end]), at: random.below(text.count + 1))
    }
  }
}
