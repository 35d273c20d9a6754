import ConvArithmetic
import LayerGraph

extension Translator {
  static let poolHandlers: [String: Handler] = [
    "MaxPool": { try $0.maxPool($1) },
    "AveragePool": {
      try $0.pool($1, .average(countIncludePad: try $1.attributes.flag("count_include_pad")))
    },
    "LpPool": { try $0.pool($1, .lp(power: try $1.attributes.int("p", default: 2))) },
    "GlobalMaxPool": { try $0.global($1, .maximum) },
    "GlobalAveragePool": { try $0.global($1, .average(countIncludePad: true)) },
    "GlobalLpPool": { try $0.global($1, .lp(power: try $1.attributes.int("p", default: 2))) },
  ]

  private func pool(_ call: Call, _ function: Pool.Function) throws -> MadeValues {
    try apply(
      .pool(
        Pool(
          window: try windowSettings(call), function: function,
          ceilMode: try call.attributes.flag("ceil_mode"))),
      to: try call.input(0))
  }

  /// The second output, where each maximum was found, is known by its shape alone.
  private func maxPool(_ call: Call) throws -> MadeValues {
    let pooled = try pool(call, .maximum)
    guard call.wants(1), let value = pooled.first else { return pooled }
    let places = try opaque(
      call, isKnown: true, shapes: [try shape(of: value), try shape(of: value)])
    return [value, places.others.last ?? places.first]
  }

  private func global(_ call: Call, _ function: Pool.Function) throws -> MadeValues {
    try apply(.adaptivePool(.global(function)), to: try call.input(0))
  }
}
