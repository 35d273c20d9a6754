import RFKit

/// Shapes that were perhaps meant otherwise.
extension InputShape {
  /// As it is typed: `3x224x224`.
  var typed: String { SizeList.text(written.dims.map(\.description), by: "x") }

  /// As it is understood: "224 channels of 224×3".
  var reading: Message {
    let sizes = shape.dims.dropFirst()
    guard let channels = sizes.first else { return "nothing" }
    if sizes.count == 1 {
      return "a vector of \(channels) \(channels == 1 ? "feature" : "features")"
    }
    let axes = Shape(Array(sizes.dropFirst()))
    return (hasBatch ? "a batch of \(shape[0]), each " : "")
      + "\(channels) \(channels == 1 ? "channel" : "channels") of "
      + (axes.rank == 1 ? "length \(axes)" : "\(axes)")
  }

  /// The same with the last size as the channels, where it looks as if it were them: by the names of the
  /// sizes; images have 1, 3 or 4, and networks know how many they are made for.
  func channelsLast(madeFor channels: Int?) -> InputShape? {
    var sizes = Array(shape.dims.dropFirst())
    guard sizes.count > 1, let last = sizes.last, !sizes[0].isCalledChannels else { return nil }
    let isMeant =
      sizes.count == 2
      ? channels.map { sizes.areSignalChannelsLast(madeFor: $0) } ?? false
      : sizes.areNamedChannelsLast || sizes.areImageChannelsLast(madeFor: channels)
    guard isMeant, last != sizes[0] else { return nil }
    sizes.insert(sizes.removeLast(), at: 0)
    return InputShape(Shape([shape[0]] + sizes), hasBatch: hasBatch)
  }

  /// Maps with two sizes, where these look more like a height and a width than like channels and a
  /// length, by their names or because neither is as few as the channels of a signal. They have one
  /// channel; named sizes may be those of any map.
  var asMaps: [InputShape] {
    let sizes = Array(shape.dims.dropFirst())
    guard !hasBatch, sizes.count == 2 else { return [] }
    let isNamed = sizes.allSatisfy(\.isCalledAxis)
    guard isNamed || sizes.allSatisfy({ $0.constant.map { $0 > 4 } ?? false }) else { return [] }
    return (isNamed ? [1, .symbol("C")] : [1]).map {
      InputShape(Shape([1, $0] + sizes), hasBatch: false)
    }
  }
}

extension Warning {
  /// That the channels of an input for a model of the zoo were perhaps meant to come last.
  init?(channelsOf input: InputShape, for model: ZooModel) {
    guard let channels = model.entry.defaultInput[Shape.channelDimension].constant,
      let meant = input.channelsLast(madeFor: channels)
    else { return nil }
    self = .channelsLast(input, meant: meant, madeFor: .init(network: model.name, count: channels))
  }

  /// How the input of a layer string was perhaps meant, which takes what is given.
  init?(readingOf input: InputShape) {
    if let meant = input.channelsLast(madeFor: nil) {
      self = .channelsLast(input, meant: meant, madeFor: nil)
    } else if !input.asMaps.isEmpty {
      self = .sequence(input, meant: input.asMaps)
    } else {
      return nil
    }
  }
}

/// The sizes of an input without its batch.
extension [Dim] {
  /// H×W×C, H×W×3; 224×224×C.
  fileprivate var areNamedChannelsLast: Bool {
    guard let last else { return false }
    return last.isCalledChannels
      || self[0].isCalledAxis && self[1].isCalledAxis && !last.isCalledAxis
  }

  /// Height×width×channels: 3 or 4, as many as the network is made for, or after two equal sizes a
  /// number that layers are given (64×56×56 and 64×64×50 are as they should be).
  fileprivate func areImageChannelsLast(madeFor channels: Int?) -> Bool {
    guard let last = last?.constant else { return false }
    let first = self[0].constant ?? .max
    if first == channels { return false }
    if (3...4).contains(last) && first > 8 { return true }
    if let channels { return last == channels || last == 1 && first > 4 }
    return count == 3 && self[0] == self[1] && last != first && first > 4
      && (last <= 4 || last % 8 == 0)
  }

  /// Length×channels: as many as the network is made for, or as few as signals have.
  fileprivate func areSignalChannelsLast(madeFor channels: Int) -> Bool {
    guard let last = last?.constant else { return false }
    let first = self[0].constant ?? .max
    return first != channels && (last == channels || last <= 4 && first > 8)
  }
}

extension Dim {
  fileprivate var isCalledChannels: Bool { isCalled(["C", "Channels"]) }

  /// Heights and widths; a depth may be that of the channels.
  fileprivate var isCalledAxis: Bool { isCalled(["H", "W", "Height", "Width"]) }

  private func isCalled(_ names: [String]) -> Bool { names.contains { self == .symbol($0) } }
}
