import ConvArithmetic
import LayerGraph

/// The fields along one axis of values that were set side by side: each unit has that of its own piece.
///
///     rows of an image      ┌──────── 12 ────────┐┌─── 10 ───┐     the rows' means beside the columns': a unit of the
///     set beside columns    0                    12          22    first 12 sees one row, the others see all rows
final class PieceFields: Hashable, Sendable {
  struct Piece: Hashable, Sendable {
    /// The first place along the dimension.
    let start: Int
    /// Nil for an open size.
    let length: Int?
    let field: AxisField
  }

  /// The dimension of the value along which the pieces lie side by side; the axis itself may lie in another.
  let dimension: Int
  /// From the first place on; what lies between sees nothing of the source.
  let pieces: [Piece]

  /// More pieces than this are not kept apart.
  static let maximumCount = 64

  init(dimension: Int, _ pieces: [Piece]) {
    (self.dimension, self.pieces) = (dimension, pieces)
  }

  static func == (one: PieceFields, other: PieceFields) -> Bool {
    one === other || one.dimension == other.dimension && one.pieces == other.pieces
  }

  func hash(into hasher: inout Hasher) { hasher.combine(pieces) }

  /// The dimension in which the axis lies in all pieces that have a local part; nil where they differ, or where none
  /// moves with its units.
  var axisDimension: Int? {
    let own = pieces.filter { $0.field.part.moves }.map(\.field.part.dimension)
    return own.allSatisfy { $0 == own.first } ? own.first ?? nil : nil
  }

  /// Whether the axis lies in another dimension than the pieces do, so that it takes both to tell what a unit sees.
  var isAcross: Bool {
    axisDimension.map { $0 != dimension } ?? pieces.contains { $0.field.part.moves }
  }

  /// The same pieces with other fields.
  func mapped(_ transform: (AxisField) -> AxisField) -> AxisField {
    AxisField(
      dimension: dimension,
      pieces.map { Piece(start: $0.start, length: $0.length, field: transform($0.field)) })
  }

  /// Both where they have the same pieces; nil where they don't.
  func merged(with other: PieceFields) -> AxisField? {
    guard dimension == other.dimension, pieces.count == other.pieces.count,
      zip(pieces, other.pieces).allSatisfy({ $0.start == $1.start && $0.length == $1.length })
    else { return nil }
    return AxisField(
      dimension: dimension,
      zip(pieces, other.pieces).map {
        Piece(start: $0.start, length: $0.length, field: $0.field.merged(with: $1.field))
      })
  }

  /// The pieces after a layer that moves places `distance` back, in a value of `length` places: those cut off are
  /// dropped.
  func moved(
    by distance: Int, to output: Int, length: Int?, _ carried: (AxisField) -> AxisField
  ) throws(UnknownReason) -> AxisField {
    var left: [Piece] = []
    for piece in pieces {
      guard let start = try? piece.start.minus(distance) else { throw .tooLarge }
      let end = piece.length.map { start.addingReportingOverflow($0).partialValue }
      if let end, end <= 0 { continue }
      if let length, start >= length { continue }
      let first = max(0, start)
      let last = [end, length].compactMap { $0 }.min()
      left.append(
        Piece(start: first, length: last.map { $0 - first }, field: carried(piece.field)))
    }
    return AxisField(dimension: output, left)
  }
}

extension AxisField {
  /// The field of a value of pieces; of one, or of several that are alike, theirs.
  init(dimension: Int, _ pieces: [PieceFields.Piece]) {
    guard let first = pieces.first?.field else {
      self = .nothing
      return
    }
    if pieces.allSatisfy({ $0.field == first }) {
      self = first
    } else {
      self.init(
        isGlobal: pieces.allSatisfy(\.field.isGlobal),
        .pieces(PieceFields(dimension: dimension, pieces)))
    }
  }
}
