import ConvArithmetic
import LayerGraph

extension Translator {
  static let productHandlers: [String: Handler] = [
    "MatMul": { try $0.matMul($1) },
    "Gemm": { try $0.gemm($1) },
    "Einsum": { translator, call in
      guard let equation = try call.attributes.string("equation") else {
        throw ImportProblem.attributeMissing("equation")
      }
      let einsum: Einsum
      do throws(Problem) { einsum = try Einsum(equation: equation) } catch {
        throw ImportProblem.unsupported
      }
      return try translator.apply(.einsum(einsum), try call.all())
    },
  ]

  /// A product with a constant matrix is a linear layer without bias.
  func matMul(_ call: Call) throws -> MadeValues {
    let (left, right) = (try call.input(0), try call.input(1))
    // A product or sum of constants is a weight like one that is stored, as it is to Gemm.
    if !right.isData, !isFixed(right), let linear = try self.linear(right) {
      return try apply(.linear(linear), to: left, holding: HeldTensors(weights: right))
    }
    return try apply(.matMul(MatMul()), [left, right])
  }

  private func linear(_ weight: TensorValue) throws -> Linear? {
    guard let sizes = try shape(of: weight).sizes, sizes.count == 2, sizes[1] >= 1, sizes[0] >= 1
    else { return nil }
    return Linear(outputFeatures: sizes[1], hasBias: false, inputFeatures: sizes[0])
  }

  /// Y = α·A·B + β·C, each of A and B transposed or not.
  func gemm(_ call: Call) throws -> MadeValues {
    var left = try call.input(0)
    var right = try call.input(1)
    let bias = call.optional(2)
    if try call.attributes.flag("transA") {
      left = try one(.permute(Permute([1, 0])), [left], step: .transpose)
    }
    let isTransposed = try call.attributes.flag("transB")
    if isWeight(right), let sizes = try shape(of: right).sizes, sizes.count == 2,
      let hasBias = try self.hasBias(bias, features: sizes[isTransposed ? 0 : 1])
    {
      return try apply(
        .linear(
          Linear(
            outputFeatures: sizes[isTransposed ? 0 : 1], hasBias: hasBias,
            inputFeatures: sizes[isTransposed ? 1 : 0])),
        [left], holding: HeldTensors(weights: right, biases: bias))
    }
    if isTransposed { right = try one(.permute(Permute([1, 0])), [right], step: .transpose) }
    let product = try one(.matMul(MatMul()), [left, right], step: bias == nil ? nil : .product)
    guard let bias else { return [product] }
    return try apply(.elementwise(Elementwise(.add)), [product, bias])
  }

  /// Whether C is a linear layer's bias: one number for each feature. Nil: it is something else.
  private func hasBias(_ bias: TensorValue?, features: Int) throws -> Bool? {
    guard let bias else { return false }
    guard isWeight(bias) else { return nil }
    let shape = try self.shape(of: bias)
    return shape.dims.last == .constant(features) && shape.dims.dropLast().allSatisfy({ $0 == 1 })
      ? true : nil
  }
}
