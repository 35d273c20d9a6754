/// Whole numbers from 0 to 255 that stand for real ones between the least and the greatest of all, with 0 among them
/// (ONNX's DynamicQuantizeLinear). Makes these numbers, the scale and the zero point:
///
///     scale        (max(x, 0) − min(x, 0)) / 255
///     zero point   −min(x, 0)/scale, rounded
///     y            x/scale, rounded, plus the zero point, kept between 0 and 255
public struct DynamicQuantization: OperatorPayload {
  public init() {}
  public var kind: String { "dynamic quantize" }
  public var summary: String { "" }
  public var arity: ClosedRange<Int> { 1...1 }
  public var outputCount: Int { 3 }
  public func validate() throws(Problem) {}
}
