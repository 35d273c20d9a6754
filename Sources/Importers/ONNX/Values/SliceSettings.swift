import ConvArithmetic
import Escaping
import LayerGraph

/// Start, end and step along one axis, as ONNX's Slice writes them.
struct SliceSettings {
  let axis: Int
  let start: Dim
  /// Nil: to the last position in the direction of the step.
  let end: Dim?
  let step: Int

  /// One for each axis that is cut.
  /// - Throws: `.dataDependent` when the settings are computed from data.
  static func read(_ call: Call, rank: Int) throws -> [SliceSettings] {
    let starts, ends: [Dim]
    var axes: [Int]?
    var steps: [Int]?
    if let attribute = try call.attributes.ints("starts") {
      starts = attribute.map { .constant($0) }
      ends = try (call.attributes.ints("ends") ?? []).map { .constant($0) }
      axes = try call.attributes.ints("axes")
    } else {
      guard let first = try call.dims(1) else { throw ImportProblem.inputMissing(1) }
      guard let second = try call.dims(2) else { throw ImportProblem.inputMissing(2) }
      (starts, ends) = (first, second)
      axes = try call.integers(3)
      steps = try call.integers(4)
    }
    let places = axes ?? Array(starts.indices)
    guard starts.count == ends.count, places.count == starts.count,
      steps == nil || steps?.count == starts.count
    else {
      throw ImportProblem.listsDiffer("starts", starts.count, "ends, axes or steps", ends.count)
    }
    return try starts.indices.map { index in
      let step = steps?[index] ?? 1
      if step == 0 { throw ImportProblem.attribute("steps", "0 is no step") }
      return SliceSettings(
        axis: places[index], start: starts[index], end: open(ends[index], step), step: step)
    }
  }

  /// As `read`; nil where settings depend on open sizes.
  static func known(_ call: Call, rank: Int) throws -> [SliceSettings]? {
    try read(call, rank: rank)
  }

  /// Exporters write "to the end" as a number beyond any size.
  private static func open(_ end: Dim, _ step: Int) -> Dim? {
    guard let number = end.constant else { return end }
    let isOpen = step > 0 ? number >= Slice.beyondAnySize : number <= -Slice.beyondAnySize
    return isOpen ? nil : end
  }

  /// Whether it keeps at least one position of any size.
  var surelyKeepsSomething: Bool {
    guard let end else { return start == -1 || start == 0 && step > 0 }
    return start == 0 && step > 0 && end.isAtLeast(1) == .always
  }

  /// The first position and how many, on an axis of this size; nil when that depends on open sizes.
  func positions(in size: Int) -> (start: Int, count: Int)? {
    guard let first = start.constant else { return nil }
    if let end, end.constant == nil { return nil }
    let last = end?.constant
    func clamp(_ value: Int, _ low: Int, _ high: Int) -> Int {
      min(max(value < 0 ? value &+ size : value, low), high)
    }
    if step > 0 {
      let (from, to) = (clamp(first, 0, size), last.map { clamp($0, 0, size) } ?? size)
      return (from, to > from ? (to - from - 1) / step + 1 : 0)
    }
    let from = clamp(first, -1, size - 1)
    let to = last.map { clamp($0, -1, size - 1) } ?? -1
    guard step > .min else { return nil }
    return (from, from > to ? (from - to - 1) / -step + 1 : 0)
  }
}
