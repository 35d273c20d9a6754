import ConvArithmetic
import Escaping
import Importers
import LayerGraph
import TestSupport
import Testing

@Suite struct InputShapeTests {
  @Test func readings() throws {
    // The text, the whole shape and whether the batch was written.
    let cases: [(String, String, Bool)] = [
      ("3x224x224", "1×3×224×224", false),
      ("3×224×224", "1×3×224×224", false),
      (" 3 x 224 x 224 ", "1×3×224×224", false),
      ("3xHxW", "1×3×H×W", false),
      ("CxHxW", "1×C×H×W", false),
      ("3xHxH", "1×3×H×H", false),
      ("3xH1xW1", "1×3×H1×W1", false),
      ("3xHeightxWidth", "1×3×Height×Width", false),
      ("3xH_inxW", "1×3×H_in×W", false),
      ("CxL", "1×C×L", false),
      ("8x100", "1×8×100", false),
      ("100", "1×100", false),
      ("F", "1×F", false),
      ("3xL", "1×3×L", false),
      ("NxC", "N×C", true),
      ("Nx784", "N×784", true),
      ("NxCxL", "N×C×L", true),
      ("1xCxL", "1×C×L", true),
      ("Bx3xHxW", "B×3×H×W", true),
      ("NxCxHxW", "N×C×H×W", true),
      ("1x3x224x224", "1×3×224×224", true),
      ("8xCxHxW", "8×C×H×W", true),
      ("1x3xHxW", "1×3×H×W", true),
      ("CxDxHxW", "1×C×D×H×W", false),
      ("Cx16xHxW", "1×C×16×H×W", false),
      ("3xDxHxW", "1×3×D×H×W", false),
      ("3xTxHxW", "1×3×T×H×W", false),
      ("3x16x112x112", "3×16×112×112", true),
      ("1x3x16x112x112", "1×3×16×112×112", true),
      ("NxCxDxHxW", "N×C×D×H×W", true),
      ("1x1", "1×1×1", false),
      ("1x(16*K+12)x(16*L+12)", "1×1×(16·K + 12)×(16·L + 12)", false),
      ("1x3x(32*K)x32·L", "1×3×32·K×32·L", true),
      ("3x⌈H/2⌉x(W//4)", "1×3×⌈H/2⌉×⌊W/4⌋", false),
      ("3x`batch size`xunk__749", "1×3×(`batch size`)×unk__749", false),
      ("3xp2o.Dim.0x(2*3)", "1×3×`p2o.Dim.0`×6", false),
      ("3x1000000000000000000xW", "1×3×1000000000000000000×W", false),
    ]
    for (text, shape, hasBatch) in cases {
      let input = try InputShape(parsing: text)
      #expect(input.shape.description == shape, "\(text)")
      #expect(input.hasBatch == hasBatch, "\(text)")
      let again = try InputShape(parsing: input.description)
      #expect(again.shape.dims == input.shape.dims, "\(text)")
    }
  }

  @Test func messages() {
    for (text, expected) in inputShapeErrors {
      let error = #expect(throws: InputShapeError.self) { try InputShape(parsing: text) }
      #expect(error?.description == expected, "\(text.debugDescription)")
    }
    for empty in ["", "  ", "\t"] {
      let error = #expect(throws: InputShapeError.self) { try InputShape(parsing: empty) }
      #expect(
        error?.reason.description
          == "the input shape is empty; write it as in '3x224x224' or '3xHxW'")
    }
  }

  /// Random texts over the alphabet of shapes: read, or refused at a place inside them.
  @Test func neverTraps() {
    let alphabet = Array("0139xx××XNBCDHWhé \u{301}-,_9((()))⌊⌋/*+`")
    var random = SplitMix64(seed: 11)
    for _ in 0..<5_000 {
      let text = String((0..<random.below(12)).map { _ in alphabet[random.below(alphabet.count)] })
      do throws(InputShapeError) {
        let input = try InputShape(parsing: text)
        #expect((2...5).contains(input.shape.rank))
      } catch {
        #expect((0...text.count).contains(error.place.offset), "\(text.debugDescription)")
      }
    }
  }
}
