import Analyses
import ConvArithmetic
import LayerGraph

/// An operator's rules with one answer changed.
struct CorruptedRules: OperatorRules {
  let honest: any OperatorRules
  let corruption: Corruption

  func outputShapes(of inputs: [Shape], requirements: inout Requirements) throws -> [Shape] {
    var shapes = try honest.outputShapes(of: inputs, requirements: &requirements)
    if case .shapes(let change) = corruption { try change(&shapes, inputs) }
    return shapes
  }

  func routes(output: Int, _ site: Site) throws -> [[Route]] {
    var routes = try honest.routes(output: output, site)
    switch corruption {
    case .routes(let change): try change(&routes, site)
    case .routesOf(let change): routes = try other(change).routes(output: output, site)
    default: break
    }
    return routes
  }

  func parameters(_ site: Site) throws -> ParameterCounts {
    var counts = try honest.parameters(site)
    switch corruption {
    case .parameters(let change): try change(&counts, site)
    case .parametersOf(let change): counts = try other(change).parameters(site)
    default: break
    }
    return counts
  }

  func work(_ site: Site) throws -> Work {
    var work = try honest.work(site)
    switch corruption {
    case .work(let change): try change(&work, site)
    case .workOf(let change): work = try other(change).work(site)
    default: break
    }
    return work
  }

  func shift(_ site: Site) throws -> LearnedShift { try honest.shift(site) }

  private func other(_ change: Corruption.Setting) -> any OperatorRules {
    change.changed(honest) ?? honest
  }
}

/// The answer that is changed, and how.
enum Corruption: Sendable {
  case shapes(@Sendable (inout [Shape], [Shape]) throws -> Void)
  case routes(@Sendable (inout [[Route]], Site) throws -> Void)
  case parameters(@Sendable (inout ParameterCounts, Site) throws -> Void)
  case work(@Sendable (inout Work, Site) throws -> Void)
  /// All answers, or one of them, are those of the same operator with another setting.
  case all(Setting)
  case routesOf(Setting)
  case parametersOf(Setting)
  case workOf(Setting)

  struct Setting: Sendable {
    let changed: @Sendable (any OperatorRules) -> (any OperatorRules)?

    init<Payload: OperatorRules>(
      of type: Payload.Type, _ change: @escaping @Sendable (inout Payload) -> Void
    ) {
      changed = { rules in
        guard var payload = rules as? Payload else { return nil }
        change(&payload)
        return payload
      }
    }
  }

  /// The rules that answer wrongly in one thing.
  func rules(insteadOf honest: any OperatorRules) -> any OperatorRules {
    if case .all(let setting) = self { return setting.changed(honest) ?? honest }
    return CorruptedRules(honest: honest, corruption: self)
  }
}

extension Corruption {
  static func conv(_ change: @escaping @Sendable (inout Convolution) -> Void) -> Setting {
    Setting(of: Convolution.self, change)
  }

  static func transposed(
    _ change: @escaping @Sendable (inout TransposedConvolution) -> Void
  ) -> Setting {
    Setting(of: TransposedConvolution.self, change)
  }

  static func pool(_ change: @escaping @Sendable (inout Pool) -> Void) -> Setting {
    Setting(of: Pool.self, change)
  }

  static func resize(_ change: @escaping @Sendable (inout Resize) -> Void) -> Setting {
    Setting(of: Resize.self, change)
  }

  /// Other operations, with the MACs left as they are.
  static func operations(_ change: @escaping @Sendable (Dim, Site) throws -> Dim) -> Corruption {
    .work { work, site in
      guard case .known(let honest) = work.floatingPointOperations else { return }
      work.floatingPointOperations = .known(try change(honest, site))
    }
  }

  /// The route of one dimension of the first input, or of another.
  static func route(
    _ dimension: Int, input: Int = 0, _ change: @escaping @Sendable (Site) -> Route
  ) -> Corruption {
    .routes { routes, site in routes[input][dimension] = change(site) }
  }
}
