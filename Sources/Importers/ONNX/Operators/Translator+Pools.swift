import ConvArithmetic
import LayerGraph

extension Translator {
  static let poolHandlers: [String: Handler] = [
    "MaxPool": { try $0.maxPool($1) },
    "AveragePool": {
      try $0.pool($1, .average(countIncludePad: $1.attributes.flag("count_include_pad")))
    },
    "LpPool": { try $0.pool($1, .lp(power: $1.attributes.int("p", default: 2))) },
    "GlobalMaxPool": { try $0.global($1, .maximum) },
    "GlobalAveragePool": { try $0.global($1, .average(countIncludePad: true)) },
    "GlobalLpPool": { try $0.global($1, .lp(power: $1.attributes.int("p", default: 2))) },
  ]

  private func pool(_ call: Call, _ function: Pool.Function) throws -> [TensorValue?] {
    try apply(
      .pool(
        Pool(
          window: try windowSettings(call), function: function,
          ceilMode: call.attributes.flag("ceil_mode"))),
      [try call.input(0)])
  }

  /// The second output, where each maximum was found, is known by its shape alone.
  private func maxPool(_ call: Call) throws -> [TensorValue?] {
    let pooled = try pool(call, .maximum)
    guard call.wants(1), let value = pooled[0] else { return pooled }
    let places = try opaque(
      call, isKnown: true, shapes: [try shape(of: value), try shape(of: value)])
    return [value, places.last ?? nil]
  }

  private func global(_ call: Call, _ function: Pool.Function) throws -> [TensorValue?] {
    try apply(.adaptivePool(.global(function)), [try call.input(0)])
  }
}
