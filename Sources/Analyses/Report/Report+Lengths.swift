package import ConvArithmetic
package import LayerGraph

/// How many units a value has and how many positions its source, along one axis.
package struct AxisLengths {
  package let units: Known<Dim>
  package let positions: Known<Dim>
}

extension Report {
  /// The sizes that decide where a field ends along an axis of a source.
  package func lengths(of output: OutputReport, source: Int = 0, axis: Int) -> AxisLengths {
    let field = output.fields[source].axes[axis]
    let units = field.dimension.map { output.shape.length($0) }
    let shape = self.shape(ofSource: source)
    return AxisLengths(
      units: units ?? .unknown(.refolded),
      positions: shape.length(axes[source].dimensions[axis]))
  }
}

extension Report {
  /// Where units lie for each remainder of an open size, where SAME padding leaves that open; nil where it doesn't, and
  /// where more than one size decides.
  package func placeCases(
    of output: OutputReport, source: Int = 0, axis: Int
  ) -> PlaceCases? {
    let lengths = lengths(of: output, source: source, axis: axis)
    guard case .known(let local)? = output.fields[source].axes[axis].local, !local.isAnchored,
      case .known(let units) = lengths.units, case .known(let positions) = lengths.positions
    else { return nil }
    return local.placeCases(units: units, length: positions, under: known)
  }
}

extension Report {
  /// The shape of a value that fields are looked at on.
  package func shape(ofSource source: Int) -> Known<Shape> {
    let value = sources[source]
    return layers[value.node].outputs[value.output].shape
  }

  package func name(ofSource source: Int) -> String { layers[sources[source].node].name }
}

extension LocalField {
  /// How far the last unit looks past the end of the source.
  package func paddingAfter(_ lengths: AxisLengths) -> Known<Int?> {
    lengths.units.flatMap { units in
      lengths.positions.flatMap { paddingAfter(units: units, length: $0) }
    }
  }
}

extension Known where Value == Shape {
  fileprivate func length(_ dimension: Int) -> Known<Dim> {
    flatMap { shape in
      shape.dims.indices.contains(dimension) ? .known(shape[dimension]) : .unknown(.refolded)
    }
  }
}
