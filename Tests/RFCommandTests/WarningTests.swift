import RFKit
import TestSupport
import Testing

@testable import RFCommand

/// What is said beside a result, to the letter: it never changes the result.
struct WarningTests {
  private static let resnet18 =
    "was read as 224 channels of 224×3, but resnet18 is made for 3 channels."

  @Test(arguments: [
    (
      "resnet18 --input 224x224x3",
      "'--input 224x224x3' \(resnet18) Was '3x224x224' meant?"
    ),
    (
      "resnet18 --input 8x224x224x3",
      "'--input 8x224x224x3' was read as a batch of 8, each 224 channels of 224×3, but resnet18 is made "
        + "for 3 channels. Was '8x3x224x224' meant?"
    ),
    (
      "resnet18 --input HxWx3",
      "'--input HxWx3' was read as H channels of W×3, but resnet18 is made for 3 channels. Was '3xHxW' "
        + "meant?"
    ),
    (
      "resnet18 --input 64x64x1",
      "'--input 64x64x1' was read as 64 channels of 64×1, but resnet18 is made for 3 channels. Was "
        + "'1x64x64' meant?"
    ),
    (
      "lenet5 --input 32x32x1",
      "'--input 32x32x1' was read as 32 channels of 32×1, but lenet5 is made for 1 channel. Was "
        + "'1x32x32' meant?"
    ),
    (
      "wavenet --input 16000x256",
      "'--input 16000x256' was read as 16000 channels of length 256, but wavenet is made for 256 "
        + "channels. Was '256x16000' meant?"
    ),
    (
      "resnet18 --input HxWxC",
      "'--input HxWxC' was read as H channels of W×C, but resnet18 is made for 3 channels. Was 'CxHxW' "
        + "meant?"
    ),
    (
      "resnet50 --input NxHxWxC",
      "'--input NxHxWxC' was read as a batch of N, each H channels of W×C, but resnet50 is made for 3 "
        + "channels. Was 'NxCxHxW' meant?"
    ),
    (
      "resnet18 --input HeightxWidthx8",
      "'--input HeightxWidthx8' was read as Height channels of Width×8, but resnet18 is made for 3 "
        + "channels. Was '8xHeightxWidth' meant?"
    ),
    (
      "--layers conv3p1 --input 224x224xC",
      "'--input 224x224xC' was read as 224 channels of 224×C. Was 'Cx224x224' meant?"
    ),
    (
      "wavenet --input 16000x1",
      "'--input 16000x1' was read as 16000 channels of length 1, but wavenet is made for 256 channels. "
        + "Was '1x16000' meant?"
    ),
    (
      "--layers conv3 --input HxW",
      "'--input HxW' was read as H channels of length W. Was '1xHxW' or 'CxHxW' meant?"
    ),
    (
      "--layers conv3 --input 56x56x64",
      "'--input 56x56x64' was read as 56 channels of 56×64. Was '64x56x56' meant?"
    ),
    (
      "--layers conv3 --input 8x7x7x512",
      "'--input 8x7x7x512' was read as a batch of 8, each 7 channels of 7×512. Was '8x512x7x7' meant?"
    ),
    (
      "--layers conv1 --input 28x28x1",
      "'--input 28x28x1' was read as 28 channels of 28×1. Was '1x28x28' meant?"
    ),
    (
      "--layers conv3p1 --input 64x48x3",
      "'--input 64x48x3' was read as 64 channels of 48×3. Was '3x64x48' meant?"
    ),
    (
      "--layers conv3 --input 32x32",
      "'--input 32x32' was read as 32 channels of length 32. Was '1x32x32' meant?"
    ),
    (
      "vit_b_16 --input 3x240x240",
      "what vit_b_16 learns depends on the size of the input: 86,589,928 parameters at 3×240×240, but "
        + "86,567,656 at its own 3×224×224 (in 'encoder.pos_embedding')."
    ),
  ])
  func doubts(line: String, says: String) {
    let result = rfcalc(line)
    let errors = result.err.split(separator: "\n").filter { !$0.hasPrefix("Warning: ") }
    #expect(result.err.hasPrefix("Warning: \(says)\n"), "\(result.err)")
    #expect(errors.isEmpty == (result.code == 0))
  }

  /// Nothing to say: what networks are made for, signals of few channels, sizes that are named.
  @Test(arguments: [
    "resnet18 --input 3x224x224", "resnet18 --input 1x64x64",
    "resnet18 --input CxHx3", "resnet18 --input 3x64x3",
    "--layers conv3 --input 2x400", "--layers conv3 --input CxL",
    "--layers conv3p1 --input 16x128x1",
    "--layers fc10 --input 100", "vit_b_16 --input 3x224x224", "swin_t --input 3x256x256",
    "vit_b_16 --input 3xHxW", "wavenet --input 256x64", "wavenet --input 256x1",
    "--layers conv3 --input 64x56x56", "--layers conv3 --input 3x224x224",
    "--layers conv3 --input 1x28x28", "--layers conv3 --input 32x32x32",
    "--layers conv3 --input 512x7x7", "--layers conv3 --input 64x64x50",
    "--layers conv3 --input 64x32x64", "--layers conv3 --input 3xHxW",
    "--layers conv3 --input DxHxW", "--layers conv3 --input CxHxC", "--layers conv3 --input 64xL",
    "resnet18 --input NxCxHxW", "r3d_18 --input CxDxHxW", "tcn --input 8x784",
  ])
  func noDoubts(line: String) {
    let result = rfcalc(line)
    #expect(result.code == 0 && result.err == "")
  }

  /// A convolution with an output of 1×4×6×6.
  private static func declaring(_ outputs: [[Int]], type: Int = 1) -> MemoryFiles {
    var writer = ONNXFileWriter()
    writer.input("x", [1, 3, 8, 8])
    writer.initializer("w", [4, 3, 3, 3])
    for (index, sizes) in outputs.enumerated() {
      writer.node("Conv", ["x", "w"], ["y\(index)"])
      writer.output("y\(index)", sizes, type: type)
    }
    let files = MemoryFiles()
    files.files["net.onnx"] = writer.bytes()
    return files
  }

  /// What a file says of its outputs, against what its nodes make.
  @Test(arguments: [
    (
      [[1, 4, 7, 6]],
      "the file declares 'y0' as 1×4×7×6, but its nodes make 1×4×6×6, which is what is told."
    ),
    (
      [[1, 4, 6, 6], [1, 4, 36], [7], []],
      "the file declares 'y1' as 1×4×36, but its nodes make 1×4×6×6, which is what is told; so it is with "
        + "2 more outputs."
    ),
    (
      [[1, 4, 7, 6], [1, 4, 36]],
      "the file declares 'y0' as 1×4×7×6, but its nodes make 1×4×6×6, which is what is told; so it is with "
        + "1 more output."
    ),
  ])
  func outputsThatAreDeclaredOtherwise(declared: [[Int]], says: String) {
    let files = Self.declaring(declared)
    let result = rfcalc("net.onnx --columns layer,output", files)
    #expect(result.err == "Warning: \(says)\n")
    #expect(result.code == 0 && result.text.contains("y0     1×4×6×6"))
    // For other inputs others come out, and nothing is to be said.
    #expect(rfcalc("net.onnx --input 1x3x9x9", files).err == "")
  }

  @Test(arguments: [[1, 4, 6, 6], [0, 4, -1, 6]])
  func outputsAsTheyAreDeclared(sizes: [Int]) {
    #expect(rfcalc("net.onnx", Self.declaring([sizes])).err == "")
  }

  /// The result is the same with and without; a file takes only the result.
  @Test func resultsAreTheirOwn() {
    let files = MemoryFiles()
    let result = rfcalc("--layers conv3 --input 32x32", files)
    #expect(result.code == 0 && result.text.hasPrefix("network, input 32×32, float32\n"))
    let file = rfcalc("--layers conv3 --input 32x32 -o a.txt", files)
    #expect(file.err == result.err && files.text("a.txt") == result.text)
  }

  /// An error after a doubt shows both, the doubt first: it may be the reason.
  @Test func errorsFollow() {
    let result = rfcalc("vgg16 --input 224x224x3")
    #expect(result.code == 65)
    #expect(
      result.err.hasPrefix(
        "Warning: '--input 224x224x3' was read as 224 channels of 224×3, but vgg16 is made for 3 "
          + "channels. Was '3x224x224' meant?\nError: features.9 (max pool): "))
  }

  /// In a document each has its place; what is written and the exit code stay as they are.
  @Test func documents() {
    let block = "<!-- rfcalc: --layers conv3 --input 32x32 -->\n<!-- /rfcalc -->\n"
    let files = MemoryFiles(["a.md": "text\n" + block])
    let says =
      "a.md:2:14: warning: '--input 32x32' was read as 32 channels of length 32. Was '1x32x32' meant?\n"
    let stale = rfcalc("docs --check a.md", files)
    #expect(stale.err.hasPrefix(says + "a.md:2: out of date: ") && stale.code == 1)
    let written = rfcalc("docs a.md", files)
    #expect(written.err == says && written.text == "a.md\n" && written.code == 0)
    let fresh = rfcalc("docs --check -q a.md", files)
    #expect(fresh.err == says && fresh.code == 0)
  }
}
