extension Tensor where Element: Joining {
  /// For each unit along a dimension, what all elements with that index depend on together; of all
  /// elements when the dimension is nil. On nothing where there is no such unit.
  @specialized(where Element == Footprint)
  @specialized(where Element == NarrowFootprint)
  package func joined(inUnits units: [Int], along dimension: Int?) -> [Element] {
    var marks = [Element](repeating: .none, count: units.count)
    visit(units, along: dimension) { slot, run in
      var mark = marks[slot]
      for element in run { mark = mark.joined(with: element) }
      marks[slot] = mark
    }
    return marks
  }
}

extension Tensor<Float> {
  /// For each unit along a dimension whether an element with that index is not a number; for all elements
  /// when the dimension is nil.
  package func hasNotANumber(inUnits units: [Int], along dimension: Int?) -> [Bool] {
    var marks = [Bool](repeating: false, count: units.count)
    visit(units, along: dimension) { slot, run in
      if !marks[slot] { marks[slot] = run.contains { $0.isNaN } }
    }
    return marks
  }
}

extension Tensor {
  /// Hands on the stretches of elements of each unit, in the order in which they lie.
  @inline(__always)
  private func visit(
    _ units: [Int], along dimension: Int?, _ body: (Int, UnsafeBufferPointer<Element>) -> Void
  ) {
    elements.withUnsafeBufferPointer { buffer in
      guard let dimension else {
        for slot in units.indices { body(slot, buffer) }
        return
      }
      guard sizes.indices.contains(dimension) else { return }
      let (length, inner) = (sizes[dimension], Array(sizes[(dimension + 1)...]).product)
      for block in stride(from: 0, to: buffer.count, by: max(1, length * inner)) {
        for (slot, unit) in units.enumerated() where (0..<length).contains(unit) {
          let start = block + unit * inner
          body(slot, UnsafeBufferPointer(rebasing: buffer[start..<start + inner]))
        }
      }
    }
  }
}
