public import ConvArithmetic

/// One value for each spatial axis, or a single one that holds for all of them whatever the rank.
public struct PerAxis<Value: Hashable & Sendable>: Hashable, Sendable, ExpressibleByArrayLiteral {
  /// One for each axis, or a single one for all.
  public let values: [Value]

  public init(_ value: Value) { values = [value] }
  public init(_ values: [Value]) { self.values = values }
  public init(arrayLiteral elements: Value...) { values = elements }

  /// Whether there is a value for each of `rank` axes.
  public func fits(rank: Int) -> Bool { values.count == 1 || values.count == rank }

  public subscript(_ axis: Int) -> Value { values.count == 1 ? values[0] : values[axis] }

  /// Whether all axes have the same value.
  public var isUniform: Bool { values.allSatisfy { $0 == values.first } }
}

extension PerAxis: ExpressibleByIntegerLiteral where Value: ExpressibleByIntegerLiteral {
  public init(integerLiteral value: Value.IntegerLiteralType) {
    self.init(Value(integerLiteral: value))
  }
}

extension PerAxis where Value == Dim {
  /// Plain numbers as sizes that may be open.
  public init(_ numbers: PerAxis<Int>) { self.init(numbers.values.map { Dim($0) }) }
}

extension PerAxis: CustomStringConvertible where Value: CustomStringConvertible {
  /// "3" where one number says all, else "3×5".
  public var description: String { SizeList.text(values.map(\.description)) }
}
