import ConvArithmetic
import LayerGraph

/// How a layer sets values side by side.
///
///     a rolled axis    ┌──── 2 … 11 ────┬─ 0 1 ─┐     the second piece goes on where the first would be 12 places
///                      0                10      12    before: the axis turned round by 2
struct Joint {
  /// The dimension along which they lie.
  let dimension: Int
  /// Where each input begins.
  private let starts: [Int]
  private let lengths: [Int?]
  private let shape: Shape

  /// Nil where they are not set side by side along one dimension.
  init?(of readings: [Reading]) {
    guard let shape = readings.first?.to, let dimension = readings.first?.starts.first?.dimension
    else { return nil }
    var starts: [Int] = []
    var lengths: [Int?] = []
    starts.reserveCapacity(readings.count)
    for reading in readings {
      let own = reading.starts
      guard own.count == 1, own[0].dimension == dimension else { return nil }
      starts.append(own[0].start)
      lengths.append(
        reading.from.dims.indices.contains(dimension) ? reading.from[dimension].constant : nil)
    }
    (self.dimension, self.starts, self.lengths, self.shape) = (dimension, starts, lengths, shape)
  }

  /// The fields of all pieces, axis by axis.
  /// - Parameter fields: the inputs by which the source is seen, in order.
  func joined(_ fields: [(input: Int, field: Field)]) -> Field {
    guard let first = fields.first?.field else { return .unreached }
    let tellsUnits = tellsUnits(fields.map(\.field))
    let axes = first.axes.indices.map { axis -> AxisField in
      if tellsUnits { return joined(fields.map { (input: $0.input, axis: $0.field.axes[axis]) }) }
      return AxisField(merging: fields.map { $0.field.axes[axis] })
    }
    return Field(axes: axes, isReached: true)
  }

  /// Whether a unit lies in one piece: where an axis lies along the joined dimension, or did before some were averaged.
  /// Channels are read together; they are dimension 1, or the last where an axis lies in that (N×H×W×C, N×L×C).
  private func tellsUnits(_ fields: [Field]) -> Bool {
    func isTaken(_ dimension: Int) -> Bool {
      fields.contains { $0.axes.contains { $0.part.lies(in: dimension) } }
    }
    if isTaken(dimension) { return true }
    let channels = isTaken(Shape.channelDimension) ? shape.rank - 1 : Shape.channelDimension
    return dimension > 0 && dimension != channels
  }

  /// The field along one axis of units that lie in one piece each.
  ///
  /// There is a closed form where the pieces continue each other, and where they are an axis that was turned round:
  /// cut in two and put together the other way.
  private func joined(_ parts: [(input: Int, axis: AxisField)]) -> AxisField {
    var pieces: [PieceFields.Piece] = []
    // A class token that saw nothing yet, beside others, is left out.
    for part in parts where part.axis != .nothing {
      if case .pieces(let own) = part.axis.part, own.dimension == dimension {
        pieces += own.pieces
      } else {
        pieces.append(
          PieceFields.Piece(
            start: starts[part.input], length: lengths[part.input], field: part.axis))
      }
    }
    if pieces.count == 2, starts.count == 2, pieces[0].start == 0,
      let turned = turned(pieces[0].field.part, pieces[1].field.part, pieces[1].start)
    {
      return AxisField(isGlobal: pieces.contains(where: \.field.isGlobal), turned)
    }
    guard
      pieces.count <= PieceFields.maximumCount || pieces.allSatisfy({ $0.field == pieces[0].field })
    else {
      let common = PieceFields(dimension: dimension, pieces).axisDimension
      return AxisField(
        isGlobal: pieces.allSatisfy(\.field.isGlobal), .lost(.piecewise, dimension: common))
    }
    return AxisField(dimension: dimension, pieces)
  }

  /// The second piece goes on where the first would be a whole length before: place u holds what was at
  /// (u + length − start) mod length.
  private func turned(_ first: LocalPart, _ second: LocalPart, _ start: Int) -> LocalPart? {
    guard case .placed(let mine, others: []) = first, case .placed(let theirs, others: []) = second,
      let turn = mine.placement.turn(along: dimension),
      let its = theirs.placement.turn(along: dimension), turn == its,
      let length = shape[dimension].constant, 0 < start, start < length,
      turn.map({ $0.length == length }) ?? true, mine.local != theirs.local,
      let continued = try? mine.local.following(.shift(by: -length)), continued == theirs.local
    else { return nil }
    let before = turn?.by ?? 0
    let by = before < start ? before + (length - start) : before - start
    return .turned(
      by == 0 ? theirs.local : mine.local, along: dimension,
      by: by == 0 ? nil : Placement.Turn(by: by, length: length), in: shape)
  }
}
