import ConvArithmetic
import Escaping
import LayerGraph

// Spectra, and what is made for them from numbers alone.

extension Translator {
  static let signalHandlers: [String: Handler] = {
    var handlers: [String: Handler] = [
      "DFT": { try $0.fourierTransform($1) },
      "STFT": { try $0.shortTimeFourier($1) },
      "MelWeightMatrix": { try $0.melWeights($1) },
    ]
    for operation in ["HannWindow", "HammingWindow", "BlackmanWindow"] {
      handlers[operation] = { try $0.window($1) }
    }
    return handlers
  }()

  /// The axis is an attribute before operator set 20, and counts from the second dimension.
  private func fourierTransform(_ call: Call) throws -> MadeValues {
    let shape = try call.shape(0)
    var axis = -2
    if call.version < 20 {
      axis = try call.attributes.int("axis", default: 1)
    } else if let given = try call.integers(2)?.first {
      axis = given
    }
    guard let place = Folding.place(axis, shape.rank) else {
      throw ImportProblem.attribute("axis", "\(axis) is no dimension of \(shape.rank)")
    }
    let length = try call.dims(1)?.first
    let (isInverse, isOneSided) = (
      try call.attributes.flag("inverse"), try call.attributes.flag("onesided")
    )
    if isInverse, isOneSided {
      // Real numbers from half of their frequencies.
      guard let length else { throw ImportProblem.shapeUnknown }
      var made = shape
      made[place] = length
      made[shape.rank - 1] = 1
      return try known(call, [made], kept: shape.dims.indices.filter { $0 != place })
    }
    return try apply(
      .fourierTransform(
        FourierTransform(
          dimension: place, length: length == shape[place] ? nil : length,
          isOneSided: isOneSided, isInverse: isInverse)),
      to: try call.input(0))
  }

  /// Signal, step, window and length of a frame. A signal without a dimension of parts is real.
  private func shortTimeFourier(_ call: Call) throws -> MadeValues {
    guard let step = try call.integers(1)?.first else { throw ImportProblem.inputMissing(1) }
    let window = call.optional(2)
    var length = try call.integers(3)?.first
    if length == nil, let window { length = try shape(of: window).dims.first?.constant }
    guard let length else { throw ImportProblem.shapeUnknown }
    let isOneSided = try call.attributes.int("onesided", default: 1) != 0
    let transform = ShortTimeFourier(
      frameLength: length, step: step, isOneSided: isOneSided, hasWindow: window != nil)
    var signal = try call.input(0)
    if try shape(of: signal).rank == 2 {
      signal = try one(.unsqueeze(Unsqueeze([2])), [signal], step: .signal)
    }
    return try apply(.shortTimeFourier(transform), [signal] + (window.map { [$0] } ?? []))
  }

  /// So many numbers as the input says.
  private func window(_ call: Call) throws -> MadeValues {
    guard let size = try call.dims(0)?.first else { throw ImportProblem.dataDependent(0) }
    return [fixed([size])]
  }

  /// ⌊L/2⌋ + 1 frequencies × bands.
  private func melWeights(_ call: Call) throws -> MadeValues {
    guard let bands = try call.dims(0)?.first, let length = try call.dims(1)?.first else {
      throw ImportProblem.dataDependent(0)
    }
    return [fixed([try length.floorDivided(by: 2) + 1, bands])]
  }

  /// Numbers that follow from settings, which nobody learns.
  private func fixed(_ shape: Shape) -> TensorValue {
    let tensor = ConstantTensor(shape: shape, type: .float, .unknown)
    tensor.isFixed = true
    return constant(tensor)
  }
}
