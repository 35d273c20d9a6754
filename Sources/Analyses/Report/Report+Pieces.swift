import ConvArithmetic
package import LayerGraph

/// One of several values that lie side by side along a dimension of a value: the anchors of one level of a detector.
package struct ValuePiece: Hashable, Sendable {
  package let dimension: Int
  /// The first place along the dimension.
  package let start: Int
  /// Nil for an open size.
  package let length: Int?
  /// Its shape, and its field on the first source.
  package let output: OutputReport

  /// The last place along the dimension; nil for an open size.
  package var end: Int? { length.map { start + $0 - 1 } }
}

extension Report {
  /// The pieces that a value is made of, where their units see fields of their own on the first source; none for a value
  /// in one piece, and where axes are cut up at different places.
  package func pieces(of value: ValueReference) -> [ValuePiece] {
    let output = layers[value.node].outputs[value.output]
    guard case .known(let shape) = output.shape, let field = output.fields.first else { return [] }
    var pieces: PieceFields?
    for axis in field.axes {
      guard case .pieces(let own) = axis.part else { continue }
      if let known = pieces, !known.isCut(as: own) { return [] }
      pieces = own
    }
    guard let pieces, shape.dims.indices.contains(pieces.dimension) else { return [] }
    return pieces.pieces.indices.map { index in
      let piece = pieces.pieces[index]
      let axes = field.axes.map { axis -> AxisField in
        guard case .pieces(let own) = axis.part else { return axis }
        return own.pieces[index].field
      }
      var narrowed = shape
      if let length = piece.length { narrowed.dims[pieces.dimension] = Dim(length) }
      let entry = FieldsBySource.Entry(source: 0, field: Field(axes: axes, isReached: true))
      return ValuePiece(
        dimension: pieces.dimension, start: piece.start, length: piece.length,
        output: OutputReport(
          shape: .known(narrowed), fields: FieldsBySource([entry], of: 1)))
    }
  }
}

extension PieceFields {
  /// Whether pieces begin and end at the same places.
  fileprivate func isCut(as other: PieceFields) -> Bool {
    dimension == other.dimension && pieces.count == other.pieces.count
      && zip(pieces, other.pieces).allSatisfy { $0.start == $1.start && $0.length == $1.length }
  }
}
