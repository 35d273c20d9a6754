import ConvArithmetic
import LayerGraph

/// Values set side by side on their way through one layer.
extension Reading {
  /// Each piece on its own, as long as the layer leaves them beside each other.
  func carried(_ field: AxisField, _ pieces: PieceFields, _ origin: Origin) -> AxisField {
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
