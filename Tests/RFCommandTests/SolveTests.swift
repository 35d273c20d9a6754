import RFKit
import TestSupport
import Testing

@testable import RFCommand

/// `rfcalc solve`: what is printed, and what is refused.
@Suite struct SolveTests {
  @Test(arguments: [
    ("solve --help", "help-solve.txt"),
    ("solve resnet50 --output 7x7", "solve-output.txt"),
    ("solve resnet50 --output 7x7 --format markdown", "solve-output.md"),
    ("solve resnet50 --output 7x7 --format json", "solve-output.json"),
    ("solve resnet50 --output 7x7 --format csv", "solve-output.csv"),
    ("solve resnet50 --output=28 --at layer2", "solve-at.txt"),
    ("solve unet --no-waste --valid --near 512", "solve-unread.txt"),
    ("solve unet-padded --valid --near 1000x700", "solve-near.txt"),
    ("solve mobilenet_v2 --max-macs 1G", "solve-macs.txt"),
    ("solve unet --max-memory 4Gi --format json", "solve-memory.json"),
    ("solve slim/resnet_v1_50 --symmetric", "solve-symmetric.txt"),
    ("solve vit_b_16 --output 14", "solve-checked.txt"),
    ("solve --layers 'conv3,pool2s2' --max-macs 1M", "solve-unknown.txt"),
    ("solve --layers 'residual(conv3p1s2,up2)' --input 3xHxW --valid", "solve-exception.txt"),
    ("solve resnet50 --field 300", "solve-field.txt"),
    ("solve googlenet --field image --format json", "solve-field.json"),
    ("solve srcnn --field 300", "solve-field-none.txt"),
    ("solve --layers 'n*(conv3p1c64)' --field 31", "solve-repeats.txt"),
    ("solve --layers 'n*i(conv2d{2^i})' --field 16000 --format json", "solve-repeats.json"),
    ("solve unet --tile 512", "solve-tile.txt"),
    ("solve unet-padded --tile 512 --input 1x4000x3000", "solve-tiles.txt"),
    ("solve unet-padded --tile 512 --input 1x4000x3000 --format json", "solve-tiles.json"),
  ])
  func pages(line: String, name: String) throws {
    let result = rfcalc(line)
    #expect(result.err == "")
    #expect(result.code == 0)
    #expect(try Snapshot.difference(result.text, from: name) == nil)
  }

  @Test(arguments: [
    ("solve resnet50", "Missing option '--valid', or another condition that sizes are to satisfy."),
    ("solve resnet50 --at layer4 --valid", "'--at' needs '--output <sizes>'."),
    (
      "solve resnet50 --near x --valid",
      "The value 'x' is invalid for '--near <size>'. Please provide a size, such as 512 or 480x640."
    ),
    (
      "solve resnet50 --near 1x2x3 --valid",
      "The value '1x2x3' is invalid for '--near <size>'. Please provide one number, or one for each of H and W."
    ),
    (
      "solve resnet50 --max-macs 1Q",
      "The value '1Q' is invalid for '--max-macs <count>'. Please provide a number with a unit, such as 1G or 600M; "
        + "the units are K, M, G, T and Ki, Mi, Gi, Ti."
    ),
    (
      "solve resnet50 --output 7x7x7",
      "'layer4.2.relu_2' has 2 axes, but '--output' gives 3 sizes. Please give one for each, or one for all."
    ),
    (
      "solve resnet50 --output 7 --at layer5",
      "There is no layer 'layer5'; did you mean 'layer1'?"
    ),
    (
      "solve resnet50 --input 3x224x224 --valid",
      "No size along an axis of the input is open; letters leave sizes open, as in '--input 3xHxW'."
    ),
    (
      "solve --layers 'gap,fc3' --input 3xHxW --output 7",
      "No layer of 'network' has a size along each axis that depends on the input's; '--at <layer>' names the one that "
        + "is meant."
    ),
    (
      "solve --layers 'gap,fc3' --input 3xHxW --output 7 --at fc1",
      "How large 'fc1' is along the axes of the input is unknown: the axis was folded with others and cut up again. "
        + "'--at <layer>' names another layer."
    ),
  ])
  func refusals(line: String, message: String) {
    let result = rfcalc(line)
    #expect(result.text == "")
    #expect(result.err.description.hasPrefix("Error: \(message)\n"), "\(result.err)")
    #expect(result.code == 64)
  }

  @Test(arguments: [
    (
      "unet-padded --input 1x250x256",
      "up4.concat (concat): 1×512×31×32 and 1×512×30×32 can't be joined along dimension 1: dimension 2 is 31 in one "
        + "and 30 in the other; resize or crop one of them\nSizes that fit: H 240 or 256 (H % 16 = 0)."
    ),
    (
      "densenet121 --input 3x20x20",
      "features.transition3.pool (avg pool): the kernel spans 2 positions, but axis 0 of the input 1×512×1×1 has 1 "
        + "with its padding; use a larger input, more padding or a smaller kernel\n"
        + "Sizes that fit: H 29 (H ≥ 29), W 29 (W ≥ 29)."
    ),
    (
      "--layers 'conv9c4,conv9' --input 3x12x40",
      "the kernel spans 9 positions, but axis 0 of the input 1×4×4×32 has 4 with its padding; use a larger input, more "
        + "padding or a smaller kernel"
    ),
  ])
  func sizesThatFitAreNamed(line: String, message: String) {
    let result = rfcalc(line)
    #expect(result.err.description.contains(message), "\(result.err)")
    #expect(result.code == 65)
  }

  @Test(arguments: [
    ("solve resnet50 --field 300 --valid", "'--valid' and '--field' can't be used together."),
    ("solve resnet50 --tile 300 --near 3", "'--near' and '--tile' can't be used together."),
    (
      "solve resnet50 --field 0",
      "The value '0' is invalid for '--field <size>'. Please provide a size, such as 300 or 300x200, or 'image'."
    ),
    (
      "solve resnet50 --field image --input 3xHxW",
      "The value 'image' is invalid for '--field <size>'. Please provide a number, as the image's size is open; "
        + "'--input' gives it one."
    ),
    (
      "solve --layers 'n*(conv3)' --valid",
      "Missing option '--field <size>', the size that the field of 'n' repeats is to reach."
    ),
    (
      "solve --layers 'n*(m*(conv3))' --field 3",
      "How often is open for 'n' and 'm'; one can be solved for."
    ),
    (
      "solve resnet50 --tile 0",
      "The value '0' is invalid for '--tile <size>'. Please provide a size of at least 1, such as 512."
    ),
    (
      "solve resnet50 --tile 512",
      "Units of 'fc' see the whole image, so no tile tells what they are; '--at <layer>' names a layer before."
    ),
    (
      "solve unet --tile 100",
      "No H up to 100 is taken by the network. Please give a larger tile."
    ),
    (
      "solve resnet50 --tile 224 --at layer4",
      "In a tile of 224 too few units of 'layer4.2.relu_2' see nothing but the tile: fields are 427 long, and steps are "
        + "multiples of 32. Please give a larger tile."
    ),
  ])
  func otherRefusals(line: String, message: String) {
    let result = rfcalc(line)
    #expect(result.err.description.hasPrefix("Error: \(message)\n"), "\(result.err)")
    #expect(result.code == 64)
  }

  @Test func fieldsThatAreNeverReached() {
    let result = rfcalc("solve --layers 'n*(conv1c4)' --field 2")
    #expect(
      result.err.description
        == "Error: The field never reaches 2: with n = 100,000, the most that can be made, it is 1.\n"
    )
    #expect(result.code == 1)
  }

  /// Sizes are a question to `solve` alone, and there a file can be named beside them.
  @Test func outputsOfBothKinds() {
    let files = MemoryFiles()
    _ = rfcalc("solve resnet50 --output 7x7 -o sizes.txt", files)
    #expect(files.text("sizes.txt").contains("193…224"))
    _ = rfcalc("lenet5 --output 7x7", files)
    #expect(files.text("7x7").contains("lenet5"))
    // The last one counts.
    _ = rfcalc("lenet5 -o 8x8 -o late.txt", files)
    #expect(files.text("late.txt").contains("lenet5") && files.text("8x8").isEmpty)
  }
}
