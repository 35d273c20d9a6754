import ConvArithmetic
import LayerGraph

/// Closed forms on their way through one layer.
extension Reading {
  /// The fields of the value's units, axis by axis of the source, from those of the input's.
  /// - Parameters:
  ///   - lengths: of the source's axes.
  ///   - node: the layer, which tells moves by open sizes apart.
  func carried(_ axes: [AxisField], _ lengths: [Dim], node: Int) -> [AxisField] {
    var fields: [AxisField] = []
    fields.reserveCapacity(axes.count)
    for (index, axis) in axes.enumerated() {
      let alike = index > 0 ? alike(axis, as: axes[index - 1], fields[index - 1]) : nil
      let length = lengths.indices.contains(index) ? lengths[index] : 1
      fields.append(alike ?? carried(axis, Origin(node: node, length: length)))
    }
    return fields
  }

  /// What the passage of a field depends on besides the reading.
  struct Origin {
    let node: Int
    /// Of the source's axis.
    let length: Dim
  }

  /// Square images and kernels: the axis before has the same field and is read through the same map, so that the
  /// result is the same but for the dimension.
  private func alike(
    _ axis: AxisField, as other: AxisField, _ result: AxisField
  ) -> AxisField? {
    guard let next = result.part.localAlong?.local, axis.isGlobal == other.isGlobal,
      let (local, dimension) = axis.part.localAlong, let (same, its) = other.part.localAlong,
      routes.indices.contains(dimension), routes.indices.contains(its),
      case .along(let output, let map) = routes[dimension], case .along(_, map) = routes[its],
      map.isAnchored, local == same
    else { return nil }
    return result.with(.along(next, output))
  }

  /// What becomes of a part of a field that lies in a dimension.
  enum Passage {
    case everything
    case nothing
    case part(LocalPart)
    /// All of the axis, and a part that moves with the unit besides.
    case everythingAnd(LocalPart)
  }

  func carried(_ field: AxisField, _ origin: Origin) -> AxisField {
    let passage: Passage
    switch field.part {
    case .none, .lost(_, dimension: nil): return field
    case .placed(let placed, let others) where others.isEmpty && placed.placement.isAlong:
      passage = self.passage(of: placed.local, along: placed.placement.dimension, origin)
    case .placed: return carried(field, field.part.placements, origin)
    case .pieces(let pieces): return carried(field, pieces, origin)
    case .somewhere(_, let dimension, _), .lost(_, let dimension?):
      passage = self.passage(ofLost: field.part, in: dimension, origin)
    }
    return field.after(passage)
  }

  private func passage(of local: LocalField, along dimension: Int, _ origin: Origin) -> Passage {
    guard routes.indices.contains(dimension) else { return .part(.along(local, dimension)) }
    switch routes[dimension] {
    case .all: return passage(ofAll: local, origin, units: 0, from[dimension])
    case .allAndOwn(let output):
      return local.covers(origin.length, units: from[dimension])
        ? .everythingAnd(.along(local, output)) : .part(.lost(.piecewise, dimension: output))
    case .nothing: return .nothing
    case .lost(.folded, in: let output?):
      return .part(.somewhere(local, dimension: output, since: origin.node))
    case .lost(let reason, let output): return .part(.lost(reason, dimension: output))
    case .along(let output, let map): return .part(part(local, map, dimension, output, origin))
    case .piece(let output, let offset):
      return .part(part(local, .shift(by: -offset), dimension, output, origin))
    case .digits: break
    }
    do throws(UnknownReason) {
      return try passage(of: Placed(local, .along(dimension)), origin)
    } catch {
      return .part(.unknown(error))
    }
  }

  /// What all of `count` units from `first` on see together: the axis, or rows 0 … 2 of it where no others were left.
  func passage(
    ofAll local: LocalField, _ origin: Origin, units first: Int, _ count: Dim
  ) -> Passage {
    do throws(UnknownReason) {
      let own = first == 0 ? local : try local.following(.shift(by: first))
      if own.covers(origin.length, units: count) { return .everything }
      guard let units = count.constant else { throw .openSize(count) }
      let fixed = try own.following(.allOf(units))
      return .part(.placed(Placed(fixed, Placement([.single(in: 0)], in: to)), others: []))
    } catch {
      return .part(.unknown(error))
    }
  }

  private func part(
    _ local: LocalField, _ map: AxisMap, _ dimension: Int, _ output: Int, _ origin: Origin
  ) -> LocalPart {
    do throws(UnknownReason) {
      let next =
        map.isIdentity
        ? local : try local.following(map, length: from[dimension], node: origin.node)
      return .along(next, output)
    } catch {
      return .lost(error, dimension: output)
    }
  }

  /// What was flattened with open sizes goes where they go, and is lost when it is cut up again; of what is lost the
  /// dimension may be known.
  private func passage(ofLost part: LocalPart, in dimension: Int, _ origin: Origin) -> Passage {
    guard routes.indices.contains(dimension) else { return .part(part) }
    guard case .lost(let reason, _) = part else {
      return passage(ofFolded: part, in: dimension, origin)
    }
    switch routes[dimension] {
    case .all: return .everything
    case .allAndOwn(let output): return .everythingAnd(.lost(reason, dimension: output))
    case .nothing: return .nothing
    case .lost(let reason, let output): return .part(.lost(reason, dimension: output))
    case .along(let output, _), .piece(let output, _):
      return .part(.lost(reason, dimension: output))
    case .digits(let digits): return .part(.lost(reason, dimension: digits.mergedDimension))
    }
  }

  private func passage(ofFolded part: LocalPart, in dimension: Int, _ origin: Origin) -> Passage {
    guard case .somewhere(let local, _, let since) = part else { return .part(part) }
    switch routes[dimension] {
    case .all: return .everything
    case .allAndOwn(let output):
      return .everythingAnd(.somewhere(local, dimension: output, since: since))
    case .nothing: return .nothing
    case .lost(.folded, in: let output?), .piece(let output, _):
      return .part(.somewhere(local, dimension: output, since: origin.node))
    case .lost(let reason, let output): return .part(.lost(reason, dimension: output))
    case .digits(let digits):
      guard let output = digits.mergedDimension else { return .part(.unknown(.refolded)) }
      return .part(.somewhere(local, dimension: output, since: origin.node))
    case .along(let output, let map):
      guard map.shiftDistance != nil else { return .part(.lost(.refolded, dimension: output)) }
      return .part(
        .somewhere(local, dimension: output, since: map.isIdentity ? since : origin.node))
    }
  }

  /// Several places, or one that takes digits to tell.
  private func carried(_ field: AxisField, _ placements: [Placed], _ origin: Origin) -> AxisField {
    var next = AxisField(isGlobal: field.isGlobal, .none)
    for placed in placements {
      do throws(UnknownReason) {
        let one = AxisField.nothing.after(try passage(of: placed, origin))
        next = next.merged(with: one)
      } catch {
        return field.with(.unknown(error))
      }
    }
    return next
  }
}

extension LocalPart {
  /// Where unit u is at place u of a dimension.
  var localAlong: (local: LocalField, dimension: Int)? {
    guard case .placed(let placed, others: []) = self, placed.placement.isAlong else { return nil }
    return (placed.local, placed.placement.dimension)
  }
}

extension AxisField {
  func with(_ part: LocalPart) -> AxisField { AxisField(isGlobal: isGlobal, part) }

  func after(_ passage: Reading.Passage) -> AxisField {
    switch passage {
    case .everything: .everything
    case .nothing: with(.none)
    case .part(let part): with(part)
    case .everythingAnd(let part): AxisField(isGlobal: true, part)
    }
  }
}

extension [Digit] {
  /// The dimension into which one that is not cut up was merged.
  fileprivate var mergedDimension: Int? {
    count == 1 && self[0].size != nil ? self[0].dimension : nil
  }
}

extension AxisMap {
  /// What all of so many units read, for each unit.
  static func allOf(_ count: Int) -> AxisMap {
    AxisMap(.window(.init(stride: 0, offset: 0, step: 1, count: count)))
  }

  /// k where the map is u ↦ u + k.
  var shiftDistance: Int? {
    guard case .window(let taps) = kind, taps.stride == 1, taps.count == 1, taps.isAnchored,
      border == .nothing
    else { return nil }
    return taps.offset
  }
}
