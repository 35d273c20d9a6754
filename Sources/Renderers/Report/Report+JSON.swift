public import Analyses
import ConvArithmetic
import LayerGraph

extension Report {
  /// The name and version of the JSON form, described in JSONSchema.md.
  public static let jsonSchema = "rfcalc/report/1"

  /// Each layer is put into this form when it is written.
  func jsonValue(_ options: RenderOptions) -> JSONValue {
    let fields = FieldJSON(
      report: self, options, of: options.columns == nil ? layers.indices : 0..<0)
    let rows =
      options.columns == nil
      ? [
        ("layers", JSONValue.lines(Array(layers.indices)) { layer($0, fields) }),
        ("modules", .lines(modules) { module($0) }),
      ]
      : [("rows", ReportPage(self, options).table.json)]
    let loose = JSONValue.lines(graph.looseTensors) { JSONValue.tensor($0) }
    return .object(
      head(options) + rows + [
        ("total", .object(total.json(self.options.assumptions))), ("looseTensors", loose),
        ("findings", findingsJSON),
      ])
  }

  /// One row as it stands in `json()`, under "layers" or "modules".
  func members(of row: Row, _ options: RenderOptions) -> [(String, JSONValue)] {
    if let module = row.module { return self.module(module) }
    return layer(row.layer, FieldJSON(report: self, options, of: [row.layer]))
  }

  /// What the numbers stand on.
  func head(_ render: RenderOptions) -> [(String, JSONValue)] {
    let rate = render.rate.map { [("rate", JSONValue.decimal($0))] } ?? []
    return members(render) + rate + sizeNames + leftOut
  }

  /// What the file calls the open sizes.
  private var sizeNames: [(String, JSONValue)] {
    let names = graph.sizeNames.sorted { $0.key < $1.key }
    return names.isEmpty ? [] : [("sizeNames", .object(names.map { ($0, .string($1)) }))]
  }

  private func members(_ render: RenderOptions) -> [(String, JSONValue)] {
    [
      ("schema", .string(Self.jsonSchema)),
      ("network", .string(graph.name)),
      ("elementType", .string(elementType.rawValue)),
      ("pixelOrigin", .string(render.pixelOrigin.rawValue)),
      ("assumptions", .string(options.assumptions.description)),
      ("requirements", .array(requirements.map { .string($0.description) })),
      ("hasBatch", .boolean(graph.hasBatch)),
      (
        "inputs",
        .lines(Array(zip(inputs, axesOfInputs))) { index, axes in
          [
            ("name", .string(layers[index].name)),
            ("shape", .shape(layers[index].shape, options.assumptions)),
            ("axes", .array(axes.dimensions.map { .integer($0) })),
          ]
        }
      ),
      (
        "outputs",
        .lines(graph.outputs) { [("name", .string($0.name))] + reference($0.value) }
      ),
    ]
  }

  /// Inputs that no layer has fields on.
  private var leftOut: [(String, JSONValue)] {
    guard let first = sourcesLeftOut.first else { return [] }
    let name = layers[first.node].name
    return [
      (
        "inputsLeftOut",
        .object([
          ("count", .integer(sourcesLeftOut.count)), ("first", .string(name)),
          ("reason", .string("fields on \(reasonForLeavingOut); --on NAME shows those on one")),
        ])
      )
    ]
  }

  private func reference(_ value: ValueReference) -> [(String, JSONValue)] {
    [("layer", .string(layers[value.node].name)), ("output", .integer(value.output))]
  }

  private func layer(_ index: Int, _ fields: FieldJSON) -> [(String, JSONValue)] {
    let layer = layers[index]
    return [
      ("name", .string(layer.name)),
      ("kind", .string(layer.kind)),
      ("settings", .string(layer.summary)),
      ("isPointwise", .boolean(layer.isPointwise)),
      ("inputs", .array(layer.inputs.map { .object(reference($0)) })),
      (
        "outputs",
        .array(
          layer.outputs.enumerated().map { output, made in
            .object([
              ("shape", .shape(made.shape, options.assumptions)),
              ("fields", fields.json(ValueReference(node: index, output: output))),
            ])
          })
      ),
      ("sharesWeightsWith", layer.sharesWeightsWith.map { .string($0) } ?? .null),
      ("tensors", .lines(layer.tensors) { JSONValue.tensor($0) }),
    ]
      + JSONValue.cost(
        layer.parameters, layer.work, layer.activationBytes, options.assumptions)
  }

  private func module(_ module: ModuleReport) -> [(String, JSONValue)] {
    [
      ("name", .string(module.name)),
      ("layers", .array(module.layers.map { .integer($0) })),
    ]
      + JSONValue.cost(
        module.parameters, module.work, module.activationBytes, options.assumptions)
  }
}

extension Totals {
  fileprivate func json(_ assumptions: Assumptions) -> [(String, JSONValue)] {
    guard let least else {
      return JSONValue.cost(parameterCounts, work, activationBytes, assumptions) + [
        ("peakActivationBytes", .known(peakActivationBytes, assumptions)),
        ("parameterBytes", .known(parameterBytes)),
      ]
    }
    func sum(_ total: Known<Dim>, _ least: Dim?, _ without: [OperatorLayers]? = nil) -> JSONValue {
      let json = { (dim: Dim) in JSONValue.dim(dim.restoring(assumptions)) }
      return .total(total.map(json), orAtLeast: least.map(json), without: without)
    }
    let (macs, flops) = (least.multiplyAccumulates, least.floatingPointOperations)
    let counts = least.parameterCounts
    return [
      (
        "parameters",
        .total(
          parameterCounts.map { .parameters($0) }, orAtLeast: .parameters(counts.value),
          without: counts.without)
      ),
      ("multiplyAccumulates", sum(multiplyAccumulates, macs.value, macs.without)),
      ("floatingPointOperations", sum(floatingPointOperations, flops.value, flops.without)),
      (
        "activationBytes",
        sum(activationBytes, least.activationBytes.value, least.activationBytes.without)
      ),
      ("peakActivationBytes", sum(peakActivationBytes, least.peakActivationBytes)),
      ("parameterBytes", sum(parameterBytes, least.parameterBytes.value)),
    ]
  }
}

extension JSONValue {
  static func shape(_ shape: Known<Shape>, _ assumptions: Assumptions) -> JSONValue {
    switch shape {
    case .known(let shape): .array(shape.dims.map { .dim($0.restoring(assumptions)) })
    case .unknown(let reason): .unknown(reason)
    }
  }

  static func known(_ dim: Known<Dim>, _ assumptions: Assumptions = .none) -> JSONValue {
    .known(dim) { .dim($0.restoring(assumptions)) }
  }

  fileprivate static func tensor(_ tensor: StoredTensor) -> [(String, JSONValue)] {
    [
      ("name", tensor.name.isEmpty ? .null : .string(tensor.name)),
      ("elements", .integer(tensor.elements)),
      ("isLearned", .boolean(tensor.isLearned)),
      ("evidence", .string(tensor.evidence.rawValue)),
    ]
  }

  static func known<Value>(_ value: Known<Value>, _ json: (Value) -> JSONValue) -> JSONValue {
    switch value {
    case .known(let value): json(value)
    case .unknown(let reason): .unknown(reason)
    }
  }

  fileprivate static func cost(
    _ parameters: Known<ParameterCounts>, _ work: Known<Work>, _ activationBytes: Known<Dim>,
    _ assumptions: Assumptions
  ) -> [(String, JSONValue)] {
    [
      ("parameters", .known(parameters) { .parameters($0) }),
      ("multiplyAccumulates", .known(work.map(\.multiplyAccumulates), assumptions)),
      ("floatingPointOperations", .known(work.flatMap(\.floatingPointOperations), assumptions)),
      ("activationBytes", .known(activationBytes, assumptions)),
    ]
  }

  /// A total; where it isn't known, what it is at least and whose terms are missing.
  fileprivate static func total(
    _ total: Known<JSONValue>, orAtLeast least: JSONValue?, without: [OperatorLayers]?
  ) -> JSONValue {
    switch total {
    case .known(let value): return value
    case .unknown(let reason):
      var members: [(String, JSONValue)] = [("unknown", .string("\(reason)"))]
      if let least { members.append(("atLeast", least)) }
      if let without {
        members.append(
          (
            "without",
            .lines(without) { [("kind", .string($0.kind)), ("layers", .integer($0.layers))] }
          ))
      }
      return .object(members)
    }
  }

  fileprivate static func parameters(_ counts: ParameterCounts) -> JSONValue {
    .object([
      ("total", (try? counts.total()).map { .dim($0) } ?? .unknown(.tooLarge)),
      ("weights", .dim(counts.weights)),
      ("biases", .dim(counts.biases)),
      ("normAffine", .dim(counts.normAffine)),
      ("runningStatistics", .dim(counts.runningStatistics)),
      ("constants", .dim(counts.constants)),
    ])
  }
}
