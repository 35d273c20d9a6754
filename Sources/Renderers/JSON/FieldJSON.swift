import Analyses
import ConvArithmetic
import LayerGraph

/// Fields as JSON: per source, per axis, each axis on one line.
struct FieldJSON {
  let report: Report
  let pixelOrigin: RenderOptions.PixelOrigin
  /// Positions in a second, where they are samples.
  private let rate: Rational?
  /// Whether sources that a value doesn't depend on are listed too.
  private let listsAll: Bool
  private let ranges: UnitRanges

  /// - Parameter layers: those whose fields are written.
  init(report: Report, _ options: RenderOptions, of layers: some Sequence<Int>) {
    (self.report, pixelOrigin, rate) = (report, options.pixelOrigin, options.rate)
    listsAll = report.hasFewSources
    ranges = UnitRanges(report, of: layers, on: report.sources.indices)
  }

  func json(_ value: ValueReference) -> JSONValue {
    let output = report.layers[value.node].outputs[value.output]
    let sources = listsAll ? Array(output.fields.indices) : output.fields.reached.map(\.source)
    return .array(sources.map { json(value, output, source: $0) })
  }

  private func json(_ value: ValueReference, _ output: OutputReport, source: Int) -> JSONValue {
    let field = output.fields[source]
    return .object([
      ("source", .string(report.name(ofSource: source))),
      ("isReached", .boolean(field.isReached)),
      ("isGlobal", .boolean(field.isGlobal)),
      (
        "axes",
        .array(field.axes.indices.map { .onLine(axis(value, output, source: source, $0)) })
      ),
    ])
  }

  private func axis(
    _ value: ValueReference, _ output: OutputReport, source: Int, _ index: Int
  ) -> JSONValue {
    let axis = output.fields[source].axes[index]
    var members: [(String, JSONValue)] = [("isGlobal", .boolean(axis.isGlobal))]
    guard let local = axis.local else { return .object(members + [("local", .null)]) }
    members += [
      ("dimension", axis.dimension.map { .integer($0) } ?? .null),
      ("isFolded", .boolean(axis.isFolded)),
      (
        "local",
        .known(local) { .object(sizes($0) + places($0, axis, output, source, index)) }
      ),
    ]
    if let range = ranges.range(of: value, source: source, axis: index) {
      members.append(("units", units(range)))
    } else if case .unknown = local, case .known(let sizes)? = axis.sizes {
      members.append(("units", .object([("sizes", .range(sizes))])))
    }
    return .object(members)
  }

  /// What holds for all units where no formula tells of each.
  private func units(_ range: UnitRange) -> JSONValue {
    .object([
      ("sizes", .range(range.sizes)),
      ("isGlobal", .boolean(range.isGlobal)),
      ("jump", range.jump.map { .exact($0) } ?? .null),
      ("start", range.start.map { .exact(pixelOrigin.moved($0)) } ?? .null),
    ])
  }

  /// What holds wherever the field lies.
  private func sizes(_ local: LocalField) -> [(String, JSONValue)] {
    [
      ("sizes", (try? local.map.sizes()).map { .array($0.map { .integer($0) }) } ?? .tooLarge),
      ("coverage", .known(local.coverage) { $0.map { .exact($0) } ?? .null }),
    ]
  }

  /// What has no meaning along a flattened axis.
  private func places(
    _ local: LocalField, _ axis: AxisField, _ output: OutputReport, _ source: Int, _ index: Int
  ) -> [(String, JSONValue)] {
    if axis.isFolded { return [] }
    let after = local.paddingAfter(report.lengths(of: output, source: source, axis: index))
    return [
      ("jump", .known(local.jump) { .exact($0) }),
      ("start", .known(local.start) { $0.map { .exact(pixelOrigin.moved($0)) } ?? .null }),
      ("paddingBefore", .known(local.paddingBefore) { $0.map { .integer($0) } ?? .null }),
      ("paddingAfter", .known(after) { $0.map { .integer($0) } ?? .null }),
      ("centres", centres(local)),
      ("apart", .known(local.apart) { $0.map { .range($0) } ?? .null }),
    ] + cases(of: output, source: source, index) + times(local)
  }

  /// The same in milliseconds, and how far units look ahead.
  private func times(_ local: LocalField) -> [(String, JSONValue)] {
    guard let rate else { return [] }
    func time(_ positions: Rational) -> JSONValue {
      (try? positions * 1000 / rate).map { .exact($0) } ?? .tooLarge
    }
    let sizes: JSONValue =
      (try? local.map.sizes()).map { .array($0.map { time(Rational($0)) }) } ?? .tooLarge
    return [
      ("lookAhead", .known(local.lookAhead) { $0.map { .exact($0) } ?? .null }),
      (
        "milliseconds",
        .object([
          ("sizes", sizes), ("jump", .known(local.jump, time)),
          ("start", .known(local.start) { $0.map { time(pixelOrigin.moved($0)) } ?? .null }),
          ("lookAhead", .known(local.lookAhead) { $0.map(time) ?? .null }),
        ])
      ),
    ]
  }

  /// The places for each remainder of the open size that they depend on.
  private func cases(
    of output: OutputReport, source: Int, _ index: Int
  ) -> [(String, JSONValue)] {
    guard let all = report.placeCases(of: output, source: source, axis: index) else { return [] }
    let cases = all.cases.map { one -> JSONValue in
      .object([
        ("remainders", .string("\(one.residues)")),
        ("start", one.places.start.map { .exact(pixelOrigin.moved($0)) } ?? .null),
        ("paddingBefore", one.places.before.map { .integer($0) } ?? .null),
        ("paddingAfter", one.places.after.map { .integer($0) } ?? .null),
      ])
    }
    return [("byRemainder", .object([("size", .string(all.symbol)), ("cases", .array(cases))]))]
  }

  /// More phases than these are left out.
  private static let maximumPhases = 64

  private func centres(_ local: LocalField) -> JSONValue {
    guard local.isAnchored else { return .unknown(.openPadding) }
    return .known(local.centres) { centres in
      var phases: JSONValue = .null
      if centres.period <= Self.maximumPhases {
        phases = .array((0..<centres.period).map { .object(centre(of: $0, centres)) })
      }
      return .object(
        [
          ("areAligned", .boolean(centres.areAligned)), ("jump", .exact(centres.jump)),
          ("precision", .exact(centres.precision)), ("period", .integer(centres.period)),
        ] + centre(of: 0, centres) + [("phases", phases)])
    }
  }

  private func centre(of unit: Int, _ centres: CentreMap) -> [(String, JSONValue)] {
    do throws(ArithmeticError) {
      let centre = try centres.centre(of: unit)
      return [("least", centre?.least), ("greatest", centre?.greatest)].map { name, place in
        (name, place.map { .exact(pixelOrigin.moved($0)) } ?? .null)
      }
    } catch {
      return [("least", .tooLarge), ("greatest", .tooLarge)]
    }
  }
}

extension JSONValue {
  fileprivate static func range(_ range: ClosedRange<Int>) -> JSONValue {
    .array([.integer(range.lowerBound), .integer(range.upperBound)])
  }

  static let tooLarge = JSONValue.unknown(.tooLarge)
}

extension Report {
  /// Whether a list of all sources at each layer is no longer than the fields on them may be.
  fileprivate var hasFewSources: Bool {
    let (count, overflow) = sources.count.multipliedReportingOverflow(by: layers.count)
    return !overflow && count <= stepLimit
  }
}
