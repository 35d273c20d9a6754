import ConvArithmetic
import LayerGraph

/// Operators that pick, choose, repeat and sum over named dimensions.
enum OnnxPicks {
  static func make(_ one: OnnxCase) throws -> OnnxTranslation? {
    switch one.operation {
    case "Where": return OnnxTranslation([.select(Select())], dataInputs: 3)
    case "Cast":
      let names = [1: "float", 6: "int32", 7: "int64", 9: "bool", 11: "double"]
      guard let name = one.integer("to").flatMap({ names[$0] }) else { return nil }
      return OnnxTranslation([.cast(Cast(to: name))])
    case "Expand":
      let target = one.input(1)?.integers ?? []
      return OnnxTranslation([.expand(Expand(shape: target.map { Dim($0) }))])
    case "Tile":
      return OnnxTranslation([.tile(Tile(repeats: one.input(1)?.integers ?? []))])
    case "Gather":
      guard let index = one.input(1) else { return nil }
      return OnnxTranslation([
        .gather(
          Gather(
            dimension: one.integer("axis") ?? 0, indices: index.integers,
            indexShape: Shape(sizes: index.sizes)))
      ])
    case "ArgMax", "ArgMin":
      guard one.integer("select_last_index") ?? 0 == 0 else { return nil }
      return OnnxTranslation([
        .reduce(
          Reduce(
            one.operation == "ArgMax" ? .argMaximum : .argMinimum,
            dimensions: [one.integer("axis") ?? 0],
            keepsDimensions: one.integer("keepdims") ?? 1 == 1))
      ])
    case "Einsum":
      let layer = try Einsum(equation: one.text("equation") ?? "")
      return OnnxTranslation([.einsum(layer)], dataInputs: one.inputs.count)
    default: return nil
    }
  }
}
