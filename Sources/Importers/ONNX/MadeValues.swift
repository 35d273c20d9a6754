/// What a node makes: almost always one value, which needs no list of its own.
struct MadeValues: ExpressibleByArrayLiteral {
  /// Nil where nothing is known of it, and where there is none.
  let first: TensorValue?
  /// Those after the first.
  let others: [TensorValue?]

  init(_ first: TensorValue?, others: [TensorValue?] = []) {
    self.first = first
    self.others = others
  }

  init(_ all: [TensorValue?]) {
    self.init(all.first ?? nil, others: Array(all.dropFirst()))
  }

  init(arrayLiteral all: TensorValue?...) { self.init(all) }
}
