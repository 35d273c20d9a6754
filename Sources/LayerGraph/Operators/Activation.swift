/// A function of one element.
public struct Activation: OperatorPayload {
  public var function: Function

  public init(_ function: Function) { self.function = function }

  public var kind: String { function.name }

  public var summary: String {
    switch function {
    case .leakyRelu(let slope): "\(slope)"
    case .elu(let alpha) where alpha != 1: "\(alpha)"
    case .celu(let alpha) where alpha != 1: "\(alpha)"
    case .silu(let alpha) where alpha != 1: "\(alpha)"
    case .hardSigmoid(let slope, let offset) where function != .hardSigmoid:
      "\(slope)x + \(offset)"
    case .hardTanh(-Double.infinity, let greatest): "≤ \(greatest)"
    case .hardTanh(let least, .infinity): "≥ \(least)"
    case .hardTanh(let least, let greatest): "\(least)…\(greatest)"
    case .thresholdedRelu(let alpha): "\(alpha)"
    case .shrink(let bias, let lambda): "\(lambda)" + (bias == 0 ? "" : " bias \(bias)")
    case .affine(let scale, let offset): offset == 0 ? "\(scale)x" : "\(scale)x + \(offset)"
    case .quantize(_, _, let least, let greatest): "\(least)…\(greatest)"
    default: ""
    }
  }

  public var arity: ClosedRange<Int> { 1...1 }
  public var outputCount: Int { 1 }

  public func validate() throws(Problem) {}
}
