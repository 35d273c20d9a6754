import ConvArithmetic
import LayerGraph

/// One layer, as the field along one axis goes through it.
struct LayerStep {
  /// How the layer reads each dimension of the value.
  let routes: [Route]
  let node: Int
  let from: Shape
  let to: Shape

  /// The fields after the layer, axis by axis.
  func fields(after axes: [AxisField]) -> [AxisField] {
    var fields: [AxisField] = []
    fields.reserveCapacity(axes.count)
    for (index, axis) in axes.enumerated() {
      let alike = index > 0 ? again(fields[index - 1], of: axes[index - 1], for: axis) : nil
      fields.append(alike ?? field(after: axis))
    }
    return fields
  }

  /// The field of one axis after the layer, where it is that of the axis before it, as for square images
  /// and kernels, but for the dimension.
  private func again(
    _ result: AxisField, of one: AxisField, for other: AxisField
  ) -> AxisField? {
    guard case .along(let next, _) = result.part, case .along(let local, let first) = one.part,
      case .along(let same, let second) = other.part, one.isGlobal == other.isGlobal,
      routes.indices.contains(first), routes.indices.contains(second),
      case .along(_, let map) = routes[first], case .along(let output, let its) = routes[second],
      map.isAnchored, map == its, local == same
    else { return nil }
    // Where digits go depends on the sizes, too.
    if case .digit = map.kind { return nil }
    return result.with(.along(next, dimension: output))
  }

  /// The field after the layer.
  func field(after field: AxisField) -> AxisField {
    switch field.part {
    case .none: return field
    case .lost(_, dimension: nil): return field
    case .along(let local, let dimension):
      guard routes.indices.contains(dimension) else { return field }
      return self.field(field, after: local, along: dimension)
    case .somewhere(let local, let dimension, let since):
      guard routes.indices.contains(dimension) else { return field }
      return self.field(field, after: local, somewhereIn: dimension, since: since)
    case .lost(let reason, let dimension?):
      guard routes.indices.contains(dimension) else { return field }
      return self.field(field, lost: reason, in: dimension)
    case .folded(let folds):
      return self.field(field, after: folds)
    }
  }

  private func field(
    _ field: AxisField, after local: LocalField, along dimension: Int
  ) -> AxisField {
    switch routes[dimension] {
    case .all: return .everything
    case .nothing: return AxisField.nothing.withGlobal(field.isGlobal)
    case .unknown(let reason): return field.with(.unknown(reason))
    case .within(let output, let reason): return field.with(.lost(reason, dimension: output))
    case .folded(let output): return field.with(.somewhere(local, dimension: output, since: node))
    case .piece(let output, let offset):
      return self.field(
        field, after: local, through: .shift(by: -offset), on: from[dimension], along: output)
    case .along(let output, let map):
      if case .digit = map.kind { break }
      return self.field(field, after: local, through: map, on: from[dimension], along: output)
    case .digits: break
    }
    return self.field(field, after: [Fold(local, along: dimension, of: from)])
  }

  private func field(
    _ field: AxisField, after local: LocalField, through map: AxisMap, on length: Dim,
    along output: Int
  ) -> AxisField {
    if map.isIdentity { return field.with(.along(local, dimension: output)) }
    do throws(UnknownReason) {
      let next = try local.following(map, length: length, node: node)
      return field.with(.along(next, dimension: output))
    } catch {
      return field.with(.lost(error, dimension: output))
    }
  }

  /// What was flattened with open sizes goes where they go, and is lost when it is cut up again.
  private func field(
    _ field: AxisField, after local: LocalField, somewhereIn dimension: Int, since: Int
  ) -> AxisField {
    switch routes[dimension] {
    case .all: return .everything
    case .nothing: return AxisField.nothing.withGlobal(field.isGlobal)
    case .unknown(let reason): return field.with(.unknown(reason))
    case .within(let output, let reason): return field.with(.lost(reason, dimension: output))
    case .digits: return field.with(.unknown(.refolded))
    case .folded(let output), .piece(let output, _):
      return field.with(.somewhere(local, dimension: output, since: node))
    case .along(let output, let map):
      if map.isIdentity {
        return field.with(.somewhere(local, dimension: output, since: since))
      }
      let isMoved = if case .digit = map.kind { true } else { map.shiftDistance != nil }
      return field.with(
        isMoved
          ? .somewhere(local, dimension: output, since: node)
          : .lost(.refolded, dimension: output))
    }
  }

  private func field(
    _ field: AxisField, lost reason: UnknownReason, in dimension: Int
  ) -> AxisField {
    switch routes[dimension] {
    case .all: .everything
    case .nothing: .nothing.withGlobal(field.isGlobal)
    case .along(let output, _), .piece(let output, _), .folded(let output):
      field.with(.lost(reason, dimension: output))
    case .within(let output, let reason): field.with(.lost(reason, dimension: output))
    case .unknown(let reason): field.with(.unknown(reason))
    case .digits: field.with(.unknown(reason))
    }
  }

  private func field(_ field: AxisField, after folds: [Fold]) -> AxisField {
    var next = AxisField(isGlobal: field.isGlobal, .none)
    for fold in folds {
      do throws(UnknownReason) {
        switch try result(of: fold) {
        case .part(let part): next = next.merged(with: AxisField(isGlobal: false, part), in: to)
        case .everything: next = next.withGlobal(true)
        case .nothing: break
        }
      } catch {
        return field.with(.unknown(error))
      }
    }
    return next
  }
}

extension AxisField {
  fileprivate func with(_ part: LocalPart) -> AxisField { AxisField(isGlobal: isGlobal, part) }
}

extension AxisMap {
  /// k where the map is u ↦ u + k.
  var shiftDistance: Int? {
    guard case .window(let taps) = kind, taps.stride == 1, taps.count == 1, taps.isAnchored,
      border == .nothing
    else { return nil }
    return taps.offset
  }
}
