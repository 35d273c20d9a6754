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
  private struct Origin {
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
  fileprivate enum Passage {
    case everything
    case nothing
    case part(LocalPart)
    /// All of the axis, and a part that moves with the unit besides.
    case everythingAnd(LocalPart)
  }

  private func carried(_ field: AxisField, _ origin: Origin) -> AxisField {
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
  private func passage(
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
    case .lost(.folded, let output): return .part(.lost(reason, dimension: output))
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

// MARK: - Pieces

extension Reading {
  /// Each piece on its own, as long as the layer leaves them beside each other.
  private func carried(_ field: AxisField, _ pieces: PieceFields, _ origin: Origin) -> AxisField {
    let dimension = pieces.dimension
    guard routes.indices.contains(dimension) else { return field }
    switch routes[dimension] {
    case .nothing: return field.with(.none)
    case .piece(let output, let offset):
      return moved(field, pieces, by: -offset, to: output, origin)
    case .along(let output, let map):
      guard let distance = map.shiftDistance else { return lost(field, pieces, origin) }
      return moved(field, pieces, by: distance, to: output, origin)
    case .all:
      return pieces.pieces.reduce(.nothing) { all, piece in
        all.merged(with: carried(all: piece, along: dimension, origin))
      }
    case .allAndOwn, .digits, .lost: return lost(field, pieces, origin)
    }
  }

  private func moved(
    _ field: AxisField, _ pieces: PieceFields, by distance: Int, to output: Int, _ origin: Origin
  ) -> AxisField {
    guard to.dims.indices.contains(output) else { return field.with(.unknown(.piecewise)) }
    do throws(UnknownReason) {
      return try pieces.moved(by: distance, to: output, length: to[output].constant) {
        carried($0, origin)
      }
    } catch {
      return field.with(.unknown(error))
    }
  }

  /// What all units of one piece see.
  private func carried(
    all piece: PieceFields.Piece, along dimension: Int, _ origin: Origin
  ) -> AxisField {
    guard let (local, own) = piece.field.part.localAlong, own == dimension else {
      return carried(piece.field, origin)
    }
    let length = piece.length.map { Dim($0) } ?? from[dimension]
    return piece.field.after(passage(ofAll: local, origin, units: piece.start, length))
  }

  /// Units read of several pieces: near the seams of two, elsewhere of one. Where it takes two dimensions to tell which,
  /// the axis lies in none.
  private func lost(_ field: AxisField, _ pieces: PieceFields, _ origin: Origin) -> AxisField {
    let moving = pieces.pieces.first { $0.field.part.moves }?.field
    let dimension = pieces.isAcross ? nil : moving.flatMap { carried($0, origin).part.dimension }
    return field.with(.lost(.piecewise, dimension: dimension))
  }
}

// MARK: - Digits

extension Reading {
  /// Each digit goes where its dimension goes.
  /// - Throws: why the field is lost.
  private func passage(of placed: Placed, _ origin: Origin) throws(UnknownReason) -> Passage {
    var next = PlacedDigits(placed, in: from)
    for digit in next.digits where route(of: digit) == .nothing { return .nothing }
    if next.digits.count > 1 {
      try readWholeDigits(of: &next, origin)
      if next.digits.isEmpty { return passage(ofAll: next.local, origin, units: 0, 1) }
    }
    guard next.digits.count == 1, let digit = next.digits.first else {
      let digits = next.digits
      next.digits = []
      for digit in digits { try move(digit, of: &next, origin) }
      return .part(LocalPart([try next.placed(in: to)]))
    }
    if readsOnlyBefore(next, digit) { return .nothing }
    switch route(of: digit) {
    case .all: return try passage(ofAll: next, digit, origin)
    case .allAndOwn(let output):
      if case .part = try passage(ofAll: next, digit, origin) { throw .piecewise }
      next.digits = [digit.moved(to: output)]
      return .everythingAnd(LocalPart([try next.placed(in: to)]))
    case .piece(let output, let offset):
      try next.shift(by: -offset, to: output, from: from, in: to)
    case .along(let output, let map) where digit.size == 1 && map.alwaysReads:
      next.digits = [.single(in: output)]
    case .along(let output, .identity): next.digits = [digit.moved(to: output)]
    case .along(let output, let map):
      guard let distance = map.shiftDistance else {
        let local = try next.unfolded(in: from).following(
          map, length: from[digit.dimension], node: origin.node)
        return .part(.along(local, output))
      }
      try next.shift(by: distance, to: output, from: from, in: to)
    case .digits, .nothing, .lost, nil:
      guard next.offset == 0 else { throw reason(digit) }
      next.digits = try places(of: digit)
    }
    return .part(LocalPart([try next.placed(in: to)]))
  }

  /// All places along the dimension of a single digit.
  private func passage(
    ofAll placed: PlacedDigits, _ digit: Digit, _ origin: Origin
  ) throws(UnknownReason) -> Passage {
    guard placed.turn == nil, let size = digit.size, let places = from[digit.dimension].constant
    else { return .everything }
    let needed = try? digit.inner.times(size)
    let room = try? places.minus(max(0, placed.offset))
    // Of tokens that were cut off nobody knows whose place others took.
    guard placed.offset >= 0, let needed, let room, room >= needed else { throw .piecewise }
    return passage(ofAll: placed.local, origin, units: 0, Dim(size))
  }

  /// Those of several digits that every unit reads as a whole go into the field. Pixels that were put into channels are
  /// read together by a convolution, and what is left are the blocks.
  private func readWholeDigits(
    of placed: inout PlacedDigits, _ origin: Origin
  ) throws(UnknownReason) {
    let whole = placed.digits.filter {
      [.all, .allAndOwn(output: $0.dimension)].contains(route(of: $0))
    }
    if whole.isEmpty { return }
    for digit in whole {
      guard let size = digit.size else { throw .openSize(from[digit.dimension]) }
      placed.local = try placed.local.following(
        .run(of: size, step: digit.weight), node: origin.node)
    }
    placed.digits.removeAll { whole.contains($0) }
    if !placed.digits.isEmpty { placed = PlacedDigits(try placed.placed(in: from), in: from) }
  }

  /// One of several digits.
  private func move(
    _ digit: Digit, of placed: inout PlacedDigits, _ origin: Origin
  ) throws(UnknownReason) {
    switch route(of: digit) {
    case .along(let output, let map) where !map.isIdentity:
      guard let picked = try picked(digit, through: map, along: output) else { throw .refolded }
      placed.local = try placed.local.following(picked.read, node: origin.node)
      placed.digits.append(picked.digit)
    default:
      placed.digits += try places(of: digit)
    }
  }

  /// Where a digit is found after a layer that moves elements about.
  private func places(of digit: Digit) throws(UnknownReason) -> [Digit] {
    guard let route = route(of: digit) else { return [digit] }
    if case .along(let output, .identity) = route { return [digit.moved(to: output)] }
    guard case .digits(let digits) = route, let first = digits.first else { throw reason(digit) }
    let parts: [Digit]?
    do throws(ArithmeticError) { parts = try digit.parts(in: digits) } catch { throw .tooLarge }
    guard let parts else { throw .refolded }
    // A digit of one value is found anywhere.
    return parts.isEmpty ? [.single(in: first.dimension, weight: digit.weight)] : parts
  }

  /// Nil where the value has no such dimension: it became a scalar.
  private func route(of digit: Digit) -> Route? {
    routes.indices.contains(digit.dimension) ? routes[digit.dimension] : nil
  }

  private func reason(_ digit: Digit) -> UnknownReason {
    guard case .lost(let reason, _) = route(of: digit), reason != .folded else { return .refolded }
    return reason
  }
}

extension Reading {
  /// Whether only places are read that were set before those of the axis: a class token before others.
  private func readsOnlyBefore(_ placed: PlacedDigits, _ digit: Digit) -> Bool {
    guard placed.offset > 0, case .along(let output, let map) = route(of: digit),
      case .window(let taps) = map.kind, taps.count == 1, taps.offset >= 0
    else { return false }
    if taps.stride == 0 { return taps.offset < placed.offset }
    guard taps.stride == 1, to.dims.indices.contains(output), let length = to[output].constant
    else { return false }
    return (try? taps.offset.plus(length)).map { $0 <= placed.offset } ?? false
  }

  /// What is read of a field by a layer that reads some values of a digit inside its range, as it would of a dimension,
  /// and the digit that is left; nil where it reads past the range.
  private func picked(
    _ digit: Digit, through map: AxisMap, along output: Int
  ) throws(UnknownReason) -> (read: AxisMap, digit: Digit)? {
    do throws(ArithmeticError) {
      guard case .window(let taps) = map.kind, taps.isAnchored, taps.offset >= 0 else { return nil }
      let weight = digit.weight
      if taps.stride == 0, taps.count == 1 {
        // The same place for all units: the digit has one value.
        let place = taps.offset.floorQuotient(digit.inner)
        let value = digit.size.map { place.floorRemainder($0) } ?? place
        return (.shift(by: try weight.times(value)), .single(in: output, weight: weight))
      }
      guard taps.stride >= 1, digit.inner == 1, let size = digit.size,
        size == from[digit.dimension].constant, to.dims.indices.contains(output),
        let units = to[output].constant
      else { return nil }
      let last = try taps.stride.times(units - 1).plus(taps.offset)
      guard try last.plus(try taps.step.times(taps.count - 1)) < size else { return nil }
      let window = AxisMap.Taps(
        stride: 1, offset: try weight.times(taps.offset), step: try weight.times(taps.step),
        count: taps.count)
      return (
        AxisMap(.window(window)),
        Digit(dimension: output, inner: 1, size: units, weight: try weight.times(taps.stride))
      )
    } catch {
      throw .tooLarge
    }
  }
}

extension LocalPart {
  /// Where unit u is at place u of a dimension.
  fileprivate var localAlong: (local: LocalField, dimension: Int)? {
    guard case .placed(let placed, others: []) = self, placed.placement.isAlong else { return nil }
    return (placed.local, placed.placement.dimension)
  }
}

extension AxisField {
  fileprivate func with(_ part: LocalPart) -> AxisField { AxisField(isGlobal: isGlobal, part) }

  fileprivate func after(_ passage: Reading.Passage) -> AxisField {
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
  fileprivate static func allOf(_ count: Int) -> AxisMap {
    AxisMap(.window(.init(stride: 0, offset: 0, step: 1, count: count)))
  }

  /// k where the map is u ↦ u + k.
  fileprivate var shiftDistance: Int? {
    guard case .window(let taps) = kind, taps.stride == 1, taps.count == 1, taps.isAnchored,
      border == .nothing
    else { return nil }
    return taps.offset
  }

  /// Whether every unit away from the ends reads something.
  fileprivate var alwaysReads: Bool {
    if case .transposed = kind { false } else { true }
  }
}
