import Analyses
import ConvArithmetic
import LayerGraph

/// A value of which a row tells: what a layer makes, or a piece of it.
struct ShownValue {
  /// Nil for a piece.
  let reference: ValueReference?
  let output: OutputReport
  /// Whether jump and start are told of axes that lie in one dimension with others, from one row of the map to the
  /// next: for the anchors of a detector, which are flattened, and not for features.
  var tellsFolded = false

  init(_ reference: ValueReference, in report: Report) {
    self.reference = reference
    output = report.layers[reference.node].outputs[reference.output]
  }

  init(_ piece: ValuePiece) {
    (reference, output) = (nil, piece.output)
  }

  /// On the first source.
  var field: Field { output.fields.first ?? .unreached }

  /// Whether the places of an axis mean something.
  func tellsPlaces(_ axis: Int) -> Bool {
    let axis = field.axes[axis]
    return axis.local != nil && (!axis.isFolded || tellsFolded && axis.isCounted)
  }
}
