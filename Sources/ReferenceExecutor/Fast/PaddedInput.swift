/// One image with its zero padding made explicit, so that no tap needs a test.
///
/// If no window leaves the image, this is the image itself and nothing is copied. Whoever makes it frees it.
struct PaddedInput {
  /// Sizes with padding: channels, spatial axes.
  let sizes: [Int]
  /// Row-major steps of those sizes.
  let steps: [Int]
  private let imageSizes: [Int]
  private let before: [Int]
  private let copy: Scratch?

  /// - Parameters:
  ///   - imageSizes: channels, spatial axes.
  ///   - before: zeros before each spatial axis.
  ///   - reach: per spatial axis, the size that the windows reach over, counted from the first zero.
  init(imageSizes: [Int], before: [Int], reach: [Int]) {
    self.imageSizes = imageSizes
    self.before = before
    let isInside =
      before.allSatisfy { $0 == 0 } && zip(imageSizes.dropFirst(), reach).allSatisfy { $0 >= $1 }
    let spatial = zip(zip(imageSizes.dropFirst(), before), reach).map { max($0.0 + $0.1, $1) }
    sizes = isInside ? imageSizes : [imageSizes[0]] + spatial
    steps = rowMajorSteps(sizes)
    copy = isInside ? nil : Scratch(sizes.reduce(1, *))
  }

  /// Memory that holds the padded form of `image`: valid until the next call.
  func fill(from image: UnsafePointer<Float>, threads: Int) -> UnsafePointer<Float> {
    guard let copy else { return image }
    Workers.share(imageSizes[0], threads: threads) { channels in
      for channel in channels { fill(channel, from: image, into: copy.floats) }
    }
    return UnsafePointer(copy.floats)
  }

  func free() { copy?.free() }

  private func fill(
    _ channel: Int, from image: UnsafePointer<Float>, into target: UnsafeMutablePointer<Float>
  ) {
    let last = sizes.count - 1
    let padded = steps[0]
    (target + channel * padded).update(repeating: 0, count: padded)
    let width = imageSizes[last]
    let outer = imageSizes[1..<last]
    let rowCount = outer.reduce(1, *)
    for row in 0..<rowCount {
      var rest = row
      var place = channel * padded + before[last - 1]
      for axis in stride(from: last - 1, to: 0, by: -1) {
        place += (rest % imageSizes[axis] + before[axis - 1]) * steps[axis]
        rest /= imageSizes[axis]
      }
      (target + place).update(from: image + (channel * rowCount + row) * width, count: width)
    }
  }
}

/// Distances between neighbours along each axis of a dense row-major tensor.
func rowMajorSteps(_ sizes: [Int]) -> [Int] {
  var steps = [Int](repeating: 1, count: sizes.count)
  for axis in stride(from: sizes.count - 2, through: 0, by: -1) {
    steps[axis] = steps[axis + 1] * sizes[axis + 1]
  }
  return steps
}
