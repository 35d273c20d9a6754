import RFKit

/// Shapes that were perhaps meant otherwise.
extension InputShape {
  /// As it is typed: `3x224x224`.
  var typed: String { written.dims.map(\.description).joined(separator: "x") }

  /// As it is understood: "224 channels of 224×3".
  var reading: String {
    let sizes = shape.dims.dropFirst()
    guard let channels = sizes.first else { return "nothing" }
    if sizes.count == 1 { return "a vector of \(channels) features" }
    let axes = Shape(Array(sizes.dropFirst()))
    return (hasBatch ? "a batch of \(shape[0]), each " : "")
      + "\(channels) \(channels == 1 ? "channel" : "channels") of "
      + (axes.rank == 1 ? "length \(axes)" : "\(axes)")
  }

  /// The same with the last size as the channels, where it looks as if it were them: images have 1, 3 or
  /// 4, and networks know how many they are made for.
  func channelsLast(madeFor channels: Int?) -> InputShape? {
    var sizes = Array(shape.dims.dropFirst())
    guard sizes.count > 1, let last = sizes.last?.constant, sizes[0] != .symbol("C") else {
      return nil
    }
    let first = sizes[0].constant ?? .max
    let looksLikeImage = sizes.count > 2 && (3...4).contains(last) && first > 8
    if let channels {
      guard first != channels, last == channels || looksLikeImage || last == 1 && first > 4,
        sizes.count > 2 || last == channels
      else { return nil }
    } else if !looksLikeImage {
      return nil
    }
    sizes.insert(sizes.removeLast(), at: 0)
    return InputShape(Shape([shape[0]] + sizes), hasBatch: hasBatch)
  }

  /// A map of one channel, where two sizes look more like its height and width than like channels and a
  /// length: neither is as few as the channels of a signal.
  var asMap: InputShape? {
    let sizes = shape.dims.dropFirst().compactMap(\.constant)
    guard !hasBatch, shape.rank == 3, sizes.count == 2, sizes.allSatisfy({ $0 > 4 }) else {
      return nil
    }
    return InputShape(Shape([1, 1] + shape.dims.dropFirst()), hasBatch: false)
  }
}
