/// Whether values look as nobody learns them. Looked at where they are few.
struct MadeUpValues {
  private let array: KnownArray
  private let numbers: [Double]

  /// Nil where one isn't known.
  init?(_ array: KnownArray?) {
    guard let array else { return nil }
    var numbers: [Double] = []
    numbers.reserveCapacity(array.elements.count)
    for element in array.elements {
      guard let number = element.number else { return nil }
      numbers.append(number)
    }
    self.array = array
    self.numbers = numbers
  }

  func areAll(_ value: Double) -> Bool { numbers.allSatisfy { $0 == value } }

  /// Strides of a grid: one whole number that no parameter begins with.
  var areOneSetting: Bool {
    guard numbers.count > 1, let first = numbers.first, first > 1, first.rounded() == first else {
      return false
    }
    return areAll(first)
  }

  /// A mask, indices, a grid: whole numbers or infinities that differ, or even steps along the axes or along
  /// rows again and again. Equal numbers may be a fresh parameter.
  var areMade: Bool {
    guard numbers.count > 1, let first = numbers.first, numbers.contains(where: { $0 != first })
    else { return false }
    return numbers.allSatisfy { $0.isInfinite || $0.rounded() == $0 } || isGrid(from: first)
      || isFlatGrid
  }

  /// The coordinates of a grid's cells one after the other: each row 0, a, 2a, … from its first number, each
  /// of them several times in a row (down) or all of them several times (across).
  private var isFlatGrid: Bool {
    guard let length = array.sizes.last, length >= 4 else { return false }
    return stride(from: 0, to: numbers.count, by: length).allSatisfy {
      isFlatGrid(numbers[$0..<$0 + length])
    }
  }

  private func isFlatGrid(_ row: ArraySlice<Double>) -> Bool {
    let start = row.startIndex
    guard let change = row.firstIndex(where: { $0 != row[start] }) else { return false }
    let run = change - start
    let step = row[change] - row[start]
    let period = row[change...].firstIndex { $0 == row[start] }.map { $0 - start } ?? row.count
    guard period >= 3 * run, period % run == 0, row.count % period == 0 else { return false }
    let range = abs(step) * Double(period / run)
    return row.indices.allSatisfy {
      abs(row[$0] - row[start] - step * Double(($0 - start) % period / run)) <= range * 1e-4
    }
  }

  /// v(i, j, …) = v(0) + a·i + b·j + …, with at least three positions along an axis that tells.
  private func isGrid(from first: Double) -> Bool {
    let steps = array.steps
    var (slopes, tells) = ([Double](), false)
    for (axis, size) in array.sizes.enumerated() {
      let slope = size > 1 ? numbers[steps[axis]] - first : 0
      slopes.append(slope)
      if size > 2, slope != 0 { tells = true }
    }
    guard tells else { return false }
    let range = numbers.reduce(0) { max($0, abs($1 - first)) }
    for (index, number) in numbers.enumerated() {
      var (rest, expected) = (index, first)
      for (axis, step) in steps.enumerated() {
        expected += slopes[axis] * Double(rest / step)
        rest %= step
      }
      if abs(number - expected) > range * 1e-4 { return false }
    }
    return true
  }
}
